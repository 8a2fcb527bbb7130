import { createHash } from 'node:crypto';
import {
  EventBranch,
  SessionName,
  StoredEvent,
} from 'backstage-plugin-agentcore-memory-node';
import { EventNote, onBranch } from './EventNote';
import { EventMatch, rootsOf } from './matchEvents';
import { contentsErrorKind, Run } from './Run';

/** AWS's name of the branch that every session has. */
const MAIN_BRANCH = 'main';

/** Where an event of the target is. */
interface Placed {
  eventId: string;
  timestamp: number;
  branch: string;
}

/** What became of writing the missing events of a session. */
export interface WrittenEvents {
  written: Set<EventNote>;
  /** Events that are gone from the source since it was read. */
  gone: Set<EventNote>;
  /** Events that AWS refuses, with its reason. */
  refused: Map<EventNote, string>;
}

/** Writes what the target lacks of one session: the oldest first, and roots before their branches. */
export class EventWriter {
  readonly #run: Run;
  readonly #session: SessionName;
  readonly #missing: Set<EventNote>;
  readonly #roots: ReadonlyMap<string, EventNote | undefined>;
  /** Ids of copies by the id of the source's event. */
  readonly #copies = new Map<string, string>();
  readonly #target: Placed[];
  readonly #targetBranches = new Map<string, string | undefined>();
  readonly #flattened = new Set<string>();
  /** How many equal events the target has. */
  readonly #equal = new Map<string, number>();
  readonly #started = new Set<EventNote>();
  readonly #result: WrittenEvents = {
    written: new Set(),
    gone: new Set(),
    refused: new Map(),
  };

  constructor(
    run: Run,
    session: SessionName,
    source: readonly EventNote[],
    target: readonly EventNote[],
    { pairs, missing }: EventMatch,
  ) {
    this.#run = run;
    this.#session = session;
    this.#missing = new Set(missing.filter(one => !one.notUnderstood));
    this.#roots = rootsOf(source);
    this.#target = target.map(({ eventId, timestamp, branch }) => ({
      eventId,
      timestamp,
      branch: branch?.name ?? MAIN_BRANCH,
    }));
    for (const { branch, digest } of target) {
      if (branch) this.#addTargetBranch(branch);
      this.#equal.set(digest, (this.#equal.get(digest) ?? 0) + 1);
    }
    for (const pair of pairs) {
      this.#copies.set(pair.source.eventId, pair.target.eventId);
      if (pair.source.branch && !pair.target.branch) {
        this.#flattened.add(pair.source.branch.name);
      }
    }
  }

  async writeAll(): Promise<WrittenEvents> {
    for (const event of this.#missing) await this.#write(event);
    return this.#result;
  }

  async #write(note: EventNote): Promise<void> {
    if (this.#started.has(note)) return;
    this.#started.add(note);
    const branch = await this.#placeBranch(note);
    const event = note.kept ?? (await this.#readAgain(note));
    if (!event) {
      this.#result.gone.add(note);
      return;
    }
    const digest = onBranch(note.core, branch?.name);
    try {
      await this.#create(note, event, branch, digest);
    } catch (error) {
      if (contentsErrorKind(error) !== 'refused') throw error;
      await probe(this.#run);
      this.#result.refused.set(note, (error as Error).message);
    }
    // Written or refused: it is not needed any more.
    if (note.kept) {
      note.kept = undefined;
      this.#run.payloads.giveBack(note.bytes);
    }
  }

  async #create(
    note: EventNote,
    { timestamp, parts, metadata }: StoredEvent,
    branch: EventBranch | undefined,
    digest: string,
  ): Promise<void> {
    const { to, contents, options } = this.#run;
    const occurrence = this.#equal.get(digest) ?? 0;
    const token = eventToken(to.memoryId, this.#session, digest, occurrence);
    const event = { ...this.#session, timestamp, parts, metadata, branch };
    const { eventId } = await this.#run.ask(
      () => contents.createEvent(to.place, to.memoryId, event, token, options),
      false,
    );
    this.#equal.set(digest, occurrence + 1);
    this.#result.written.add(note);
    // Without an id an earlier try wrote it with another root. The next pass finds it.
    if (!eventId) return;
    this.#run.progress.wrote('events', 1);
    this.#copies.set(note.eventId, eventId);
    this.#target.push({
      eventId,
      timestamp,
      branch: branch?.name ?? MAIN_BRANCH,
    });
    if (branch) this.#addTargetBranch(branch);
  }

  #addTargetBranch({ name, rootEventId }: EventBranch): void {
    if (!this.#targetBranches.get(name)) {
      this.#targetBranches.set(name, rootEventId);
    }
  }

  /** The branch of the copy; undefined for the main branch. */
  async #placeBranch({
    branch,
    timestamp,
  }: EventNote): Promise<EventBranch | undefined> {
    if (!branch) return undefined;
    const { name } = branch;
    if (name === MAIN_BRANCH && !branch.rootEventId) return { name };
    if (this.#flattened.has(name)) return undefined;
    const root = this.#roots.get(name);
    if (!this.#targetBranches.has(name) && root) {
      if (this.#missing.has(root)) await this.#write(root);
      const rootEventId = this.#copies.get(root.eventId);
      if (rootEventId) return { name, rootEventId };
    }
    if (!this.#targetBranches.has(name)) {
      const rootEventId = await this.#otherRoot(name, timestamp);
      if (rootEventId) return { name, rootEventId };
    }
    if (this.#targetBranches.has(name)) {
      const rootEventId = this.#targetBranches.get(name);
      return rootEventId ? { name, rootEventId } : { name };
    }
    this.#flattened.add(name);
    return undefined;
  }

  /** Where a branch begins whose root is gone: at the newest event before it, else at the oldest after it. */
  async #otherRoot(
    name: string,
    timestamp: number,
  ): Promise<string | undefined> {
    const isEarlier = (event: { timestamp: number }) =>
      event.timestamp <= timestamp;
    const find = () => {
      const others = this.#target
        .filter(({ branch }) => branch !== name)
        .sort((a, b) => a.timestamp - b.timestamp);
      return (others.filter(isEarlier).at(-1) ?? others.at(0))?.eventId;
    };
    const found = find();
    if (found) return found;
    for (const event of this.#missing) {
      if (!event.branch) {
        await this.#write(event);
        const written = find();
        if (written) return written;
      }
    }
    return undefined;
  }

  async #readAgain({ eventId }: EventNote): Promise<StoredEvent | undefined> {
    const { from, contents, options } = this.#run;
    return this.#run.ask(() =>
      contents.event(
        from.place,
        from.memoryId,
        this.#session,
        eventId,
        options,
      ),
    );
  }
}

/**
 * The token by which AWS makes one event of one that is written twice. It counts equal events of the target, not those
 * of the source: of two equal ones, it does not matter which is there.
 */
function eventToken(
  memoryId: string,
  { actorId, sessionId }: SessionName,
  digest: string,
  occurrence: number,
): string {
  return createHash('sha256')
    .update(JSON.stringify([memoryId, actorId, sessionId, digest, occurrence]))
    .digest('hex');
}

/** Throws where the target refuses everything, as while it is not ACTIVE: then it is not about what was written. */
export async function probe(run: Run): Promise<void> {
  const { contents, to, options } = run;
  await run.ask(() => contents.actors(to.place, to.memoryId, options).next());
}
