import { Outcome, RuleId, RuleSettings } from './rules';
import { Scorecard } from './scorecard';

/**
 * What a row of the scorecard stands for:
 * - `owner`: a group or user that exists in the catalog;
 * - `owner-not-found`: memories whose owner is not in the catalog, or whose owner tag is not a valid owner;
 * - `unowned`: memories that nobody claims.
 *
 * @public
 */
export type OwnerBucket = 'owner' | 'owner-not-found' | 'unowned';

/** The scorecard of one owner, or of memories without one. @public */
export interface ScorecardItem extends Scorecard {
  bucket: OwnerBucket;
  /** Full entity ref; only where `bucket` is `owner`. */
  ownerRef?: string;
  /** What to call the row. */
  title: string;
  /** The refs and tag values that name nobody; only where `bucket` is `owner-not-found`. */
  claims?: string[];
}

/** How reading one scope went, as far as is known. @public */
export interface ScopeHealth {
  /** `<provider id>/<account>/<region>`. */
  scope: string;
  /** `complete`: listed whole. `failed`: not listed; its memories are those of the last complete listing. */
  outcome: 'complete' | 'failed';
  /** Why it failed, in words. */
  reason?: string;
  /** ISO 8601: end of the last attempt. */
  lastAttemptAt: string;
  /** ISO 8601: end of the last complete listing; absent: never. */
  lastCompleteAt?: string;
  /** Memories that the last complete listing showed. */
  memories: number;
}

/** Answer of `GET /v1/scorecards`. @public */
export interface ScorecardsResponse {
  /** Worst first; the rows without an owner come last. */
  items: ScorecardItem[];
  /** All memories of all items. */
  totals: Scorecard;
  /** Every scope that has ever reported. */
  scopes: ScopeHealth[];
  /** ISO 8601: when the catalog was last counted. */
  refreshedAt: string;
}

/** How often a rule came out how. @public */
export interface RuleTally {
  rule: RuleId;
  outcomes: Record<Outcome, number>;
}

/** One memory in an answer, filtered by what the caller may read in the catalog. @public */
export interface MemoryRow {
  entityRef: string;
  title: string;
  accountId: string;
  region: string;
  verdict: string;
  stale: boolean;
}

/** Answer of `GET /v1/scorecards/:kind/:namespace/:name`. @public */
export interface OwnerScorecardResponse {
  item: ScorecardItem;
  /** One entry a rule, in the rules' order. */
  rules: RuleTally[];
  /** The worst memories that the caller may read, at most ten, those that break a rule first. */
  worstMemories: MemoryRow[];
  /** Scopes that could not be listed; memories in them may be missing here. */
  failedScopes: ScopeHealth[];
  refreshedAt: string;
}

/** Answer of `GET /v1/rules`. @public */
export interface RulesResponse {
  /** What the rules are configured to ask for. */
  settings: RuleSettings;
}
