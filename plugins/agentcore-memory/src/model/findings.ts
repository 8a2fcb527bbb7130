import { Finding, Outcome } from 'backstage-plugin-agentcore-memory-common';
import { Translate } from '../translation';

/** The outcomes that need somebody, worst first: what is unknown may be worse than a warning. */
const OPEN: readonly Outcome[] = ['fail', 'unknown', 'warn'];

/** Findings by what they ask of a reader, each list in the rules' order. */
export interface SortedFindings {
  /** Those that fail first, then the unknown ones, then warnings. */
  open: Finding[];
  passed: Finding[];
  notApplicable: Finding[];
}

/** Sorts findings by outcome, worst first. */
export function sortFindings(findings: readonly Finding[]): SortedFindings {
  const of = (outcome: Outcome) => findings.filter(f => f.outcome === outcome);
  return {
    open: OPEN.flatMap(of),
    passed: of('pass'),
    notApplicable: of('not-applicable'),
  };
}

/** Why a memory that was replaced still counts, and what to do about it. */
export function withRetirement(t: Translate, reason: string): string {
  return t('common.replaced', { reason });
}
