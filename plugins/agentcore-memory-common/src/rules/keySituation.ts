import { KeyFacts, KeyMetadata, parseKeyArn } from '../facts';
import { fromDescribeKey, fromGetMemory, unreadResult } from './evidence';
import {
  AssessmentInput,
  Evidence,
  KeySituation,
  RuleInput,
  RuleResult,
} from './types';

/** A key that is known to be customer-managed, and the memory it belongs to. */
export interface CustomerKey extends AssessmentInput {
  key: KeyFacts;
  metadata: KeyMetadata;
  evidence: Evidence[];
}

function unknown(reason: string, evidence: Evidence[]): KeySituation {
  return {
    kind: 'unreadable',
    result: { outcome: 'unknown', reason, evidence },
  };
}

function byManager(key: KeyFacts, evidence: Evidence[]): KeySituation {
  const { metadata } = key;
  if (metadata.state === 'missing') {
    return {
      kind: 'missing',
      evidence: [...evidence, fromDescribeKey('key', metadata.reason)],
    };
  }
  if (metadata.state !== 'known') {
    const result = unreadResult(
      'the key',
      metadata,
      'kms:DescribeKey',
      evidence,
    );
    return { kind: 'unreadable', result };
  }
  const { manager } = metadata.value;
  const all = [...evidence, fromDescribeKey('KeyManager', manager)];
  if (manager === 'CUSTOMER') {
    return { kind: 'cmk', key, metadata: metadata.value, evidence: all };
  }
  if (manager === 'AWS') {
    return {
      kind: 'no-cmk',
      reason:
        'The key is managed by AWS: you cannot change its policy, disable it or delete it.',
      evidence: all,
    };
  }
  return unknown(
    `The key's manager is "${manager}", which is not a value known here.`,
    all,
  );
}

/** Finds out what is known of a memory's key. */
export function keySituation({ memory, key }: AssessmentInput): KeySituation {
  const source = 'bedrock-agentcore:GetMemory';
  if (memory.details.state !== 'known') {
    const result = unreadResult('the memory', memory.details, source);
    return { kind: 'unreadable', result };
  }
  const named = memory.details.value.encryptionKeyArn;
  if (named.state === 'absent') {
    return {
      kind: 'no-cmk',
      reason:
        'The memory names no key, so AWS encrypts it with a key that AWS owns.',
      evidence: [fromGetMemory('encryptionKeyArn', 'not set')],
    };
  }
  if (named.state !== 'known') {
    const result = unreadResult("the memory's key ARN", named, source);
    return { kind: 'unreadable', result };
  }
  const evidence = [fromGetMemory('encryptionKeyArn', named.value)];
  if (!parseKeyArn(named.value)) {
    return unknown(
      `The memory names "${named.value}" as its key, which is not the ARN of a KMS key.`,
      evidence,
    );
  }
  if (!key || key.arn !== named.value) {
    const fact = { state: 'failed', reason: 'not read' } as const;
    const result = unreadResult('the key', fact, 'kms:DescribeKey', evidence);
    return { kind: 'unreadable', result };
  }
  return byManager(key, evidence);
}

/** Makes the `evaluate` of a rule that judges a customer-managed key and does not apply without one. */
export function forCustomerKey<Settings extends object>(
  judge: (key: CustomerKey, settings: Settings) => RuleResult,
  ifMissing: (evidence: Evidence[]) => RuleResult = evidence => ({
    outcome: 'not-applicable',
    reason: 'AWS finds no such key.',
    evidence,
  }),
): (input: RuleInput, settings: Settings) => RuleResult {
  return (input, settings) => {
    const { situation } = input;
    switch (situation.kind) {
      case 'unreadable':
        return situation.result;
      case 'no-cmk':
        return {
          outcome: 'not-applicable',
          reason: 'The memory has no customer-managed key.',
          evidence: situation.evidence,
        };
      case 'missing':
        return ifMissing(situation.evidence);
      case 'cmk':
        return judge({ ...input, ...situation }, settings);
      default:
        return situation satisfies never;
    }
  };
}
