import { ScopeHealth } from 'backstage-plugin-agentcore-memory-common';
import { olderThan } from '../olderThan';
import { StoredHealth } from './scanRows';
import { ScanStore } from './ScanStore';

/** Scopes in which there is nothing to list, as far as is known. */
export function hasNothing({ outcome }: Pick<ScopeHealth, 'outcome'>): boolean {
  return outcome === 'unsupported' || outcome === 'blocked';
}

function notAfter(date: string | undefined, now: number): string | undefined {
  return date !== undefined && Date.parse(date) > now
    ? new Date(now).toISOString()
    : date;
}

/** The moment, and how old a listing may be, in milliseconds. */
interface Limits {
  now: number;
  staleAfterMs: number;
}

/**
 * Which scopes are stale is decided now: those whose last complete listing is older than `staleAfterMs`, or missing.
 * Where there is nothing to list, nothing is stale. A listing that ended in the future, by a clock that was ahead,
 * counts as one that ends now.
 */
export function scopeHealthOf(
  stored: readonly StoredHealth[],
  { now, staleAfterMs }: Limits,
): ScopeHealth[] {
  const limit = now - staleAfterMs;
  return stored.map(({ lastCompleteAt: at, ...health }) => {
    const lastCompleteAt = notAfter(at, now);
    return {
      ...health,
      ...(lastCompleteAt !== undefined && { lastCompleteAt }),
      stale: !hasNothing(health) && olderThan(lastCompleteAt, limit),
    };
  });
}

/** The health of every scope that has reported, by name; see `scopeHealthOf`. */
export async function readScopeHealth(
  scans: Pick<ScanStore, 'list'>,
  limits: Limits,
): Promise<ScopeHealth[]> {
  return scopeHealthOf(await scans.list(), limits);
}
