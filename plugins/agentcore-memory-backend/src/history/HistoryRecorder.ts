import { scoreMemories } from 'backstage-plugin-agentcore-memory-common';
import { DAY_MS, dayOf } from '../days';
import { Database } from '../openDatabase';
import {
  compareAll,
  findDifferent,
  Judgement,
  Recording,
  Told,
} from './compareAll';
import { MemoryNow } from './compareMemory';
import {
  COUNTS,
  DayRow,
  MarkRow,
  MemoryRow,
  NOT_COUNTED,
  RecordingRow,
  ScopeRow,
  toDayRow,
  toMemoryRow,
  toMemoryState,
  TransitionRow,
  versionOf,
} from './historyRows';
import { inParts } from './inParts';
import { letOthersGo } from './letOthersGo';
import { MemoryState } from './MemoryState';

/** How long history is kept, in days: a year, and a month to compare it with. */
export const KEPT_DAYS = 400;

const ROWS_PER_READING = 2_000;

/** How far ahead of this process's clock a recording may be, in milliseconds, before it is taken for a mistake. */
const AHEAD_MS = 60_000;

const NO_SUMS = scoreMemories([]);

/**
 * Records how many memories of whom have which verdict each day, and what happens to memories. Processes that record
 * at the same time do so one after the other, and one that knows less than was recorded records nothing.
 */
export class HistoryRecorder {
  readonly #db: Database;
  /** What the recording of this number left, so that it is not read again for each. */
  #known?: {
    number: number;
    states: Map<string, MemoryState>;
    lacking: Map<string, number>;
    /** See `contentOf`. */
    day?: string;
  };

  constructor(db: Database) {
    this.#db = db;
  }

  /** Gives whether anything but the time of the recording changed. */
  async record(recording: Recording): Promise<boolean> {
    const at = recording.at.toISOString();
    const day = at.slice(0, 10);
    const done = await this.#db.transaction(async tx => {
      if (!(await this.#take(tx, recording.at))) return undefined;
      const { number, first_day: firstDay } = await lastRecording(tx);
      const known = await this.#knownAfter(tx, number);
      const told = await compareAll(known, recording);
      const rows = [
        ...[...told.sums].map(([key, sums]) => toDayRow(day, key, sums)),
        // Also where there is none: the day was recorded, with nothing in it.
        toDayRow(day, NOT_COUNTED, NO_SUMS, told.notCounted),
      ];
      const before = known.day ?? (await readDay(tx, day));
      const dayNow = contentOf(day, rows);
      const isNewDay = before !== dayNow;
      const changed =
        isNewDay ||
        told.states.length +
          told.gone.length +
          told.lacking.size +
          told.forgotten.length >
          0;
      if (changed) {
        await this.#save(tx, told, at);
        if (isNewDay) await this.#saveDay(tx, day, rows);
        await tx<RecordingRow>('history_recordings').update({
          number: number + 1,
          first_day: firstDay ?? day,
        });
      }
      return {
        known: { ...known, day: dayNow },
        told,
        number: changed ? number + 1 : number,
        changed,
      };
    });
    if (!done) return false;
    const { number, known, told, changed } = done;
    for (const state of told.states) known.states.set(state.entityRef, state);
    for (const ref of told.gone) known.states.delete(ref);
    for (const [scope, count] of told.lacking) known.lacking.set(scope, count);
    for (const scope of told.forgotten) known.lacking.delete(scope);
    this.#known = { ...known, number };
    return changed;
  }

  /** Whether nothing was ever recorded. */
  async isEmpty(): Promise<boolean> {
    return (await lastRecording(this.#db)).first_day === null;
  }

  /** The memories that would be recorded differently than they were, and those that were recorded and are not there. */
  async findDifferent(memories: readonly MemoryNow[]): Promise<string[]> {
    const { number } = await lastRecording(this.#db);
    const { states } = await this.#knownAfter(this.#db, number);
    return findDifferent(states, memories);
  }

  /** Locks the row until the transaction ends. Gives false where another process has recorded a later moment. */
  async #take(tx: Database, at: Date): Promise<boolean> {
    const ahead = new Date(at.getTime() + AHEAD_MS).toISOString();
    const taken = await tx<RecordingRow>('history_recordings')
      .where({ id: 1 })
      .andWhere(recorded =>
        recorded
          .where('read_at', '<', at.toISOString())
          // By a clock that was ahead: it must not keep everybody from recording until then.
          .orWhere('read_at', '>', ahead),
      )
      .update({ read_at: at.toISOString() });
    return taken > 0;
  }

  async #knownAfter(tx: Database, number: number) {
    if (this.#known?.number === number) return this.#known;
    const states = await readStates(tx);
    const scopes = await tx<ScopeRow>('history_scopes');
    const known = {
      number,
      states,
      lacking: new Map(scopes.map(({ scope, lacking }) => [scope, lacking])),
      day: undefined as string | undefined,
    };
    this.#known = known;
    return known;
  }

  async #save(tx: Database, told: Told, at: string): Promise<void> {
    await inParts(told.states, states =>
      tx<MemoryRow>('history_memories')
        .insert(states.map(toMemoryRow))
        .onConflict('entity_ref')
        .merge(),
    );
    await inParts(told.gone, refs =>
      tx<MemoryRow>('history_memories').whereIn('entity_ref', refs).delete(),
    );
    await inParts(told.transitions, rows =>
      tx<TransitionRow>('history_transitions').insert(rows),
    );
    await inParts([...told.lacking], scopes =>
      tx<ScopeRow>('history_scopes')
        .insert(scopes.map(([scope, lacking]) => ({ scope, lacking })))
        .onConflict('scope')
        .merge(),
    );
    await inParts(told.forgotten, scopes =>
      tx<ScopeRow>('history_scopes').whereIn('scope', scopes).delete(),
    );
    for (const judgement of told.judgements) await mark(tx, judgement, at);
  }

  async #saveDay(tx: Database, day: string, rows: DayRow[]): Promise<void> {
    await tx<DayRow>('history_days').where({ day }).delete();
    await inParts(rows, some => tx<DayRow>('history_days').insert(some));
    const limit = dayOf(Date.parse(day) - KEPT_DAYS * DAY_MS);
    await tx<DayRow>('history_days').where('day', '<', limit).delete();
    for (const table of ['history_transitions', 'history_marks']) {
      await tx(table).where('at', '<', limit).delete();
    }
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

async function lastRecording(db: Database): Promise<RecordingRow> {
  const row = await db<RecordingRow>('history_recordings').first();
  return row!;
}

/** All states, read in parts, as others must not have to wait for a hundred thousand. */
async function readStates(db: Database): Promise<Map<string, MemoryState>> {
  const states = new Map<string, MemoryState>();
  let last = '';
  for (;;) {
    const rows = await db<MemoryRow>('history_memories')
      .where('entity_ref', '>', last)
      .orderBy('entity_ref')
      .limit(ROWS_PER_READING);
    for (const row of rows) states.set(row.entity_ref, toMemoryState(row));
    if (rows.length < ROWS_PER_READING) return states;
    last = rows[rows.length - 1].entity_ref;
    await letOthersGo();
  }
}

/** What the rows of a day hold, whatever their order. */
function contentOf(day: string, rows: readonly DayRow[]): string {
  const contents = rows
    .map(row => [row.owner_key, ...COUNTS.map(name => row[name])])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([day, contents]);
}

async function readDay(db: Database, day: string): Promise<string> {
  return contentOf(day, await db<DayRow>('history_days').where({ day }));
}
