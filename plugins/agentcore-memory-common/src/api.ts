import { ScanOutcome, ScanReport } from './events';
import { Outcome, Verdict } from './outcome';
import { Finding, RuleId, RuleSettings } from './rules';
import { Scorecard } from './scorecard';
import { WaiverState } from './waivers';

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

/** Weeks that the trend of a scorecard goes back. @public */
export const TREND_WEEKS = 13;

/** Which memories scorecards count. A memory must match every part that is given. @public */
export interface ScorecardsRequest {
  /** Full refs of groups and users. None of them: nothing, not everything. */
  owners?: string[];
  /** Whether each of `owners` stands for all groups below it as well, and a user for the groups they are a member of. */
  rollup?: boolean;
  /** Twelve-digit AWS account id. Needs the permission to read scans. */
  account?: string;
  /** AWS region, such as `eu-central-1`. Needs the permission to read scans. */
  region?: string;
  /** Judge memories by this rule alone, and leave out those that it does not apply to. */
  rule?: RuleId;
  /** Only memories with this verdict. */
  verdict?: Verdict;
}

/** How many owners a request in a URL may name. @public */
export const MAX_OWNERS_IN_URL = 100;

/** How many owners a request with a body may name. @public */
export const MAX_OWNERS = 10_000;

/** A scorecard, how its score went, and since when something fails. @public */
export interface TrendedScorecard extends Scorecard {
  /**
   * The score at the end of each of the last `TREND_WEEKS` weeks, oldest first, the last one now; `null`: not
   * recorded, or nothing to assess. Empty where the request narrows which memories are counted: history holds all.
   */
  trend: (number | null)[];
  /**
   * ISO 8601: since when the finding fails that has failed for longest. Absent: nothing fails, it failed already
   * when recording began (see `failsFromStart`), or the request narrows which memories are counted.
   */
  failingSince?: string;
  /** Whether something has failed since before recording began. */
  failsFromStart: boolean;
}

/** The scorecard of one owner, or of memories without one. @public */
export interface ScorecardItem extends TrendedScorecard {
  /** What the row stands for. */
  bucket: OwnerBucket;
  /** Full entity ref; only where `bucket` is `owner`. */
  ownerRef?: string;
  /** What to call the row. */
  title: string;
  /** Full refs of the groups right above a group, as far as the caller may read them. */
  parents: string[];
  /**
   * The memories of the group and of all groups below it, each counted once; only of a group with groups below it.
   * Counts those of groups that the caller may not read as well.
   */
  rolledUp?: TrendedScorecard;
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
  /**
   * Worst first; the rows without an owner come last. A group without memories of its own is among them where a
   * group below it has some.
   */
  items: ScorecardItem[];
  /**
   * All memories of all items. Unless owners are asked for, the coverage also counts the memories that AWS has and
   * the catalog does not show, as not covered; whose they are is not known, so no item counts them.
   */
  totals: TrendedScorecard;
  /** How often each rule came out how, of the memories of all items; one entry a rule, in the rules' order. */
  rules: RuleTally[];
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
  /** Full ref of the owner, as the memory's entity has it. */
  ownerRef: string;
  /** The rule whose finding decides the verdict; absent: compliant or not assessed. */
  rule?: RuleId;
  /** What that rule found, in words. */
  reason?: string;
  /** Whether its tags say that another memory took its place. */
  replaced?: boolean;
}

/** Who did something to a waiver, when and why. @public */
export interface WaiverAct {
  /** Full ref of the user. */
  by: string;
  /** ISO 8601. */
  at: string;
  /** Why, in their words. */
  reason?: string;
}

/** A waiver: a dated, reasoned and approved acceptance of what a rule finds. @public */
export interface Waiver {
  /** Id of the waiver. */
  id: string;
  /** Whether it is about one memory, or about all memories of a group or user. */
  kind: 'memory' | 'owner';
  /** Full entity ref of the memory, group or user. */
  entityRef: string;
  /** What to call it. */
  title: string;
  /** Full ref of whose it is. */
  ownerRef: string;
  /** The rule whose failures and warnings are accepted. */
  rule: RuleId;
  /** Why, in the words of whoever asked for it. */
  reason: string;
  /** `YYYY-MM-DD`: the last day on which it holds, UTC. */
  expiresOn: string;
  /** Where it stands today. */
  state: WaiverState;
  /** Full ref of the user who asked for it. */
  requestedBy: string;
  /** ISO 8601. */
  requestedAt: string;
  /** What was decided; absent: nothing. */
  decision?: WaiverAct & {
    /** What it was. */
    outcome: 'approved' | 'rejected';
  };
  /** Who took it back; absent: nobody. */
  revocation?: WaiverAct;
  /** Whether the catalog has the memory, group or user no more. */
  gone: boolean;
  /** Whether the caller may approve or reject it now. */
  mayDecide: boolean;
  /** Whether the caller may take it back now. */
  mayRevoke: boolean;
}

/** Query of `GET /v1/waivers`. @public */
export interface WaiversRequest {
  /** Only those that stand there. */
  state?: WaiverState;
  /** Only those about this memory, or about the owner that it has; full entity ref. */
  memory?: string;
  /** Only those of this owner and their memories; full entity ref. */
  owner?: string;
  /** Only those about one memory, or about all memories of an owner. */
  kind?: Waiver['kind'];
  /** How many to leave out at the beginning. Default: none. */
  offset?: number;
  /** How many to give, 1 to `MAX_WAIVERS_LIMIT`. Default: 50. */
  limit?: number;
}

/** How many waivers one answer of `GET /v1/waivers` has at most. @public */
export const MAX_WAIVERS_LIMIT = 500;

/** Answer of `GET /v1/waivers`. @public */
export interface WaiversResponse {
  /** Pending ones first, then those that hold, about to expire next, then those that have ended, the last one first. */
  items: Waiver[];
  /** How many there are for this query, on all pages. */
  totalItems: number;
  /** Whether the oldest that have ended are among them as well; beyond ten thousand they are only on record. */
  complete: boolean;
  /** The most days that a waiver may hold. */
  maxDays: number;
  /**
   * The rules of which the caller may ask for a waiver, of the memory or owner of the query: those that it, or a memory of
   * the owner, breaks. Without either, and where the catalog does not show it, none.
   */
  mayRequest: RuleId[];
}

/** Characters that the reason of a waiver has at least. @public */
export const MIN_WAIVER_REASON = 10;

/** Characters that the reason of a waiver has at most. @public */
export const MAX_WAIVER_REASON = 2_000;

/** Body of `POST /v1/waivers`: of one memory, or of all memories of a group or user. @public */
export interface WaiverRequest {
  /** Full entity ref. */
  memory?: string;
  /** Full entity ref. */
  owner?: string;
  /** The rule whose failures and warnings are to be accepted. */
  rule: RuleId;
  /** Why: `MIN_WAIVER_REASON` to `MAX_WAIVER_REASON` characters. */
  reason: string;
  /** `YYYY-MM-DD`: the last day on which it is to hold, UTC. */
  expiresOn: string;
}

/** Answer of `GET /v1/scorecards/:kind/:namespace/:name`. @public */
export interface OwnerScorecardResponse {
  /** Scorecard of the owner. */
  item: ScorecardItem;
  /** The groups right below a group that have memories, themselves or below them; worst first. */
  children: ScorecardItem[];
  /** One entry a rule, in the rules' order; of the owner's memories and those of all groups below. */
  rules: RuleTally[];
  /** The worst of the same memories that the caller may read, at most ten, those that break a rule first. */
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

/** Query of `GET /v1/history`. @public */
export interface HistoryRequest {
  /** Full ref of a group or user. Left out: all memories. */
  owner?: string;
  /** Whether `owner` stands for all groups below it as well, and a user for the groups they are a member of. */
  rollup?: boolean;
  /** First day, `YYYY-MM-DD`, UTC. Default: 89 days before `to`. */
  from?: string;
  /** Last day, `YYYY-MM-DD`, UTC. Default: today. */
  to?: string;
}

/** The memories of one day, as they were recorded last on it. @public */
export interface HistoryDay extends Scorecard {
  /** `YYYY-MM-DD`, UTC. */
  day: string;
}

/**
 * What happened to a memory:
 * - `regressed`: a rule came out worse than it last did when it could be assessed;
 * - `new`: the memory was not known before, or a rule can be judged for the first time, and fails or warns;
 * - `no-longer-assessed`: a rule that failed or warned, or a whole memory, can't be judged any more. It is not resolved;
 * - `resolved`: a rule comes out better: it passes, or warns where it failed (`to` says which);
 * - `gone`: the memory was deleted, or its scope is no longer configured.
 *
 * @public
 */
export type TransitionKind =
  | 'regressed'
  | 'new'
  | 'no-longer-assessed'
  | 'resolved'
  | 'gone';

/** All kinds of transitions, those that need attention first. @public */
export const TRANSITION_KINDS: readonly TransitionKind[] = [
  'regressed',
  'new',
  'no-longer-assessed',
  'resolved',
  'gone',
];

/** One transition of a memory that the caller may read. @public */
export interface Transition {
  /** ISO 8601: when it was recorded. */
  at: string;
  /** What happened. */
  kind: TransitionKind;
  /** Full ref of the memory's entity. */
  entityRef: string;
  /** Name of the memory. */
  title: string;
  /** Full ref of its owner at that time; absent: none, or not found. */
  ownerRef?: string;
  /** The rule that it is about; absent: the whole memory. */
  rule?: RuleId;
  /** How the rule had come out when it could last be assessed. */
  from?: Outcome;
  /** How the rule comes out since then. */
  to?: Outcome;
  /** For how many days it had failed, rounded down; only where that is known and over. */
  failedDays?: number;
}

/** A day on which verdicts changed because they were judged differently. @public */
export interface HistoryMark {
  /** ISO 8601: when the first such verdict was recorded. */
  at: string;
  /** `settings`: the settings of the rules changed. `version`: the plugin's version did. */
  kind: 'settings' | 'version';
  /** The version since then. */
  version: string;
  /** Memories whose verdict it changed. */
  memories: number;
}

/** Answer of `GET /v1/history`. @public */
export interface HistoryResponse {
  /** The days that were recorded, oldest first. Days on which nothing was recorded are left out. */
  days: HistoryDay[];
  /** Oldest first. */
  marks: HistoryMark[];
  /** Newest first, at most `MAX_TRANSITIONS`, of memories that the caller may read. */
  transitions: Transition[];
  /** How many there were of each kind, also of memories that the caller may not read. */
  transitionCounts: Record<TransitionKind, number>;
  /** How long failing findings took to end, because the rule does not fail any more or the memory was deleted. */
  timeToRemediate: {
    /** Median, in days, with one decimal. `null`: of none that ended it is known. */
    medianDays: number | null;
    /** How many ended. */
    failures: number;
    /** How many of them had failed since before recording began, so that the median leaves them out. */
    ofUnknownAge: number;
  };
  /** `YYYY-MM-DD`: the first day that was ever recorded; absent: none. */
  firstDay?: string;
  /** ISO 8601: when something was recorded last, though nothing may have changed; absent: never. */
  recordedAt?: string;
}

/** How many transitions one answer of `GET /v1/history` has at most. @public */
export const MAX_TRANSITIONS = 100;

/** Body of `POST /v1/freshness`. @public */
export interface FreshnessRequest {
  /** Full refs of memories and keys, at most `MAX_FRESHNESS_REFS`. */
  entityRefs: string[];
}

/** How many entities one `POST /v1/freshness` may name. @public */
export const MAX_FRESHNESS_REFS = 1000;

/** Answer of `POST /v1/freshness`. @public */
export interface FreshnessResponse {
  /**
   * Those of the entities asked for, as far as the caller may read them, whose facts are too old to count: their
   * scope was not listed completely, or AWS did not answer about them, for longer than `staleAfter`. Of a key: those
   * of every memory that depends on it are.
   */
  stale: string[];
  /** ISO 8601: an entity about which AWS has not answered since before this (`stale-since`) is stale as well. */
  staleBefore: string;
}

/** An AWS account with the regions in which the caller may create memories. @public */
export interface TargetAccount {
  /** Twelve-digit AWS account id. */
  accountId: string;
  /** Sorted. */
  regions: string[];
}

/** Answer of `GET /v1/targets?owner`. @public */
export interface TargetsResponse {
  /** Configured accounts in which the caller may create memories for the owner; sorted by account id. */
  accounts: TargetAccount[];
  /** Whether an organisation does not answer, so that accounts may be missing. */
  incomplete: boolean;
}

/** One finding of the scorecard that says why a key can't be chosen, or what is to be known of it. @public */
export interface TargetKeyReason {
  /** Id of the rule. */
  rule: RuleId;
  /** In words. */
  reason: string;
}

/** A key of an account and region, and whether a memory there would be compliant with it. @public */
export interface TargetKey {
  /** ARN of the key. */
  arn: string;
  /** Alias names with their `alias/` prefix, sorted. */
  aliases: string[];
  /** Whether it can be chosen: nothing fails, nothing that can fail is unknown, and its policy does not shut AgentCore out. */
  usable: boolean;
  /** Why it is not usable. Empty where it is, or where the caller may not see it in the catalog: see `withheld`. */
  reasons: TargetKeyReason[];
  /** What the scorecard would warn of. */
  warnings: TargetKeyReason[];
  /** Whether reasons and warnings are kept back, since the catalog would not show this key to the caller. */
  withheld: boolean;
}

/** Keys that are described and judged for one answer, at most. @public */
export const MAX_TARGET_KEYS = 200;

/** Answer of `GET /v1/targets/:account/:region/keys?owner`. @public */
export interface TargetKeysResponse {
  /** Usable ones first, each part by alias; keys without an alias last. */
  keys: TargetKey[];
  /** How many further keys AWS listed, that were not looked at. */
  more: number;
  /** Why keys may be missing, in words; left out: all are listed. */
  incomplete?: string;
}

/** What is wrong with one field of a form. @public */
export interface FieldProblem {
  /** Path of the field, such as `strategies.0.name`; empty: none in particular. */
  field: string;
  /** In words, without the field's name. */
  message: string;
}

/** Answer of `POST /v1/targets/:account/:region/preview`, whose body is the input of `agentcore-memory:create`. @public */
export interface CreationPreview {
  /** What would be refused; empty: AWS would be asked to create the memory. */
  problems: FieldProblem[];
  /** Whether a memory exists that is just what is asked for, and would be taken as it is. */
  exists: boolean;
  /** The verdict that the memory will have. Left out: problems come before it, or it would tell of a key: see `withheld`. */
  verdict?: Verdict;
  /** Findings of all rules, in their order; those about a key that the caller may not see are left out. */
  findings: Finding[];
  /** Whether findings about the key are kept back, since the catalog would not show it to the caller. */
  withheld: boolean;
}
