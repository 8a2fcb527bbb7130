import { OperationResult } from '../../http/operation';
import { sequenceKey } from '../../http/paging';
import { SortedList } from '../../state/SortedList';
import { Session } from './Session';
import { EventRecord, LongTermRecord } from './types';

const DAY_MS = 86_400_000;

/** An actor of a memory; it exists while it has a session. */
export interface Actor {
  actorId: string;
  sessions: SortedList<Session>;
  /** The same sessions by id. */
  byId: Map<string, Session>;
  sequence: number;
}

/** The answer to a write with a client token, to be given again. */
export interface WriteToken<T> {
  /** Digest of the request, to distinguish a repetition from another request. */
  request: string;
  answer: T;
}

/** The sort key of a record: by namespace, so that those under one prefix are neighbours, then in order of creation. */
export function recordKey({ namespace, sequence }: LongTermRecord): string {
  return `${namespace}\0${sequenceKey({ sequence })}`;
}

/** Everything that is stored in one memory: events by actor and session, and long-term records. */
export class MemoryContents {
  readonly actors = new SortedList<Actor>(sequenceKey);
  readonly records = new SortedList<LongTermRecord>(recordKey);
  readonly recordsById = new Map<string, LongTermRecord>();
  readonly eventTokens = new Map<string, WriteToken<EventRecord>>();
  readonly batchTokens = new Map<string, WriteToken<OperationResult>>();
  readonly #actorsById = new Map<string, Actor>();
  #sequence = 0;
  /** The earliest time at which something goes by itself. */
  #due = Infinity;

  /** The next number in the order of creation. */
  next(): number {
    this.#sequence += 1;
    return this.#sequence;
  }

  /** Removes events that have expired, and sessions that have been empty for a day. */
  settle(now: number): this {
    if (now < this.#due) return this;
    this.#due = Infinity;
    for (const session of this.sessions()) {
      const expired = session.events.prune(({ expiresAt }) => expiresAt > now);
      expired.forEach(event => this.#forget(event));
      if (expired.length > 0 && session.events.size === 0) {
        session.emptySince = Math.max(...expired.map(e => e.expiresAt));
      }
      this.#schedule(session, now);
    }
    return this;
  }

  /** All sessions, actor by actor, in the order of creation. */
  sessions(): Session[] {
    return this.actors
      .values()
      .flatMap(({ sessions }) => [...sessions.values()]);
  }

  /** An actor; undefined when it has no session. */
  actor(actorId: string): Actor | undefined {
    return this.#actorsById.get(actorId);
  }

  /** A session of an actor; undefined when there is none. */
  session(actorId: string, sessionId: string): Session | undefined {
    return this.#actorsById.get(actorId)?.byId.get(sessionId);
  }

  /** Adds an event, and its session and actor when they are new. */
  addEvent(event: EventRecord, writtenAt: number): void {
    const session =
      this.session(event.actorId, event.sessionId) ??
      this.#addSession(event, writtenAt);
    session.events.add(event);
    session.emptySince = undefined;
    this.#due = Math.min(this.#due, event.expiresAt);
  }

  /** Removes an event; its session stays for a day when it was the last. */
  removeEvent(session: Session, event: EventRecord, now: number): void {
    session.events.remove(event.eventId);
    this.#forget(event);
    if (session.events.size === 0) {
      session.emptySince = now;
      this.#due = Math.min(this.#due, now + DAY_MS);
    }
  }

  /** Adds a record. */
  addRecord(record: LongTermRecord): void {
    this.records.add(record);
    this.recordsById.set(record.memoryRecordId, record);
  }

  /** Removes a record. */
  removeRecord(record: LongTermRecord): void {
    this.records.remove(recordKey(record));
    this.recordsById.delete(record.memoryRecordId);
  }

  #addSession(event: EventRecord, createdAt: number): Session {
    const { actorId, sessionId, listedAt } = event;
    let actor = this.#actorsById.get(actorId);
    if (!actor) {
      const sessions = new SortedList<Session>(sequenceKey);
      actor = { actorId, sessions, byId: new Map(), sequence: this.next() };
      this.#actorsById.set(actorId, actor);
      this.actors.add(actor);
    }
    const session = new Session(
      actorId,
      sessionId,
      createdAt,
      listedAt,
      this.next(),
    );
    actor.sessions.add(session);
    actor.byId.set(sessionId, session);
    return session;
  }

  #schedule(session: Session, now: number): void {
    if (session.emptySince === undefined) {
      for (const { expiresAt } of session.events.values()) {
        this.#due = Math.min(this.#due, expiresAt);
      }
    } else if (session.emptySince + DAY_MS > now) {
      this.#due = Math.min(this.#due, session.emptySince + DAY_MS);
    } else {
      this.#removeSession(session);
    }
  }

  #removeSession({ actorId, sessionId, sequence }: Session): void {
    const actor = this.#actorsById.get(actorId)!;
    actor.byId.delete(sessionId);
    actor.sessions.remove(sequenceKey({ sequence }));
    if (actor.sessions.size > 0) return;
    this.#actorsById.delete(actorId);
    this.actors.remove(sequenceKey(actor));
  }

  // A token is remembered as long as its event.
  #forget({ clientToken }: EventRecord): void {
    if (clientToken !== undefined) this.eventTokens.delete(clientToken);
  }
}
