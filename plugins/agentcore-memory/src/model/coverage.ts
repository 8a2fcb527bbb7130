import {
  parseScope,
  ScopeHealth,
} from 'backstage-plugin-agentcore-memory-common';
import { CoverageFilters } from './coverageFilters';

type Outcome = ScopeHealth['outcome'];

/** What needs looking at first: 0 is worst. */
function rankOf({ outcome, stale }: ScopeHealth): number {
  if (outcome === 'unsupported') return 3;
  if (outcome === 'failed') return 0;
  return stale ? 1 : 2;
}

/** Those that failed first, then the stale ones, then by name; what is not available comes last. */
export function sortScopes(scopes: readonly ScopeHealth[]): ScopeHealth[] {
  return [...scopes].sort((a, b) => {
    const rank = rankOf(a) - rankOf(b);
    if (rank !== 0) return rank;
    // Not by locale: that takes its time with thousands, and scopes are plain ASCII.
    return a.scope < b.scope ? -1 : 1;
  });
}

/** The scopes that pass the filters, in the order they have. */
export function filterScopes(
  scopes: readonly ScopeHealth[],
  { outcome, q }: CoverageFilters,
): ScopeHealth[] {
  const text = q?.toLocaleLowerCase('en-US');
  return scopes.filter(
    health =>
      (!outcome || health.outcome === outcome) &&
      (!text ||
        `${health.scope} ${health.reason ?? ''}`
          .toLocaleLowerCase('en-US')
          .includes(text)),
  );
}

/** How many scopes came out how. */
export function countOutcomes(
  scopes: readonly ScopeHealth[],
): Record<Outcome, number> {
  const counts = { complete: 0, failed: 0, unsupported: 0 };
  for (const { outcome } of scopes) counts[outcome] += 1;
  return counts;
}

/** Account and region of a scope, as people read it. */
export function placeOf(scope: string): string {
  const parts = parseScope(scope);
  return parts ? `${parts.accountId}/${parts.region}` : scope;
}

/** All calls together. */
export function sumCalls(calls: Record<string, number>): number {
  return Object.values(calls).reduce((a, b) => a + b, 0);
}

/** The calls by action in words, most first; empty if there were none. */
export function describeCalls(calls: Record<string, number>): string {
  return Object.entries(calls)
    .filter(([, count]) => count > 0)
    .sort(([a, m], [b, n]) => n - m || a.localeCompare(b))
    .map(([action, count]) => `${action} ${count}`)
    .join(', ');
}
