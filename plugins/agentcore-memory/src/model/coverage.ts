import { parseScope } from 'backstage-plugin-agentcore-memory-common';

/** Account and region of a scope, for display. */
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
