import { HistoryResponse } from 'backstage-plugin-agentcore-memory-common';
import { ServiceOptions } from '../authorize';
import { Period } from './HistoryReader';

/** Of whose memories to tell, and of which days. */
export interface HistoryFilter extends Period {
  /** Full ref of a group or user. Left out: everybody's. */
  owner?: string;
  /** Whether the owner stands for all groups below as well, and a user for the groups they are a member of. */
  rollup?: boolean;
}

/** Tells how scores went, and what happened to memories. */
export interface HistoryService {
  /** Rejects with a `ServiceUnavailableError` when the catalog has never been read and cannot be. */
  getHistory(
    request: HistoryFilter,
    options: ServiceOptions,
  ): Promise<HistoryResponse>;
}
