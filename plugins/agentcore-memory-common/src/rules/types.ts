import { KeyFacts, KeyMetadata, MemoryFacts } from '../facts';
import { Fix, FixContext } from '../fixes/types';
import { StatementRef } from '../keyPolicy';
import { Outcome } from '../outcome';
import { SettingsParser } from './parseSettings';

/** A fact that a finding rests on. @public */
export interface Evidence {
  /** AWS's own name of the field, such as `KeyState`. */
  fact: string;
  /** What AWS said, as text. */
  value: string;
  /** The AWS operation that said it, such as `kms:DescribeKey`. */
  source: string;
}

/** What a rule says of one memory. @public */
export interface RuleResult {
  /** How the rule came out. */
  outcome: Outcome;
  /** In plain words, for a person. Dates are absolute, so that it changes only with the facts. */
  reason: string;
  /** The facts that the outcome rests on. */
  evidence: Evidence[];
  /** The statements of the key policy that have to change; left out: none. */
  statements?: StatementRef[];
}

/** What the rules look at. @public */
export interface AssessmentInput {
  /** The memory to assess. */
  memory: MemoryFacts;
  /** The key named by the memory, or `undefined` if the memory names none or cannot be read. */
  key?: KeyFacts;
  /** The day of the assessment, `YYYY-MM-DD`, UTC. */
  today: string;
}

/**
 * What there is to say about a memory's key before any rule looks at the key itself. Every rule about the
 * key starts here, so that "no key", "can't tell" and "gone" mean the same to all of them.
 */
export type KeySituation =
  | { kind: 'unreadable'; result: RuleResult }
  /** AWS owns or manages the key. */
  | { kind: 'no-cmk'; reason: string; evidence: Evidence[] }
  | { kind: 'missing'; evidence: Evidence[] }
  | { kind: 'cmk'; key: KeyFacts; metadata: KeyMetadata; evidence: Evidence[] };

/** What a rule is given: the facts, and what is known of the key, found out once for all rules. */
export interface RuleInput extends AssessmentInput {
  situation: KeySituation;
}

/** A small record that judges facts. `Settings`: those that it looks at, its own and others'. */
export interface Rule<
  Id extends string = string,
  Settings extends object = object,
> {
  /** Also a heading in `docs/rules.md` and a folder of cases. */
  id: Id;
  title: string;
  /** Why it matters, for a person who never heard of it. */
  why: string;
  /** A rule without which a scorecard would say nothing can't be off. */
  alwaysOn?: boolean;
  /** Left out: only the severity can be configured. */
  settings?: SettingsParser<Partial<Settings>>;
  evaluate(input: RuleInput, settings: Settings): RuleResult;
  /** What the owner can do, where the rule evaluates to `fail` or `warn`. */
  fix(input: FixContext, settings: Settings): Fix;
}
