import { ScanOutcome, ScanReport } from './events';
import { Outcome } from './outcome';
import { RuleId, RuleSettings } from './rules';
import { Scorecard } from './scorecard';

/**
 * What a row of the scorecard stands for:
 * - `owner`: a group or user that exists in the catalog and that the caller may read there;
 * - `others`: all owners that the caller may not read, together, so that totals stay right;
 * - `owner-not-found`: memories whose owner is not in the catalog, or whose owner tag is not a valid owner;
 * - `unowned`: memories without an owner tag or a configured owner.
 *
 * @public
 */
export type OwnerBucket = 'owner' | 'others' | 'owner-not-found' | 'unowned';

/** The scorecard of one owner, or of memories without one. @public */
export interface ScorecardItem extends Scorecard {
  /** What the row stands for. */
  bucket: OwnerBucket;
  /** Full entity ref; only where `bucket` is `owner`. */
  ownerRef?: string;
  /** What to call the row. */
  title: string;
  /**
   * The refs and tag values that name no existing owner; only where `bucket` is `owner-not-found`, and none for a
   * caller who may not read every entity.
   */
  claims?: string[];
}

/** How reading one scope went, as far as is known. @public */
export interface ScopeHealth {
  /** `<provider id>/<account>/<region>`. */
  scope: string;
  /**
   * `complete`: listed whole. `failed`: not listed; its memories are those of the last complete listing.
   * `unsupported`: the region has no AgentCore Memory, or is not enabled for the account. `blocked`: a policy of the
   * organisation denies the listing, and no memory is known there.
   */
  outcome: Exclude<ScanOutcome, 'refreshed'>;
  /** Why it failed, or what the catalog does not show, in words. */
  reason?: string;
  /** ISO 8601: end of the last attempt. */
  lastAttemptAt: string;
  /** ISO 8601: end of the last complete listing; absent: never. */
  lastCompleteAt?: string;
  /** Memories that the last complete listing showed. */
  memories: number;
  /** Whether the last complete listing is so old that its memories count as unknown. */
  stale: boolean;
  /** How long the last attempt took, in milliseconds. */
  durationMs: number;
  /** Calls to AWS of the last attempt by IAM action, retries included. */
  calls: Record<string, number>;
  /** Calls of the last attempt that AWS answered with "too fast". */
  throttles: number;
  /** Memories that AWS had at the last attempt and the catalog did not show; they count as not covered. */
  notInCatalog: number;
  /**
   * Looks because of events since the first scan of the scope, as far as they changed something. They are counted
   * and not kept as reports; the other fields are those of the last scan.
   */
  refreshes: number;
}

/** How reading all scopes went, in short. @public */
export interface ScanSummary {
  /** Scopes that have ever reported. */
  scopes: number;
  /** Scopes that failed the last time, were never listed, or are stale. */
  failed: number;
  /** The first of those, at most fifty; none for a caller who may not read scans. */
  firstFailed: ScopeHealth[];
  /** Memories of all scopes that AWS has and the catalog does not show. */
  notInCatalog: number;
}

/** How many scopes one answer of `GET /v1/scans` has at most. @public */
export const MAX_SCANS_LIMIT = 1000;

/** The regions of one account that a policy of the organisation blocks, and in which no memory is known. @public */
export interface BlockedAccount {
  /** Id of the provider config. */
  providerId: string;
  /** Twelve-digit AWS account id. */
  accountId: string;
  /** By name. */
  regions: string[];
  /** What AWS said in the first of them. */
  reason?: string;
}

/** How many accounts with blocked regions one answer of `GET /v1/scans` has at most. @public */
export const MAX_BLOCKED_ACCOUNTS = 50;

/** Query of `GET /v1/scans`. @public */
export interface ScansRequest {
  /** Only scopes whose last attempt went like this. Left out: all, with those that are blocked by account. */
  outcome?: ScopeHealth['outcome'];
  /** Only scopes with this text in their name or reason, compared without case. */
  q?: string;
  /** How many to leave out at the beginning. Default: none. */
  offset?: number;
  /** How many to give, 1 to `MAX_SCANS_LIMIT`. Default: 50. */
  limit?: number;
}

/** Answer of `GET /v1/scans`. @public */
export interface ScansResponse {
  /**
   * Those that failed first, then the stale ones, then those with memories that the catalog does not show, then by
   * name; what is not available comes last. Blocked ones only where they are asked for: an organisation blocks most
   * of its regions, in every account.
   */
  scopes: ScopeHealth[];
  /** The blocked scopes that the query finds by their text, by account, at most fifty; unless an outcome is asked for. */
  blocked: BlockedAccount[];
  /** How many such accounts there are. */
  blockedAccounts: number;
  /** How many scopes there are for this query, on all pages. */
  totalItems: number;
  /** How the last attempts went, of all scopes that have ever reported. */
  counts: Record<ScopeHealth['outcome'], number>;
  /** Memories of all scopes that AWS has and the catalog does not show. */
  notInCatalog: number;
  /** ISO 8601: when any scope reported last; absent: none ever did. */
  lastAttemptAt?: string;
}

/** Answer of `GET /v1/scans/:provider/:account/:region`. @public */
export interface ScopeScansResponse {
  /** The reports of the last twenty scans of the scope, newest first; none of them is `refreshed`. */
  reports: ScanReport[];
}

/** Answer of `GET /v1/scorecards`. @public */
export interface ScorecardsResponse {
  /** Worst first; the rows without an owner come last. */
  items: ScorecardItem[];
  /**
   * All memories of all items. Unless owners are asked for, the coverage also counts the memories that AWS has and
   * the catalog does not show, as not covered; whose they are is not known, so no item counts them.
   */
  totals: Scorecard;
  /** Summary of the scans of all scopes. */
  scans: ScanSummary;
  /** ISO 8601: when the catalog was last read. */
  refreshedAt: string;
}

/** How often a rule came out how. @public */
export interface RuleTally {
  /** Id of the rule. */
  rule: RuleId;
  /** Number of memories by outcome. */
  outcomes: Record<Outcome, number>;
}

/** One memory in an answer, filtered by what the caller may read in the catalog. @public */
export interface MemoryRow {
  /** Full entity ref. */
  entityRef: string;
  /** Name of the memory. */
  title: string;
  /** Twelve-digit AWS account id. */
  accountId: string;
  /** AWS region, such as `eu-central-1`. */
  region: string;
  /** One of `VERDICTS`. */
  verdict: string;
  /** Whether the verdict rests on facts that are too old to count. */
  stale: boolean;
}

/** Answer of `GET /v1/scorecards/:kind/:namespace/:name`. @public */
export interface OwnerScorecardResponse {
  /** Scorecard of the owner. */
  item: ScorecardItem;
  /** One entry a rule, in the rules' order. */
  rules: RuleTally[];
  /** The worst memories that the caller may read, at most ten, those that break a rule first. */
  worstMemories: MemoryRow[];
  /** Of all scopes: memories in those that failed may be missing here. */
  scans: ScanSummary;
  /** ISO 8601: when the catalog was last read. */
  refreshedAt: string;
}

/** Answer of `GET /v1/rules`. @public */
export interface RulesResponse {
  /** What the rules are configured to ask for. Lists of keys, accounts and organisations are for readers of scans. */
  settings: RuleSettings;
}
