import { Database } from '../openDatabase';
import {
  Changes,
  compareAll,
  findDifferent,
  Judgement,
  Recording,
} from './compareAll';
import { MemoryNow } from './compareMemory';
import {
  DayRow,
  MarkRow,
  MemoryRow,
  RecordingRow,
  ScopeRow,
  toDayRow,
  toMemoryRow,
  toMemoryState,
  TransitionRow,
  versionOf,
} from './historyRows';
import { MemoryState } from './MemoryState';

/** How long history is kept, in days: a year, and a month to compare it with. */
export const KEPT_DAYS = 400;

const DAY_MS = 24 * 3600_000;
/** Rows in one statement; SQLite binds at most 32,766 values in one. */
const ROWS_PER_STATEMENT = 500;

/**
 * Records how many memories of whom have which verdict each day, and what happens to memories. Processes that record
 * at the same time do so one after the other, and one that read the catalog earlier than was recorded records
 * nothing.
 */
export class HistoryRecorder {
  readonly #db: Database;
  /** What the recording of this number left, so that it is not read again for each. */
  #known?: { number: number; states: Map<string, MemoryState> };
  #day?: { number: number; rows: string };

  constructor(db: Database) {
    this.#db = db;
  }

  /** Gives whether anything but the time of the recording changed. */
  async record(recording: Recording): Promise<boolean> {
    const at = recording.at.toISOString();
    const day = at.slice(0, 10);
    const done = await this.#db.transaction(async tx => {
      // Holds the row: whoever else records waits here.
      const taken = await tx<RecordingRow>('history_recordings')
        .where({ id: 1 })
        .andWhere('read_at', '<', at)
        .update({ read_at: at, number: tx.raw('number + 1') });
      if (taken === 0) return undefined;
      const row = await tx<RecordingRow>('history_recordings').first();
      const { number, first_day: firstDay } = row!;
      const known = await this.#statesAfter(tx, number - 1);
      const scopes = await this.#scopesBefore(tx, recording.shown);
      const changes = compareAll(known, recording, scopes);
      await this.#save(tx, changes, at);
      const rows = [...recording.cards].map(([key, card]) =>
        toDayRow(day, key, card),
      );
      const dayChanged = await this.#saveDay(tx, day, rows, number);
      if (firstDay === null) {
        await tx<RecordingRow>('history_recordings').update({ first_day: day });
      }
      return { number, known, changes, rows: JSON.stringify(rows), dayChanged };
    });
    if (!done) return false;
    const { number, known, changes, rows, dayChanged } = done;
    for (const state of changes.states) known.set(state.entityRef, state);
    for (const ref of changes.gone) known.delete(ref);
    this.#known = { number, states: known };
    this.#day = { number, rows };
    return dayChanged || changes.states.length + changes.gone.length > 0;
  }

  /** Whether nothing was ever recorded. */
  async isEmpty(): Promise<boolean> {
    return (await this.#last()).first_day === null;
  }

  /** The memories that would be recorded differently than they were, and those that were recorded and are not there. */
  async findDifferent(memories: readonly MemoryNow[]): Promise<string[]> {
    const { number } = await this.#last();
    return findDifferent(await this.#statesAfter(this.#db, number), memories);
  }

  async #last(): Promise<RecordingRow> {
    const row = await this.#db<RecordingRow>('history_recordings').first();
    return row!;
  }

  /** The scopes that were recorded before; remembers those that are recorded now. */
  async #scopesBefore(
    tx: Database,
    shown: ReadonlySet<string>,
  ): Promise<ReadonlySet<string>> {
    const rows = await tx<ScopeRow>('history_scopes');
    const known = new Set(rows.map(({ scope }) => scope));
    const added = [...shown].filter(scope => !known.has(scope));
    for (const scopes of chunks(added)) {
      await tx<ScopeRow>('history_scopes').insert(
        scopes.map(scope => ({ scope })),
      );
    }
    return known;
  }

  async #statesAfter(
    tx: Database,
    number: number,
  ): Promise<Map<string, MemoryState>> {
    if (this.#known?.number === number) return this.#known.states;
    const rows = await tx<MemoryRow>('history_memories');
    const states = new Map(
      rows.map(row => [row.entity_ref, toMemoryState(row)]),
    );
    this.#known = { number, states };
    return states;
  }

  async #save(tx: Database, changes: Changes, at: string): Promise<void> {
    for (const states of chunks(changes.states)) {
      await tx<MemoryRow>('history_memories')
        .insert(states.map(toMemoryRow))
        .onConflict('entity_ref')
        .merge();
    }
    for (const refs of chunks(changes.gone)) {
      await tx<MemoryRow>('history_memories')
        .whereIn('entity_ref', refs)
        .delete();
    }
    for (const rows of chunks(changes.transitions)) {
      await tx<TransitionRow>('history_transitions').insert(rows);
    }
    for (const judgement of changes.judgements) {
      await mark(tx, judgement, at);
    }
  }

  async #saveDay(
    tx: Database,
    day: string,
    rows: DayRow[],
    number: number,
  ): Promise<boolean> {
    const last = this.#day;
    if (last?.number === number - 1 && last.rows === JSON.stringify(rows)) {
      return false;
    }
    await tx<DayRow>('history_days').where({ day }).delete();
    for (const some of chunks(rows)) {
      await tx<DayRow>('history_days').insert(some);
    }
    const limit = new Date(Date.parse(day) - KEPT_DAYS * DAY_MS)
      .toISOString()
      .slice(0, 10);
    await tx<DayRow>('history_days').where('day', '<', limit).delete();
    for (const table of ['history_transitions', 'history_marks']) {
      await tx(table).where('at', '<', limit).delete();
    }
    return true;
  }
}

/** Counts memories to the last mark if it is of the same version and settings, else makes one. */
async function mark(
  tx: Database,
  { from, to, memories }: Judgement,
  at: string,
): Promise<void> {
  const last = await tx<MarkRow>('history_marks').orderBy('id', 'desc').first();
  if (last?.assessed_with === to) {
    await tx<MarkRow>('history_marks')
      .where({ id: last.id })
      .increment('memories', memories);
    return;
  }
  await tx<Omit<MarkRow, 'id'>>('history_marks').insert({
    at,
    kind: versionOf(from) === versionOf(to) ? 'settings' : 'version',
    assessed_with: to,
    memories,
  });
}

function* chunks<T>(all: readonly T[]): Iterable<T[]> {
  for (let i = 0; i < all.length; i += ROWS_PER_STATEMENT) {
    yield all.slice(i, i + ROWS_PER_STATEMENT);
  }
}
