import { StoredEvent } from 'backstage-plugin-agentcore-memory-node';
import { digestOf } from './digest';

/** What of an event is kept to compare it, and what it holds where that may be kept. */
export interface EventNote {
  eventId: string;
  timestamp: number;
  /** Of all but the branch. */
  core: string;
  /** Of the whole event, but for where its branch begins: event ids differ from memory to memory. */
  digest: string;
  branch?: { name: string; rootEventId?: string };
  notUnderstood?: string;
  bytes: number;
  /** Left out: to be read again when it is needed. */
  kept?: StoredEvent;
}

/** The digest of an event on a branch; without a name on the main one. */
export function onBranch(core: string, name: string = ''): string {
  return digestOf([core, name]);
}

/** The note of an event, without what it holds. */
export function toNote(event: StoredEvent): EventNote {
  const core = digestOf([
    event.timestamp,
    event.parts,
    event.metadata,
    // What is not understood is equal to nothing.
    event.notUnderstood && event.eventId,
  ]);
  return {
    eventId: event.eventId,
    timestamp: event.timestamp,
    core,
    digest: onBranch(core, event.branch?.name),
    branch: event.branch,
    notUnderstood: event.notUnderstood,
    bytes: event.bytes,
  };
}
