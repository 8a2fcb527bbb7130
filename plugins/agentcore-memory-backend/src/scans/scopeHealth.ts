import { ScopeHealth } from 'backstage-plugin-agentcore-memory-common';
import { olderThan } from '../scorecards/freshness';
import { ScanStore } from './ScanStore';

/**
 * The health of every scope that has reported, by name. Which are stale is decided now: those whose last
 * complete listing is older than `staleAfterMs`, or missing. Where there is nothing to list, nothing is stale.
 */
export async function readScopeHealth(
  scans: ScanStore,
  { now, staleAfterMs }: { now: number; staleAfterMs: number },
): Promise<ScopeHealth[]> {
  const limit = now - staleAfterMs;
  return (await scans.list()).map(health => ({
    ...health,
    stale:
      health.outcome !== 'unsupported' &&
      olderThan(health.lastCompleteAt, limit),
  }));
}
