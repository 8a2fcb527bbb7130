import { CompoundEntityRef } from '@backstage/catalog-model';
import {
  FreshnessResponse,
  OwnerScorecardResponse,
  RuleId,
  RulesResponse,
  ScorecardsResponse,
  Verdict,
} from 'backstage-plugin-agentcore-memory-common';
import { ServiceOptions } from '../authorize';

/** Which memories to count, and how. A memory must match every part that is given. */
export interface MemoryFilter {
  accountId?: string;
  region?: string;
  /** Judge memories by this rule alone, and leave out those that it does not apply to. */
  rule?: RuleId;
  /** A stale memory is `unknown`. */
  verdict?: Verdict;
}

/** Whose memories to count. */
export interface OwnerFilter {
  /** Full refs of owners. Left out: everybody's. */
  owners?: readonly string[];
  /** Whether an owner stands for all groups below as well, and a user for the groups they are a member of. */
  rollup?: boolean;
}

/** Which memories to count. */
export type ScorecardsFilter = MemoryFilter & OwnerFilter;

/** Counts memories per owner. */
export interface ScorecardService {
  /**
   * The scorecards of all owners, worst first. Rejects with a `ServiceUnavailableError` when the catalog has
   * never been read and cannot be.
   */
  getScorecards(
    request: ScorecardsFilter,
    options: ServiceOptions,
  ): Promise<ScorecardsResponse>;

  /**
   * The scorecard of one group or user, also one that owns no memory. Rejects with a `NotFoundError` when the
   * caller finds no such entity in the catalog.
   */
  getOwnerScorecard(
    owner: CompoundEntityRef,
    options: ServiceOptions,
  ): Promise<OwnerScorecardResponse>;

  /** Which of some memories and keys that the caller may read are known from facts that are too old to count. */
  getFreshness(
    entityRefs: readonly string[],
    options: ServiceOptions,
  ): Promise<FreshnessResponse>;

  /** What the rules ask for. */
  getRules(options: ServiceOptions): Promise<RulesResponse>;
}
