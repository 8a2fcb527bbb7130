import { Observed } from '../facts';
import { Evidence, RuleResult } from './types';

type Unread = Exclude<Observed<unknown>, { state: 'known' }>;

const NOT_READ: Record<Unread['state'], string> = {
  denied: 'AWS denied reading',
  failed: 'AWS did not answer when asked for',
  missing: 'AWS no longer finds',
  absent: 'AWS said nothing about',
};

/** The result of a rule that needs a fact which could not be read. */
export function unreadResult(
  what: string,
  fact: Unread,
  source: string,
  evidence: Evidence[] = [],
): RuleResult {
  const value = 'reason' in fact ? fact.reason : 'not given';
  return {
    outcome: 'unknown',
    reason: `${NOT_READ[fact.state]} ${what}.`,
    evidence: [...evidence, { fact: what, value, source }],
  };
}

/** A piece of evidence from DescribeKey. */
export function fromDescribeKey(fact: string, value: string): Evidence {
  return { fact, value, source: 'kms:DescribeKey' };
}

/** A piece of evidence from GetMemory. */
export function fromGetMemory(fact: string, value: string): Evidence {
  return { fact, value, source: 'bedrock-agentcore:GetMemory' };
}
