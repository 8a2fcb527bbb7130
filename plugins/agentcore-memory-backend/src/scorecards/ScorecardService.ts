import { CompoundEntityRef } from '@backstage/catalog-model';
import {
  OwnerScorecardResponse,
  RulesResponse,
  ScorecardsResponse,
} from 'backstage-plugin-agentcore-memory-common';
import { ServiceOptions } from '../authorize';

/** Which memories to count. A memory must match every part that is given. */
export interface ScorecardsRequest {
  /** Full refs of owners. */
  owners?: string[];
  accountId?: string;
  region?: string;
}

/** Counts memories per owner. */
export interface ScorecardService {
  /**
   * The scorecards of all owners, worst first. Rejects with a `ServiceUnavailableError` when the catalog has
   * never been read and cannot be.
   */
  getScorecards(
    request: ScorecardsRequest,
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

  /** What the rules ask for. */
  getRules(options: ServiceOptions): Promise<RulesResponse>;
}
