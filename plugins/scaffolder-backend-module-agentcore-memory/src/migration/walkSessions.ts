import { inOrder } from './readAhead';
import { ActorCounts } from './MigrationResult';
import { MemorySide } from './MigrationOptions';
import { Run } from './Run';
import { noCounts } from './Tally';

/** How many actors' sessions are listed at a time. */
const ACTORS_AT_ONCE = 8;

/** A session on one side or both. */
export interface SessionWork {
  actorId: string;
  sessionId: string;
  inSource: boolean;
  /** Whether the target lists it. */
  inTarget: boolean;
  /** Shared by all sessions of the actor. */
  actor: { counts: ActorCounts; left: number };
}

async function allOf(pages: AsyncIterable<string[]>): Promise<Set<string>> {
  const all = new Set<string>();
  for await (const page of pages) page.forEach(id => all.add(id));
  return all;
}

interface ActorWork {
  actorId: string;
  inSource: boolean;
  inTarget: boolean;
}

async function* walkActors(run: Run): AsyncGenerator<ActorWork> {
  const { contents, from, to, options } = run;
  const onTarget = await run.ask(() =>
    allOf(contents.actors(to.place, to.memoryId, options)),
  );
  const onSource = await run.ask(() =>
    allOf(contents.actors(from.place, from.memoryId, options)),
  );
  for (const actorId of onSource) {
    yield { actorId, inSource: true, inTarget: onTarget.delete(actorId) };
  }
  for (const actorId of onTarget) {
    yield { actorId, inSource: false, inTarget: true };
  }
}

async function sessionsOf(
  run: Run,
  { actorId, inSource, inTarget }: ActorWork,
): Promise<SessionWork[]> {
  const list = ({ place, memoryId }: MemorySide) =>
    run.ask(() =>
      allOf(run.contents.sessions(place, memoryId, actorId, run.options)),
    );
  const onTarget = inTarget ? await list(run.to) : new Set<string>();
  const onSource = inSource ? await list(run.from) : new Set<string>();
  const all = [...new Set([...onSource, ...onTarget])];
  const actor = {
    counts: { actorId, sessions: all.length, ...noCounts() },
    left: all.length,
  };
  return all.map(sessionId => ({
    actorId,
    sessionId,
    inSource: onSource.has(sessionId),
    inTarget: onTarget.has(sessionId),
    actor,
  }));
}

/** All sessions of both sides, actor by actor. */
export async function* walkSessions(run: Run): AsyncGenerator<SessionWork> {
  const lists = inOrder(walkActors(run), ACTORS_AT_ONCE, actor =>
    sessionsOf(run, actor),
  );
  for await (const sessions of lists) yield* sessions;
}
