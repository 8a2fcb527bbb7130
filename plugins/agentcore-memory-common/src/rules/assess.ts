import { keySituation } from './aboutKey';
import { customerManagedKey } from './customerManagedKey';
import { dataEgress } from './dataEgress';
import { eventRetention } from './eventRetention';
import { keyApproved } from './keyApproved';
import { keyPolicyExposure } from './keyPolicyExposure';
import { keyPolicyServiceAccess } from './keyPolicyServiceAccess';
import { keyRotation } from './keyRotation';
import { keyUsable } from './keyUsable';
import { DEFAULT_RULE_SETTINGS, RuleSettings, Severity } from './settings';
import { AssessmentInput, Finding, Outcome, Rule, RuleId } from './types';

const BY_ID: Record<RuleId, Rule> = {
  'customer-managed-key': customerManagedKey,
  'key-usable': keyUsable,
  'key-rotation': keyRotation,
  'key-policy-service-access': keyPolicyServiceAccess,
  'key-policy-exposure': keyPolicyExposure,
  'key-approved': keyApproved,
  'data-egress': dataEgress,
  'event-retention': eventRetention,
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

const WITH_SEVERITY: Record<
  Exclude<Severity, 'off'>,
  Partial<Record<Outcome, Outcome>>
> = {
  fail: { warn: 'fail' },
  warn: { fail: 'warn' },
};

function withSeverity(finding: Finding, severity: RuleSettings['severity']) {
  const wanted = severity[finding.rule];
  const outcome =
    wanted && wanted !== 'off' && WITH_SEVERITY[wanted][finding.outcome];
  return outcome ? { ...finding, outcome } : finding;
}

/**
 * Judges one memory by all rules that are not off. Pure: the same input gives the same answer.
 *
 * `customer-managed-key` is never off: a scorecard of encryption without it would say nothing.
 *
 * @public
 */
export function assessMemory(
  input: AssessmentInput,
  settings: RuleSettings = DEFAULT_RULE_SETTINGS,
): Assessment {
  const { severity } = settings;
  const ruleInput = { ...input, situation: keySituation(input) };
  const findings = RULES.filter(
    ({ id }) => id === 'customer-managed-key' || severity[id] !== 'off',
  ).map(rule =>
    withSeverity(
      { rule: rule.id, ...rule.evaluate(ruleInput, settings) },
      severity,
    ),
  );
  return { verdict: verdictOf(findings), findings };
}
