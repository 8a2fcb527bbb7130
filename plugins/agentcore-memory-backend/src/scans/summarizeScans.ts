import {
  ScanSummary,
  ScopeHealth,
} from 'backstage-plugin-agentcore-memory-common';
import { hasNothing } from './scopeHealth';

const FAILED_SHOWN = 50;

/** Whether the memories of a scope may be missing or out of date. */
function isFailed(health: ScopeHealth): boolean {
  if (hasNothing(health)) return false;
  const { outcome, lastCompleteAt, stale } = health;
  return outcome === 'failed' || lastCompleteAt === undefined || stale;
}

/** How reading all scopes went, in short. The worst come first: never listed, then listed longest ago. */
export function summarizeScans(scopes: readonly ScopeHealth[]): ScanSummary {
  const failed = scopes.filter(isFailed);
  return {
    scopes: scopes.length,
    failed: failed.length,
    firstFailed: failed
      .sort(
        (a, b) =>
          compare(a.lastCompleteAt ?? '', b.lastCompleteAt ?? '') ||
          compare(a.scope, b.scope),
      )
      .slice(0, FAILED_SHOWN),
    notInCatalog: scopes.reduce((sum, scope) => sum + scope.notInCatalog, 0),
  };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
