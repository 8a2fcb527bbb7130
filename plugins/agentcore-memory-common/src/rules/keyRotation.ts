import { KeyMetadata } from '../facts';
import { described, keySituation } from './keySituation';
import { Evidence, Rule, RuleResult } from './types';

/** AWS's own default rotation period, in days; a longer one is a warning. */
const MAX_PERIOD_DAYS = 365;

/**
 * Why automatic rotation does not exist for a key, or `undefined` if it does.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
 */
export function rotationDoesNotApply(key: KeyMetadata): string | undefined {
  if (key.manager === 'AWS') return 'AWS manages and rotates the key.';
  if (key.state === 'PendingDeletion' || key.state === 'PendingReplicaDeletion')
    return 'The key is about to be deleted; AWS then reports rotation as off.';
  if (key.origin === 'EXTERNAL')
    return 'Keys with imported material are not rotated automatically.';
  if (key.origin === 'AWS_CLOUDHSM' || key.origin === 'EXTERNAL_KEY_STORE')
    return 'Keys in a custom key store are not rotated automatically.';
  if (/^(RSA|ECC|HMAC|ML)_|^SM2$/.test(key.spec))
    return 'Only symmetric encryption keys are rotated automatically.';
  return undefined;
}

function unknown(reason: string, evidence: Evidence[]): RuleResult {
  return { outcome: 'unknown', reason, evidence };
}

/** Whether AWS renews the key's material by itself, and often enough. */
export const keyRotation: Rule = {
  id: 'key-rotation',
  title: 'The key is rotated',
  why: 'Rotation limits how much data one piece of key material protects; most security baselines ask for it once a year.',
  fix: 'Turn on automatic rotation of the key, with a period of at most 365 days. The memory stays as it is.',
  evaluate(input) {
    const situation = keySituation(input);
    switch (situation.kind) {
      case 'unreadable':
        return situation.result;
      case 'aws-owned':
      case 'missing':
        return {
          outcome: 'not-applicable',
          reason:
            situation.kind === 'missing'
              ? 'AWS finds no such key.'
              : 'The memory has no key of its own.',
          evidence: situation.evidence,
        };
      case 'readable': {
        const { key, metadata } = situation;
        const evidence = [
          ...situation.evidence,
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
        if (
          metadata.spec !== 'SYMMETRIC_DEFAULT' ||
          metadata.origin !== 'AWS_KMS' ||
          metadata.manager !== 'CUSTOMER'
        ) {
          return unknown(
            `The key's manager "${metadata.manager}", spec "${metadata.spec}" or origin "${metadata.origin}" is not a value known here.`,
            evidence,
          );
        }
        const { rotation } = key;
        if (rotation.state !== 'known') {
          const said = 'reason' in rotation ? rotation.reason : 'not given';
          return unknown(
            rotation.state === 'denied'
              ? "AWS denied reading the key's rotation."
              : 'AWS did not say whether the key is rotated.',
            [
              ...evidence,
              {
                fact: 'rotation',
                value: said,
                source: 'kms:GetKeyRotationStatus',
              },
            ],
          );
        }
        const { enabled, periodDays } = rotation.value;
        evidence.push({
          fact: 'KeyRotationEnabled',
          value: String(enabled),
          source: 'kms:GetKeyRotationStatus',
        });
        if (!enabled) {
          return {
            outcome: 'warn',
            reason: 'Automatic rotation of the key is off.',
            evidence,
          };
        }
        evidence.push({
          fact: 'RotationPeriodInDays',
          value: periodDays === undefined ? 'not given' : String(periodDays),
          source: 'kms:GetKeyRotationStatus',
        });
        if (periodDays === undefined) {
          return unknown(
            'The key is rotated, but AWS did not say how often.',
            evidence,
          );
        }
        return periodDays > MAX_PERIOD_DAYS
          ? {
              outcome: 'warn',
              reason: `The key is rotated every ${periodDays} days, more than the ${MAX_PERIOD_DAYS} asked for.`,
              evidence,
            }
          : {
              outcome: 'pass',
              reason: `The key is rotated every ${periodDays} days.`,
              evidence,
            };
      }
      default:
        return situation satisfies never;
    }
  },
};
