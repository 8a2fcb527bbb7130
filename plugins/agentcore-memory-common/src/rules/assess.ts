import { Outcome, Verdict, verdictOf } from '../outcome';
import { keySituation } from './keySituation';
import { DEFAULT_RULE_SETTINGS, RuleSettings, Severity } from './settings';
import { RuleId, TABLE } from './table';
import { AssessmentInput, RuleResult } from './types';

/** One rule's outcome on one memory. @public */
export interface Finding extends RuleResult {
  /** Id of the rule. */
  rule: RuleId;
}

/** The verdict on one memory with the findings behind it. @public */
export interface Assessment {
  /** The verdict that follows from the findings. */
  verdict: Verdict;
  /** In the rules' order. */
  findings: Finding[];
}

const WITH_SEVERITY: Record<
  Exclude<Severity, 'off'>,
  Partial<Record<Outcome, Outcome>>
> = {
  fail: { warn: 'fail' },
  warn: { fail: 'warn' },
};

function withSeverity(
  finding: Finding,
  severity: Severity | undefined,
): Finding {
  const outcome =
    severity && severity !== 'off' && WITH_SEVERITY[severity][finding.outcome];
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
  const findings = TABLE.filter(
    ({ id, alwaysOn }) => alwaysOn || severity[id] !== 'off',
  ).map(rule =>
    withSeverity(
      { rule: rule.id, ...rule.evaluate(ruleInput, settings) },
      severity[rule.id],
    ),
  );
  return { verdict: verdictOf(findings), findings };
}
