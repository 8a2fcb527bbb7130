import { KeyFacts, KeyMetadata, Observed, parseKeyArn } from '../facts';
import { AssessmentInput, Evidence, RuleResult } from './types';

/**
 * What there is to say about a memory's key before any rule looks at the key itself. Every rule about the
 * key starts here, so that "no key", "can't tell" and "gone" mean the same to all of them.
 */
export type KeySituation =
  | { kind: 'unreadable'; result: RuleResult }
  | { kind: 'aws-owned'; evidence: Evidence[] }
  | { kind: 'missing'; reason: string; evidence: Evidence[] }
  | {
      kind: 'readable';
      key: KeyFacts;
      metadata: KeyMetadata;
      evidence: Evidence[];
    };

const NOT_READ: Record<'denied' | 'failed' | 'missing' | 'absent', string> = {
  denied: 'AWS denied reading',
  failed: 'AWS did not answer when asked for',
  missing: 'AWS no longer finds',
  absent: 'AWS said nothing about',
};

function unreadable(
  what: string,
  fact: Exclude<Observed<unknown>, { state: 'known' }>,
  source: string,
  evidence: Evidence[] = [],
): KeySituation {
  const value = 'reason' in fact ? fact.reason : 'not given';
  return {
    kind: 'unreadable',
    result: {
      outcome: 'unknown',
      reason: `${NOT_READ[fact.state]} ${what}.`,
      evidence: [...evidence, { fact: what, value, source }],
    },
  };
}

export function keySituation({ memory, key }: AssessmentInput): KeySituation {
  if (memory.details.state !== 'known') {
    return unreadable(
      'the memory',
      memory.details,
      'bedrock-agentcore:GetMemory',
    );
  }
  const named = memory.details.value.encryptionKeyArn;
  if (named.state === 'absent') {
    return {
      kind: 'aws-owned',
      evidence: [
        {
          fact: 'encryptionKeyArn',
          value: 'not set',
          source: 'bedrock-agentcore:GetMemory',
        },
      ],
    };
  }
  if (named.state !== 'known') {
    return unreadable(
      "the memory's key ARN",
      named,
      'bedrock-agentcore:GetMemory',
    );
  }
  const evidence: Evidence[] = [
    {
      fact: 'encryptionKeyArn',
      value: named.value,
      source: 'bedrock-agentcore:GetMemory',
    },
  ];
  if (!parseKeyArn(named.value)) {
    return {
      kind: 'unreadable',
      result: {
        outcome: 'unknown',
        reason: `The memory names "${named.value}" as its key, which is not the ARN of a KMS key.`,
        evidence,
      },
    };
  }
  if (!key || key.arn !== named.value) {
    return unreadable(
      'the key',
      { state: 'failed', reason: 'not read' },
      'kms:DescribeKey',
      evidence,
    );
  }
  if (key.metadata.state === 'missing') {
    return {
      kind: 'missing',
      reason: key.metadata.reason,
      evidence: [
        ...evidence,
        { fact: 'key', value: key.metadata.reason, source: 'kms:DescribeKey' },
      ],
    };
  }
  if (key.metadata.state !== 'known') {
    return unreadable('the key', key.metadata, 'kms:DescribeKey', evidence);
  }
  return { kind: 'readable', key, metadata: key.metadata.value, evidence };
}

/** A piece of evidence from DescribeKey. */
export function described(fact: string, value: string): Evidence {
  return { fact, value, source: 'kms:DescribeKey' };
}
