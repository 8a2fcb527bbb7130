import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Outcome, RuleId } from 'backstage-plugin-agentcore-memory-common';

/** How one memory came out at some moment. @public */
export interface RecordedMemory {
  /** Full ref of the memory's entity. */
  entityRef: string;
  /** Name of the memory. */
  title: string;
  /** `<provider id>/<account>/<region>`. */
  scope: string;
  /** Full ref of the owner, `owner-not-found` or `unowned`. */
  owner: string;
  /** The outcome of each rule that was judged. */
  outcomes: Partial<Record<RuleId, Outcome>>;
  /** See `ANNOTATION_ASSESSED_WITH`. */
  assessedWith?: string;
}

/** All memories at a moment before recording began. @public */
export interface PastRecording {
  /** The moment. */
  at: Date;
  /** All memories that there were. */
  memories: readonly RecordedMemory[];
}

/**
 * Tells what was known before recording began, oldest first: for a portal that knows it from elsewhere. Asked once,
 * with what is known now, before the first recording. What happened in between is worked out from it as it is from
 * scans.
 *
 * @public
 */
export type HistoryBackfill = (
  present: readonly RecordedMemory[],
  now: Date,
) => Iterable<PastRecording>;

/** Where the backend plugin takes what was known before it began to record. @public */
export interface AgentCoreMemoryHistoryExtensionPoint {
  /** Throws if it was set before. */
  setBackfill(backfill: HistoryBackfill): void;
}

/** See `AgentCoreMemoryHistoryExtensionPoint`. @public */
export const agentCoreMemoryHistoryExtensionPoint =
  createExtensionPoint<AgentCoreMemoryHistoryExtensionPoint>({
    id: 'agentcore-memory.history',
  });
