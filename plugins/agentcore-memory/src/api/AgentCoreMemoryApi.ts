import { createApiRef } from '@backstage/core-plugin-api';
import {
  CreationPreview,
  FreshnessResponse,
  HistoryRequest,
  HistoryResponse,
  KeyActivity,
  OwnerScorecardResponse,
  RulesResponse,
  ScansRequest,
  ScansResponse,
  ScopeScansResponse,
  ScorecardsRequest,
  ScorecardsResponse,
  TargetKeysResponse,
  TargetsResponse,
  Waiver,
  WaiverRequest,
  WaiversRequest,
  WaiversResponse,
} from 'backstage-plugin-agentcore-memory-common';

/** An AWS account and region in which a memory is to be created. @public */
export interface TargetPlace {
  /** Twelve-digit AWS account id. */
  accountId: string;
  /** Such as `eu-central-1`. */
  region: string;
}

/** What can be done to a waiver. @public */
export type WaiverAction = 'approve' | 'reject' | 'revoke';

/** What an export is: for a spreadsheet, or evidence for an auditor. @public */
export type ExportFormat = 'csv' | 'json';

/** A file that was exported. @public */
export interface ExportFile {
  /** Such as `agentcore-memory-2026-11-27.csv`. */
  name: string;
  /** The whole file. */
  content: Blob;
}

/** The backend plugin's API, as the frontend calls it. @public */
export interface AgentCoreMemoryApi {
  /** The scorecards of all teams, or of some, worst first, with the totals and a summary of the scans. */
  getScorecards(request?: ScorecardsRequest): Promise<ScorecardsResponse>;
  /** The scorecard of one group or user, named by its entity ref. */
  getOwnerScorecard(ownerRef: string): Promise<OwnerScorecardResponse>;
  /** How many memories had which verdict on each day, and what happened to single ones. */
  getHistory(request?: HistoryRequest): Promise<HistoryResponse>;
  /** Which of some memories and keys are known from facts that are too old to count. */
  getFreshness(entityRefs: string[]): Promise<FreshnessResponse>;
  /** The rules' settings in this portal. */
  getRules(): Promise<RulesResponse>;
  /** The health of scopes, worst first. */
  getScans(request?: ScansRequest): Promise<ScansResponse>;
  /** The last reports of a scope, `<provider id>/<account>/<region>`, newest first. */
  getScopeScans(scope: string): Promise<ScopeScansResponse>;
  /** Requests a scan of one scope now, or of all; resolves when it is requested, not when it is done. */
  requestScan(scope?: string): Promise<void>;
  /** The accounts and regions in which the reader may create memories for an owner, named by its entity ref. */
  getTargets(ownerRef: string): Promise<TargetsResponse>;
  /** The keys of an account and region, and whether a memory of the owner would be compliant with each. */
  getTargetKeys(
    place: TargetPlace,
    ownerRef: string,
  ): Promise<TargetKeysResponse>;
  /** What would be refused if a memory was created now, and the verdict that it would have. Creates nothing. */
  previewMemory(
    place: TargetPlace,
    input: Record<string, unknown>,
  ): Promise<CreationPreview>;
  /** Waivers of what the reader may see: pending ones first, then those about to expire next. */
  getWaivers(request?: WaiversRequest): Promise<WaiversResponse>;
  /** Asks for a waiver, which has no effect before somebody else approves it. */
  requestWaiver(request: WaiverRequest): Promise<Waiver>;
  /** Approves, rejects or takes back a waiver; only an approval needs no reason. */
  changeWaiver(
    id: string,
    action: WaiverAction,
    reason?: string,
  ): Promise<Waiver>;
  /** Who used a KMS key, named by its entity ref; it asks AWS. */
  getKeyActivity(keyRef: string, signal?: AbortSignal): Promise<KeyActivity>;
  /**
   * The memories that pass filters with their findings, as a file. Rejects where the file broke off.
   *
   * @param query - the filters of the list, as its URL has them, without their question mark
   */
  exportMemories(format: ExportFormat, query: string): Promise<ExportFile>;
}

/** The client of the AgentCore memory backend plugin. @public */
export const agentCoreMemoryApiRef = createApiRef<AgentCoreMemoryApi>({
  id: 'plugin.agentcore-memory.client',
});
