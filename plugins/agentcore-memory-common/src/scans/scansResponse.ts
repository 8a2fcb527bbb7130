import {
  type BlockedAccount,
  MAX_BLOCKED_ACCOUNTS,
  type ScansRequest,
  type ScansResponse,
  type ScopeHealth,
} from '../api';
import { parseScope } from '../facts';

/** The rank by which scopes are sorted: 0 is worst. */
function rankOf({ outcome, stale, notInCatalog }: ScopeHealth): number {
  if (outcome === 'unsupported' || outcome === 'blocked') return 4;
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

/** By account, as the scopes are sorted. */
function byAccount(scopes: readonly ScopeHealth[]): BlockedAccount[] {
  const accounts = new Map<string, BlockedAccount>();
  for (const { scope, reason } of [...scopes].sort(worstFirst)) {
    const parts = parseScope(scope);
    if (!parts) continue;
    const { providerId, accountId, region } = parts;
    const id = `${providerId}/${accountId}`;
    const account = accounts.get(id);
    if (account) account.regions.push(region);
    else accounts.set(id, { providerId, accountId, regions: [region], reason });
  }
  return [...accounts.values()];
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
  const { offset = 0, limit = scopes.length, outcome } = request;
  const matching = scopes.filter(matches(request));
  const found = outcome
    ? matching
    : matching.filter(health => health.outcome !== 'blocked');
  const blocked = outcome
    ? []
    : byAccount(matching.filter(health => health.outcome === 'blocked'));
  const counts = { complete: 0, failed: 0, unsupported: 0, blocked: 0 };
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
    blocked: blocked.slice(0, MAX_BLOCKED_ACCOUNTS),
    blockedAccounts: blocked.length,
    counts,
    notInCatalog,
    ...(lastAttemptAt && { lastAttemptAt }),
  };
}
