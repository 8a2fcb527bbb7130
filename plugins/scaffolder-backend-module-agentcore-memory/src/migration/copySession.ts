import { EventNote } from './EventNote';
import { EventWriter, WrittenEvents } from './EventWriter';
import { EventMatch, matchEvents, rootsOf } from './matchEvents';
import { readNotes, release } from './readNotes';
import { Run } from './Run';
import { sessionDigest } from './sessionDigest';
import { addCounts, Tally } from './Tally';
import { SessionWork } from './walkSessions';

const NOTHING: WrittenEvents = {
  written: new Set(),
  gone: new Set(),
  refused: new Map(),
};

/** Compares a session of both sides, and copies what the target lacks. */
export async function copySession(
  run: Run,
  tally: Tally,
  work: SessionWork,
): Promise<void> {
  const target = work.inTarget
    ? await readNotes(run, run.to, work, () => false)
    : [];
  const source = work.inSource ? await readSource(run, work, target) : [];
  try {
    const match = matchEvents(source, target);
    run.progress.compared(run.writes ? match.missing.length : 0);
    const written =
      run.writes && match.missing.length > 0
        ? await new EventWriter(run, work, source, target, match).writeAll()
        : NOTHING;
    count(tally, work, source, target, match, written);
    run.progress.sessionDone(source.length);
  } finally {
    release(run, source);
  }
}

/** Keeps what is to be written, as far as it may be kept. */
function readSource(
  run: Run,
  work: SessionWork,
  target: readonly EventNote[],
): Promise<EventNote[]> {
  return readNotes(run, run.from, work, keeperOf(run, target));
}

function keeperOf(run: Run, target: readonly EventNote[]) {
  const present = new Map<string, number>();
  for (const { digest } of target) {
    present.set(digest, (present.get(digest) ?? 0) + 1);
  }
  return ({ digest }: EventNote): boolean => {
    const left = present.get(digest) ?? 0;
    present.set(digest, left - 1);
    return run.writes && left <= 0;
  };
}

function count(
  tally: Tally,
  work: SessionWork,
  source: readonly EventNote[],
  target: readonly EventNote[],
  match: EventMatch,
  { written, gone, refused }: WrittenEvents,
): void {
  const session = `${work.actorId}/${work.sessionId}`;
  const idOf = ({ eventId }: EventNote) => `${session}/${eventId}`;
  const missing = match.missing.filter(
    event => !written.has(event) && !gone.has(event),
  );
  const counts = {
    source: source.length - gone.size,
    target: target.length + written.size,
    same: match.pairs.length + written.size,
    missing: missing.length,
    extra: match.extra.length,
  };
  addCounts(tally.events, counts);
  addCounts(work.actor.counts, counts);
  if (gone.size > 0) tally.isOpen = true;
  if (written.size > 0) {
    tally.wrote('events', written.size);
    tally.wroteIn(session);
  }
  for (const event of missing) {
    tally.addMissing('events', idOf(event));
    if (event.notUnderstood) {
      tally.remark('event-not-understood', event.notUnderstood, idOf(event));
    }
  }
  for (const [event, reason] of refused) {
    tally.remark('event-refused', reason, idOf(event));
  }
  match.extra.forEach(event => tally.addExtra('events', idOf(event)));
  remarkBranches(tally, session, source, match);
  addDigests(tally, work, source, target, match);
  addSession(tally, work, counts);
}

function addSession(
  tally: Tally,
  { actor }: SessionWork,
  counts: { source: number; target: number },
): void {
  const onSource = counts.source > 0;
  const onTarget = counts.target > 0;
  addCounts(tally.sessions, {
    source: Number(onSource),
    target: Number(onTarget),
    same: Number(onSource && onTarget),
    missing: Number(onSource && !onTarget),
    extra: Number(!onSource && onTarget),
  });
  actor.left -= 1;
  if (actor.left === 0) tally.addActor(actor.counts);
}

/** What became of branches whose root is gone. */
function remarkBranches(
  tally: Tally,
  session: string,
  source: readonly EventNote[],
  { pairs, extra }: EventMatch,
): void {
  const roots = rootsOf(source);
  const onlyOnTarget = new Set(extra.map(({ eventId }) => eventId));
  const told = new Set<string>();
  for (const pair of pairs) {
    const name = pair.source.branch?.name;
    if (name && name !== 'main' && !roots.get(name) && !told.has(name)) {
      told.add(name);
      const { branch } = pair.target;
      if (!branch) {
        tally.remark('branch-flattened', name, session);
      } else if (!onlyOnTarget.has(branch.rootEventId ?? '')) {
        tally.remark('branch-moved', name, session);
      }
    }
  }
}

/** Adds the digests of both sides: the source's as it should be on the target. */
function addDigests(
  tally: Tally,
  work: SessionWork,
  source: readonly EventNote[],
  target: readonly EventNote[],
  { pairs }: EventMatch,
): void {
  const copies = new Map(pairs.map(pair => [pair.source, pair.target]));
  const asCopied = (event: EventNote) => copies.get(event) ?? event;
  const sourceRoots = new Map<string, string>();
  const targetRoots = new Map<string, string>();
  const onTarget = rootsOf(target);
  for (const [name, root] of rootsOf(source)) {
    const copy = onTarget.get(name);
    if (root && copy) {
      sourceRoots.set(name, asCopied(root).digest);
      targetRoots.set(name, copy.digest);
      if (asCopied(root).digest !== copy.digest) {
        tally.remark(
          'branch-differs',
          name,
          `${work.actorId}/${work.sessionId}`,
        );
      }
    }
  }
  const { digests } = tally;
  if (source.length > 0) {
    digests.source.events.add(
      sessionDigest(work, source.map(asCopied), sourceRoots),
    );
  }
  if (target.length > 0) {
    digests.target.events.add(sessionDigest(work, target, targetRoots));
  }
}
