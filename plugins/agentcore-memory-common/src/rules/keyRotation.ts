import { KeyRotation } from '../facts';
import { aboutKey, CustomerKey } from './aboutKey';
import { isoDay } from './days';
import { described, unread } from './evidence';
import { rotationDoesNotApply } from './rotationDoesNotApply';
import { Evidence, Rule, RuleResult } from './types';
import { Judgement } from './worst';

const SOURCE = 'kms:GetKeyRotationStatus';

function evidenceOf(rotation: KeyRotation): Evidence[] {
  const { enabled, periodDays, nextDate } = rotation;
  return [
    { fact: 'KeyRotationEnabled', value: String(enabled), source: SOURCE },
    ...(periodDays === undefined
      ? []
      : [
          {
            fact: 'RotationPeriodInDays',
            value: String(periodDays),
            source: SOURCE,
          },
        ]),
    ...(nextDate
      ? [{ fact: 'NextRotationDate', value: isoDay(nextDate), source: SOURCE }]
      : []),
  ];
}

function judgePeriod(
  { enabled, periodDays }: KeyRotation,
  maxDays: number,
): Judgement {
  if (!enabled) {
    return { outcome: 'warn', reason: 'Automatic rotation of the key is off.' };
  }
  if (periodDays === undefined) {
    return {
      outcome: 'unknown',
      reason: 'The key is rotated, but AWS did not say how often.',
    };
  }
  if (!(periodDays > 0)) {
    return {
      outcome: 'unknown',
      reason: `AWS says that the key is rotated every ${periodDays} days, which is not a period.`,
    };
  }
  return periodDays > maxDays
    ? {
        outcome: 'warn',
        reason: `The key is rotated every ${periodDays} days, more than the ${maxDays} asked for.`,
      }
    : {
        outcome: 'pass',
        reason: `The key is rotated every ${periodDays} days.`,
      };
}

function judge({ key, metadata, settings, ...rest }: CustomerKey): RuleResult {
  const evidence = [
    ...rest.evidence,
    described('Origin', metadata.origin),
    described('KeySpec', metadata.spec),
  ];
  const inapplicable = rotationDoesNotApply(metadata);
  if (inapplicable) {
    return {
      outcome: 'not-applicable',
      reason: inapplicable,
      evidence: [...evidence, described('KeyState', metadata.state)],
    };
  }
  if (metadata.spec !== 'SYMMETRIC_DEFAULT' || metadata.origin !== 'AWS_KMS') {
    return {
      outcome: 'unknown',
      reason: `The key's spec "${metadata.spec}" or origin "${metadata.origin}" is not a value known here.`,
      evidence,
    };
  }
  if (key.rotation.state !== 'known') {
    return unread("the key's rotation", key.rotation, SOURCE, evidence);
  }
  return {
    ...judgePeriod(key.rotation.value, settings.maxRotationDays),
    evidence: [...evidence, ...evidenceOf(key.rotation.value)],
  };
}

/** Whether AWS renews the key's material by itself, and often enough. */
export const keyRotation: Rule = {
  id: 'key-rotation',
  title: 'The key is rotated',
  why: 'Rotation limits how much data one piece of key material protects; most security baselines ask for it once a year.',
  evaluate: aboutKey(judge),
};
