import {
  Encryption,
  Outcome,
  RULES,
  ScanOutcome,
  Verdict,
  VERDICTS,
  WaiverState,
} from 'backstage-plugin-agentcore-memory-common';

/** Display names of verdicts. */
export const VERDICT_LABELS: Record<Verdict, string> = {
  compliant: 'Compliant',
  'at-risk': 'At risk',
  'non-compliant': 'Non-compliant',
  unknown: 'Unknown',
};

/** Display names of outcomes. */
export const OUTCOME_LABELS: Record<Outcome, string> = {
  pass: 'Pass',
  warn: 'Warning',
  fail: 'Fail',
  unknown: 'Unknown',
  'not-applicable': 'Not applicable',
};

/** Display names of the kinds of encryption. */
export const ENCRYPTION_LABELS: Record<Encryption, string> = {
  'customer-managed': 'Customer-managed key',
  'aws-managed': 'AWS-managed key',
  'aws-owned': 'AWS-owned key',
  unknown: 'Unknown',
};

/** Display names of scan outcomes. */
export const SCAN_LABELS: Record<ScanOutcome, string> = {
  complete: 'Complete',
  failed: 'Failed',
  refreshed: 'Refreshed',
  unsupported: 'Not available',
  blocked: 'Blocked',
};

/** Display names of where waivers stand. */
export const WAIVER_LABELS: Record<WaiverState, string> = {
  pending: 'Pending',
  approved: 'Approved',
  rejected: 'Rejected',
  revoked: 'Revoked',
  expired: 'Expired',
};

/** The verdict of this name; a word of another version is `unknown`, never a pass. */
export function toVerdict(text: string | undefined): Verdict {
  return VERDICTS.find(verdict => verdict === text) ?? 'unknown';
}

/** The title of a rule, or its id where another version's rule is not known here. */
export function ruleTitle(id: string): string {
  return RULES.find(rule => rule.id === id)?.title ?? id;
}

/** A number with its thousands apart. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** A number of memories, in words. */
export function pluralizeMemories(count: number): string {
  return count === 1 ? '1 memory' : `${formatCount(count)} memories`;
}

/** How many regions of an account are blocked, in words. */
export function describeBlocked(regions: number): string {
  return `${
    regions === 1 ? '1 region' : `${regions} regions`
  } blocked by the organisation’s policy`;
}

/** How many memories the catalog does not show, in words. */
export function describeNotInCatalog(count: number): string {
  return `${pluralizeMemories(count)} not in the catalog`;
}

/** A number of scopes, in words. */
export function pluralizeScopes(count: number): string {
  return count === 1 ? '1 scope' : `${formatCount(count)} scopes`;
}

/** A score or coverage as `40 %`; a dash of nothing. */
export function formatPercent(value: number | null): string {
  return value === null ? '–' : `${value}\u00a0%`;
}
