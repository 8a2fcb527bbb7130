import { EventMetadata, EventPayload } from '../../../agentcore/data/types';
import { RecordMetadata } from '../../../agentcore/data/types';
import { DemoPlace } from '../types';

/** One event of a session. */
export interface DemoEvent {
  payload: EventPayload[];
  metadata?: EventMetadata;
  /** Its branch; a new one begins at the event with the index `from` of the same session. */
  branch?: { name: string; from?: number };
}

/** One session of an actor. */
export interface DemoSession {
  actorId: string;
  sessionId: string;
  /** Days before the sandbox starts; fewer than the memory keeps events. */
  daysAgo: number;
  events: DemoEvent[];
}

/** One long-term record. */
export interface DemoRecord {
  /** Name of the strategy, whose namespace it is in; without one, `namespace` says where it is. */
  strategy?: string;
  namespace?: string;
  actorId: string;
  sessionId?: string;
  daysAgo: number;
  text: string;
  metadata?: RecordMetadata;
  recordType?: 'REFLECTION';
}

/** What is stored in one memory of the demo. */
export interface DemoContents {
  place: DemoPlace;
  name: string;
  sessions: DemoSession[];
  records: DemoRecord[];
}
