import { alphanumericId, uuidFrom } from '../../state/ids';
import { MemoryRecord } from '../types';
import { MemoryContents } from './MemoryContents';
import { branchOf } from './Session';
import { BranchRecord, EventBranch, EventMetadata, EventRecord } from './types';

const DAY_MS = 86_400_000;

/** A new event, its payload as JSON text. */
export interface NewEvent {
  actorId: string;
  /** A new session by default. */
  sessionId?: string;
  /** Epoch milliseconds. */
  eventTimestamp: number;
  payload: string;
  branch?: EventBranch;
  metadata?: EventMetadata;
  skipsExtraction: boolean;
  clientToken?: string;
  /** Epoch milliseconds. It expires as many days later as the memory says at that time. */
  writtenAt: number;
  listedAt: number;
}

/** Stores an event in a memory; `branch` is where the branch of the event begins, if it is not the main branch. */
export function storeEvent(
  { memory, contents }: { memory: MemoryRecord; contents: MemoryContents },
  { writtenAt, ...input }: NewEvent,
  branch: BranchRecord | undefined,
): EventRecord {
  const seed = `${memory.arn}/${contents.next()}`;
  // The suffix is random in AWS too: it says nothing about the order of events with the same timestamp.
  const suffix = uuidFrom(`${seed}/event`).slice(0, 8);
  const event: EventRecord = {
    ...input,
    eventId: `${String(input.eventTimestamp).padStart(19, '0')}#${suffix}`,
    sessionId: input.sessionId ?? alphanumericId(`${seed}/session`, 32),
    branch: input.branch && {
      name: input.branch.name,
      rootEventId: branch?.rootEventId,
    },
    expiresAt: writtenAt + memory.eventExpiryDuration * DAY_MS,
  };
  contents.addEvent(event, writtenAt);
  if (branch) {
    contents
      .session(event.actorId, event.sessionId)!
      .branches.set(branchOf(event), branch);
  }
  return event;
}
