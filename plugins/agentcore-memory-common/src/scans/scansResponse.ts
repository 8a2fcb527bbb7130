import type { ScansRequest, ScansResponse, ScopeHealth } from '../api';

/** The rank by which scopes are sorted: 0 is worst. */
function rankOf({ outcome, stale, notInCatalog }: ScopeHealth): number {
  if (outcome === 'unsupported') return 4;
  if (outcome === 'failed') return 0;
  if (stale) return 1;
  return notInCatalog > 0 ? 2 : 3;
}

function worstFirst(a: ScopeHealth, b: ScopeHealth): number {
  const rank = rankOf(a) - rankOf(b);
  if (rank !== 0) return rank;
  // Not by locale: that is slow for thousands of scopes, and they are plain ASCII.
  return a.scope < b.scope ? -1 : 1;
}

function matches({
  outcome,
  q,
}: ScansRequest): (health: ScopeHealth) => boolean {
  const text = q?.toLocaleLowerCase('en-US');
  return health =>
    (!outcome || health.outcome === outcome) &&
    (!text ||
      `${health.scope} ${health.reason ?? ''}`
        .toLocaleLowerCase('en-US')
        .includes(text));
}

/**
 * One page of scopes in the order of `ScansResponse`. Counts are of all scopes, also of those that the request leaves out.
 *
 * @public
 */
export function scansResponse(
  scopes: readonly ScopeHealth[],
  request: ScansRequest = {},
): ScansResponse {
  const { offset = 0, limit = scopes.length } = request;
  const found = scopes.filter(matches(request));
  const counts = { complete: 0, failed: 0, unsupported: 0 };
  let notInCatalog = 0;
  let lastAttemptAt: string | undefined;
  for (const health of scopes) {
    counts[health.outcome] += 1;
    notInCatalog += health.notInCatalog;
    if (lastAttemptAt === undefined || health.lastAttemptAt > lastAttemptAt) {
      lastAttemptAt = health.lastAttemptAt;
    }
  }
  return {
    scopes: found.sort(worstFirst).slice(offset, offset + limit),
    totalItems: found.length,
    counts,
    notInCatalog,
    ...(lastAttemptAt && { lastAttemptAt }),
  };
}
