import { KeyRotation, parseKeyArn } from '../facts';
import { comment, Fix, FixContext, keyDetailsOf, shellWord } from '../fixes';
import { isoDay } from './days';
import { fromDescribeKey, unreadResult } from './evidence';
import { Judgement } from './judgement';
import { CustomerKey, forCustomerKey } from './keySituation';
import { daysAt, SettingsParser } from './parseSettings';
import { rotationDoesNotApply } from './rotationDoesNotApply';
import { Evidence, Rule, RuleResult } from './types';

const SOURCE = 'kms:GetKeyRotationStatus';
/** AWS takes 90 to 2560 days, and 365 where none are named. */
const MIN_DAYS = 90;
const MAX_DAYS = 2560;
const DEFAULT_DAYS = 365;

/** The settings of `key-rotation`. @public */
export interface RotationSettings {
  /** The longest rotation period of a key, in days. */
  maxRotationDays: number;
}

const SETTINGS: SettingsParser<RotationSettings> = {
  keys: ['maxPeriodDays'],
  parse: (raw, path) => ({
    maxRotationDays: daysAt(raw, 'maxPeriodDays', path) ?? DEFAULT_DAYS,
  }),
};

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

function judge(
  { key, metadata, ...rest }: CustomerKey,
  { maxRotationDays }: RotationSettings,
): RuleResult {
  const evidence = [
    ...rest.evidence,
    fromDescribeKey('Origin', metadata.origin),
    fromDescribeKey('KeySpec', metadata.spec),
  ];
  const inapplicable = rotationDoesNotApply(metadata);
  if (inapplicable) {
    return {
      outcome: 'not-applicable',
      reason: inapplicable,
      evidence: [...evidence, fromDescribeKey('KeyState', metadata.state)],
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
    return unreadResult("the key's rotation", key.rotation, SOURCE, evidence);
  }
  return {
    ...judgePeriod(key.rotation.value, maxRotationDays),
    evidence: [...evidence, ...evidenceOf(key.rotation.value)],
  };
}

/** Turns on automatic rotation. A replica follows its primary, so that is where it is set. */
function fix(input: FixContext, { maxRotationDays }: RotationSettings): Fix {
  const wanted = Math.floor(maxRotationDays);
  const days = Math.min(MAX_DAYS, Math.max(MIN_DAYS, wanted));
  const own = input.key?.arn ?? 'KEY_ARN';
  const arn = keyDetailsOf(input)?.multiRegionKeys?.primaryArn ?? own;
  const region = parseKeyArn(arn)?.region ?? 'REGION';
  const where = arn === own ? '' : ' of the multi-region primary';
  return {
    text: `Turn on automatic rotation${where} with a period of at most ${days} days. The memory stays as it is.`,
    cli: `aws kms enable-key-rotation --region ${region} --key-id ${shellWord(
      arn,
    )} --rotation-period-in-days ${days}`,
    cloudFormation: [
      comment('Properties of the AWS::KMS::Key'),
      'EnableKeyRotation: true',
      `RotationPeriodInDays: ${days}`,
    ].join('\n'),
    terraform: [
      comment('Arguments of the aws_kms_key'),
      'enable_key_rotation     = true',
      `rotation_period_in_days = ${days}`,
    ].join('\n'),
  };
}

/** Whether AWS renews the key's material by itself, and often enough. */
export const keyRotation: Rule<'key-rotation', RotationSettings> = {
  id: 'key-rotation',
  title: 'The key is rotated',
  why: 'Rotation limits how much data one piece of key material protects; most security baselines ask for it once a year.',
  settings: SETTINGS,
  evaluate: forCustomerKey(judge),
  fix,
};
