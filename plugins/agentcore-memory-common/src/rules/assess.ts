import { customerManagedKey } from './customerManagedKey';
import { keyRotation } from './keyRotation';
import { keyUsable } from './keyUsable';
import { AssessmentInput, Finding, Outcome, Rule, RuleId } from './types';

const BY_ID: Record<RuleId, Rule> = {
  'customer-managed-key': customerManagedKey,
  'key-usable': keyUsable,
  'key-rotation': keyRotation,
};

/** All rules, in the order in which they are shown. @public */
export const RULES: readonly Rule[] = Object.values(BY_ID);

/** The rule of this id. @public */
export function ruleById(id: RuleId): Rule {
  return BY_ID[id];
}

/** All verdicts, worst first. @public */
export const VERDICTS = [
  'non-compliant',
  'unknown',
  'at-risk',
  'compliant',
] as const;

/** The worst finding on a memory, as a word. @public */
export type Verdict = (typeof VERDICTS)[number];

/** The verdict on one memory with the findings behind it. @public */
export interface Assessment {
  verdict: Verdict;
  findings: Finding[];
}

const VERDICT_OF: Record<Outcome, Verdict> = {
  fail: 'non-compliant',
  unknown: 'unknown',
  warn: 'at-risk',
  pass: 'compliant',
  'not-applicable': 'compliant',
};

/**
 * The verdict that follows from findings: the worst in the order fail, unknown, warn, pass. No findings at
 * all, or none but `not-applicable`, prove nothing and are `unknown`.
 *
 * @public
 */
export function verdictOf(
  findings: readonly Pick<Finding, 'outcome'>[],
): Verdict {
  if (findings.every(f => f.outcome === 'not-applicable')) return 'unknown';
  const found = new Set(findings.map(f => VERDICT_OF[f.outcome]));
  return VERDICTS.find(verdict => found.has(verdict)) ?? 'unknown';
}

/** Judges one memory by all rules. Pure: the same input gives the same answer. @public */
export function assessMemory(input: AssessmentInput): Assessment {
  const findings = RULES.map(rule => ({
    rule: rule.id,
    ...rule.evaluate(input),
  }));
  return { verdict: verdictOf(findings), findings };
}
