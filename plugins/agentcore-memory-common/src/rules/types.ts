import { KeyFacts, MemoryFacts } from '../facts';
import type { KeySituation } from './aboutKey';
import { RuleSettings } from './settings';

/** The ids of all rules, in the order in which they are shown. @public */
export const RULE_IDS = [
  'customer-managed-key',
  'key-usable',
  'key-rotation',
  'key-policy-service-access',
  'key-policy-exposure',
  'key-approved',
  'data-egress',
  'event-retention',
] as const;

/** The id of a rule; also a heading in the rules' documentation. @public */
export type RuleId = (typeof RULE_IDS)[number];

/** What one rule found. @public */
export type Outcome = 'pass' | 'warn' | 'fail' | 'unknown' | 'not-applicable';

/** A fact that a finding rests on. @public */
export interface Evidence {
  /** AWS's own name of the field, such as `KeyState`. */
  fact: string;
  /** What AWS said, as text. */
  value: string;
  /** The AWS operation that said it, such as `kms:DescribeKey`. */
  source: string;
}

/** One rule's outcome on one memory. @public */
export interface Finding {
  rule: RuleId;
  outcome: Outcome;
  /** In plain words, for a person. Dates are absolute, so that it changes only with the facts. */
  reason: string;
  evidence: Evidence[];
}

/** What the rules look at. @public */
export interface AssessmentInput {
  memory: MemoryFacts;
  /** The key named by the memory, or `undefined` if the memory names none or cannot be read. */
  key?: KeyFacts;
  /** The day of the assessment, `YYYY-MM-DD`, UTC. */
  today: string;
}

/** What a rule is given: the same, and what is known of the key, found out once for all rules. @public */
export interface RuleInput extends AssessmentInput {
  situation: KeySituation;
}

/** What a rule says of one memory. @public */
export type RuleResult = Omit<Finding, 'rule'>;

/** A small record that judges facts. @public */
export interface Rule {
  id: RuleId;
  title: string;
  /** Why it matters, for a person who never heard of it. */
  why: string;
  evaluate(input: RuleInput, settings: RuleSettings): RuleResult;
}
