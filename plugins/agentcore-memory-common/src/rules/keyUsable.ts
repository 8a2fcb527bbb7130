import { KeyMetadata } from '../facts';
import { fixKeyUsable } from '../fixes';
import { ApprovalSettings } from './approvedKeys';
import { daysBetween, isoDay } from './days';
import { fromDescribeKey } from './evidence';
import { FINE, Judgement, worstOf } from './judgement';
import { forCustomerKey } from './keySituation';
import { kindOfKey } from './kindOfKey';
import { Rule } from './types';

/** Imported key material that expires sooner than this many days is a warning. */
const EXPIRY_WARNING_DAYS = 30;

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html */
const STATES: Record<string, (key: KeyMetadata) => Judgement> = {
  Enabled: () => FINE,
  Creating: () => ({
    outcome: 'warn',
    reason: 'The key is still being created.',
  }),
  Updating: () => ({ outcome: 'warn', reason: 'The key is being updated.' }),
  Disabled: () => ({
    outcome: 'fail',
    reason:
      'The key is disabled: the memory cannot be decrypted until it is enabled again.',
  }),
  PendingDeletion: key => ({
    outcome: 'fail',
    reason: key.deletionDate
      ? `The key will be deleted on ${isoDay(
          key.deletionDate,
        )}, and the memory's data with it.`
      : "The key is about to be deleted, and the memory's data with it.",
  }),
  PendingReplicaDeletion: () => ({
    outcome: 'fail',
    reason:
      'The key will be deleted as soon as its replicas are, and the data with it.',
  }),
  PendingImport: () => ({
    outcome: 'fail',
    reason: 'The key has no key material: it was not imported, or has expired.',
  }),
  Unavailable: () => ({
    outcome: 'fail',
    reason: 'The key store behind the key cannot be reached.',
  }),
};

const KNOWN_ORIGINS = [
  'AWS_KMS',
  'EXTERNAL',
  'AWS_CLOUDHSM',
  'EXTERNAL_KEY_STORE',
];

function judgeState(key: KeyMetadata): Judgement {
  const judge = Object.hasOwn(STATES, key.state)
    ? STATES[key.state]
    : undefined;
  return (
    judge?.(key) ?? {
      outcome: 'unknown',
      reason: `The key's state is "${key.state}", which is not a value known here.`,
    }
  );
}

function judgeKind(key: KeyMetadata): Judgement {
  const kind = kindOfKey(key);
  if (kind === 'unknown') {
    return {
      outcome: 'unknown',
      reason: `The key's spec "${key.spec}" or usage "${key.usage}" is not a value known here.`,
    };
  }
  if (kind === 'unfit') {
    return {
      outcome: 'fail',
      reason: `The key is ${key.spec} for ${key.usage}; a memory needs a symmetric encryption key.`,
    };
  }
  return FINE;
}

function judgeMaterial(key: KeyMetadata, today: string): Judgement {
  if (!KNOWN_ORIGINS.includes(key.origin)) {
    return {
      outcome: 'unknown',
      reason: `The key's origin is "${key.origin}", which is not a value known here.`,
    };
  }
  if (!key.validTo) return FINE;
  const left = daysBetween(today, key.validTo);
  if (left === undefined) {
    return {
      outcome: 'unknown',
      reason: `The expiry "${key.validTo}" of the imported key material is not a date.`,
    };
  }
  return left <= EXPIRY_WARNING_DAYS
    ? {
        outcome: 'warn',
        reason: `The imported key material expires on ${isoDay(
          key.validTo,
        )}; after that the memory cannot be decrypted.`,
      }
    : FINE;
}

function judgeRegion(key: KeyMetadata, memoryRegion: string): Judgement {
  return key.region === memoryRegion
    ? FINE
    : {
        outcome: 'warn',
        reason: `The key is in ${key.region}, the memory in ${memoryRegion}.`,
      };
}

/** Whether AgentCore can use the key now and will be able to tomorrow. */
export const keyUsable: Rule<'key-usable', ApprovalSettings> = {
  id: 'key-usable',
  title: 'The key can be used',
  why: 'Data under a disabled or deleted key cannot be read by anyone: the agent loses its memory, for good if the key is gone.',
  evaluate: forCustomerKey(
    ({ metadata, memory, today, evidence }) => ({
      ...worstOf(
        [
          judgeState(metadata),
          judgeKind(metadata),
          judgeMaterial(metadata, today),
          judgeRegion(metadata, memory.region),
        ],
        'The key is enabled.',
      ),
      evidence: [
        ...evidence,
        fromDescribeKey('KeyState', metadata.state),
        fromDescribeKey('KeySpec', metadata.spec),
        fromDescribeKey('KeyUsage', metadata.usage),
        fromDescribeKey('Origin', metadata.origin),
        ...(metadata.deletionDate
          ? [fromDescribeKey('DeletionDate', isoDay(metadata.deletionDate))]
          : []),
        ...(metadata.validTo
          ? [fromDescribeKey('ValidTo', isoDay(metadata.validTo))]
          : []),
      ],
    }),
    evidence => ({
      outcome: 'fail',
      reason: 'AWS finds no such key: it was deleted, or never existed.',
      evidence,
    }),
  ),
  fix: (input, { approvedKeys }) => fixKeyUsable(input, approvedKeys),
};
