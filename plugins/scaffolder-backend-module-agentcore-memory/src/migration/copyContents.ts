import { copyRecords } from './copyRecords';
import { copySession } from './copySession';
import { MigrationOptions } from './MigrationOptions';
import { MigrationResult } from './MigrationResult';
import { readAhead } from './readAhead';
import { Run } from './Run';
import { Tally } from './Tally';
import { SessionWork, walkSessions } from './walkSessions';

const DEFAULT_PASSES = 10;
const DEFAULT_SETTLE_MS = 5_000;
const MAX_READ_AHEAD = 10_000;

/** What the last pass that wrote copied. */
type LastCopied = MigrationResult['lastCopied'];

/**
 * Copies the contents of a memory to another one, and verifies the copy.
 *
 * A pass compares both sides and copies what the new memory lacks. Passes repeat until one finds nothing; so it does not
 * matter where an earlier run ended. Nothing is stored but on the new memory, and the old one is only read.
 *
 * Resolves also where it can't go on, and says why; rejects when aborted, and for a place that nothing covers.
 */
export async function copyContents(
  options: MigrationOptions,
): Promise<MigrationResult> {
  return repeatPasses(options, true);
}

/** Compares the contents of two memories as `copyContents` does, and writes nothing. */
export async function compareContents(
  options: MigrationOptions,
): Promise<MigrationResult> {
  return repeatPasses(options, false);
}

async function repeatPasses(
  options: MigrationOptions,
  writes: boolean,
): Promise<MigrationResult> {
  const run = new Run(options, writes);
  const maxPasses = writes ? options.maxPasses ?? DEFAULT_PASSES : 1;
  const settleMs = writes ? options.settleMs ?? DEFAULT_SETTLE_MS : 0;
  let lastCopied: LastCopied = {
    pass: 0,
    sessions: { count: 0, ids: [] },
    events: 0,
    records: 0,
  };
  // Events of the source that the target listed in the first pass, and those that this run has written since.
  let expected = 0;
  for (let pass = 1; ; pass += 1) {
    const tally = new Tally();
    await runPass(run, tally, pass, settleMs);
    const { copied, copiedIn, events } = tally;
    const listed = events.same - copied.events;
    if (pass === 1) expected = listed;
    // What AWS acknowledged and never lists, or lists as something else, is written again in each pass.
    const lacksWritten = listed < expected;
    expected += copied.events;
    if (copied.events + copied.records > 0) {
      lastCopied = { pass, sessions: copiedIn, ...copied };
    }
    const isOver = run.stopped !== undefined || !tally.isOpen;
    if (isOver || pass >= maxPasses) {
      return toResult(run, tally, {
        passes: pass,
        lastCopied,
        lacksWritten,
      });
    }
  }
}

/** @param settleMs - how long listings may miss what was written before */
async function runPass(
  run: Run,
  tally: Tally,
  pass: number,
  settleMs: number,
): Promise<void> {
  run.checkAborted();
  run.progress.startPass();
  // Events have tokens of their own and need no wait; records would be written twice.
  const records = guarded(run, tally, async () => {
    await run.wait(settleMs);
    await copyRecords(run, tally, pass);
  });
  const sessions = guarded(run, tally, async () => {
    if (pass > 1) await run.wait(settleMs);
    await copySessions(run, tally);
  });
  const outcomes = await Promise.allSettled([records, sessions]);
  run.checkAborted();
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') throw outcome.reason;
  }
  run.progress.endPass();
}

/** Whatever fails here fails the pass, not the process; an error that is not about contents ends the run. */
async function guarded(
  run: Run,
  tally: Tally,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    try {
      tally.fail(run.failed(error));
    } catch (final) {
      run.stop('Another part of it failed');
      throw final;
    }
  }
}

async function copySessions(run: Run, tally: Tally): Promise<void> {
  const sessions = readAhead(
    walkSessions(run),
    MAX_READ_AHEAD,
    () => run.progress.listed(),
    () => run.progress.allListed(),
  );
  const failures: unknown[] = [];
  const worker = async () => {
    for await (const work of untilStopped(run, sessions)) {
      try {
        await copySession(run, tally, work);
        run.succeeded();
      } catch (error) {
        tally.fail(run.failed(error));
      }
    }
  };
  await Promise.all(
    Array.from({ length: run.sessionsAtOnce }, () =>
      // The others end before the pass does.
      worker().catch(error => failures.push(error)),
    ),
  );
  if (failures.length > 0) throw failures[0];
}

/** Several workers take from one list; none of them ends it for the others. */
async function* untilStopped(
  run: Run,
  sessions: AsyncGenerator<SessionWork>,
): AsyncGenerator<SessionWork> {
  for (;;) {
    run.check();
    const { done, value } = await sessions.next();
    if (done) return;
    yield value;
  }
}

function toResult(
  run: Run,
  tally: Tally,
  {
    passes,
    lastCopied,
    lacksWritten,
  }: { passes: number; lastCopied: LastCopied; lacksWritten: boolean },
): MigrationResult {
  const { stopped } = run;
  const { copied } = run.progress;
  const isOver = stopped === undefined;
  const withCopied = (kind: 'events' | 'records') => ({
    ...tally[kind],
    copied: copied[kind],
    alreadyThere: Math.max(0, tally[kind].same - copied[kind]),
  });
  return {
    clean: isOver && tally.isClean,
    complete: isOver && tally.isComplete,
    upToDate: isOver && tally.isUpToDate && !lacksWritten,
    ...(stopped !== undefined && { stopped }),
    passes,
    events: withCopied('events'),
    records: withCopied('records'),
    lastCopied,
    ...tally.toResult(),
  };
}
