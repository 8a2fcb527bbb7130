import {
  HistoryMark,
  TransitionKind,
} from 'backstage-plugin-agentcore-memory-common';
import { DAY_MS, dayOf } from '../days';
import { Database } from '../openDatabase';
import { OwnerKey } from '../scorecards/ownerKeys';
import {
  COUNTS,
  DayRow,
  MarkRow,
  MemoryRow,
  RecordingRow,
  Sums,
  toSums,
  TransitionRow,
  versionOf,
} from './historyRows';
import { Failing, PAST_WEEKS, Recorded } from './Recorded';

/** What is kept of a day. */
export type DaySums = ReturnType<typeof toSums>;

/** Days of history: `from` and `to` are included, `YYYY-MM-DD`, UTC. */
export interface Period {
  from: string;
  to: string;
}

/** Owners in one question; SQLite binds at most 32,766 values in one. */
const OWNERS_PER_QUESTION = 1000;

/** Reads what was recorded. `owners` are keys of owners; left out: all. */
export class HistoryReader {
  readonly #db: Database;
  #recorded?: { key: string; value: Promise<Recorded> };

  constructor(db: Database) {
    this.#db = db;
  }

  /** The first day that was ever recorded, when something was recorded last, and how often anything had changed. */
  async about(): Promise<{
    number: number;
    firstDay?: string;
    recordedAt?: string;
  }> {
    const row = await this.#db<RecordingRow>('history_recordings').first();
    return {
      number: row?.number ?? 0,
      ...(row?.first_day && { firstDay: row.first_day }),
      ...(row?.read_at && { recordedAt: row.read_at }),
    };
  }

  /** What the memories of owners counted on each day, oldest first. */
  async days(
    { from, to }: Period,
    owners?: ReadonlySet<OwnerKey>,
  ): Promise<Map<string, DaySums[]>> {
    const days = new Map<string, DaySums[]>();
    const read = await this.#ofOwners(owners, async some => {
      const question = this.#db<DayRow>('history_days')
        .whereBetween('day', [from, to])
        .select('day')
        .sum(Object.fromEntries(COUNTS.map(name => [name, name])))
        .groupBy('day');
      return some ? question.whereIn('owner_key', some) : question;
    });
    for (const row of read.flat() as unknown as DayRow[]) {
      const sums = days.get(row.day) ?? [];
      sums.push(toSums(row));
      days.set(row.day, sums);
    }
    return new Map([...days].sort(([a], [b]) => a.localeCompare(b)));
  }

  /** The days in a period on which anything was recorded. */
  async recordedDays({ from, to }: Period): Promise<string[]> {
    const rows = await this.#db<DayRow>('history_days')
      .whereBetween('day', [from, to])
      .distinct('day')
      .orderBy('day');
    return rows.map(({ day }) => day);
  }

  /** The last transitions, newest first. */
  async transitions(
    period: Period,
    owners: ReadonlySet<OwnerKey> | undefined,
    limit: number,
  ): Promise<TransitionRow[]> {
    const read = await this.#ofOwners(owners, async some =>
      this.#during(period, some).orderBy('id', 'desc').limit(limit),
    );
    return read
      .flat()
      .sort((a, b) => Number(b.id) - Number(a.id))
      .slice(0, limit);
  }

  /** How many transitions there were of each kind. */
  async transitionCounts(
    period: Period,
    owners?: ReadonlySet<OwnerKey>,
  ): Promise<Map<TransitionKind, number>> {
    const read = await this.#ofOwners(owners, async some =>
      this.#during(period, some)
        .groupBy('kind')
        .select('kind')
        .count({ count: '*' }),
    );
    const counts = new Map<TransitionKind, number>();
    for (const { kind, count } of read.flat() as unknown as {
      kind: TransitionKind;
      count: number | string;
    }[]) {
      counts.set(kind, (counts.get(kind) ?? 0) + Number(count));
    }
    return counts;
  }

  /** How long each failure had lasted that ended, in milliseconds; `null`: since before recording began. */
  async endedFailures(
    period: Period,
    owners?: ReadonlySet<OwnerKey>,
  ): Promise<(number | null)[]> {
    const read = await this.#ofOwners(owners, async some =>
      this.#during(period, some)
        .where('ends_failure', true)
        .select('failed_ms'),
    );
    return read
      .flat()
      .map(({ failed_ms: ms }) => (ms === null ? null : Number(ms)));
  }

  /** Oldest first. */
  async marks({ from, to }: Period): Promise<HistoryMark[]> {
    const rows = await this.#db<MarkRow>('history_marks')
      .where('at', '>=', from)
      .andWhere('at', '<', dayOf(Date.parse(to) + DAY_MS))
      .orderBy('id');
    return rows.map(({ at, kind, assessed_with: assessedWith, memories }) => ({
      at,
      kind,
      version: versionOf(assessedWith),
      memories,
    }));
  }

  /** What scorecards tell of history. Read again only after another recording, or on another day. */
  async recorded(now: Date): Promise<Recorded> {
    const { number } = await this.about();
    const today = now.toISOString().slice(0, 10);
    const key = `${number} ${today}`;
    if (this.#recorded?.key !== key) {
      const value = this.#readRecorded(today);
      const recorded = { key, value };
      this.#recorded = recorded;
      value.catch(() => {
        if (this.#recorded === recorded) this.#recorded = undefined;
      });
    }
    return this.#recorded!.value;
  }

  async #readRecorded(today: string): Promise<Recorded> {
    const daysAgo = (days: number) => dayOf(Date.parse(today) - days * DAY_MS);
    const from = daysAgo((PAST_WEEKS + 1) * 7);
    const recorded = await this.recordedDays({ from, to: today });
    const lastDays = Array.from({ length: PAST_WEEKS }, (_, index) => {
      const end = (PAST_WEEKS - index) * 7;
      return recorded
        .filter(day => day > daysAgo(end + 7) && day <= daysAgo(end))
        .pop();
    });
    const rows = await this.#db<DayRow>('history_days').whereIn(
      'day',
      lastDays.filter(day => day !== undefined),
    );
    const byDay = new Map<string, Map<OwnerKey, Sums>>();
    for (const row of rows) {
      const week = byDay.get(row.day) ?? new Map();
      week.set(row.owner_key, toSums(row));
      byDay.set(row.day, week);
    }
    return new Recorded(
      lastDays.map(day => (day ? byDay.get(day) : undefined)),
      await this.#readFailing(),
    );
  }

  async #readFailing(): Promise<Map<OwnerKey, Failing>> {
    const memories = () => this.#db<MemoryRow>('history_memories');
    const since = await memories()
      .whereNotNull('failing_since')
      .groupBy('owner_key')
      .select('owner_key')
      .min({ since: 'failing_since' });
    const fromStart = await memories()
      .where('fails_from_start', true)
      .distinct('owner_key');
    const failing = new Map<OwnerKey, Failing>();
    for (const row of since as unknown as {
      owner_key: OwnerKey;
      since: string;
    }[]) {
      failing.set(row.owner_key, { since: row.since, fromStart: false });
    }
    for (const { owner_key: key } of fromStart) {
      failing.set(key, { ...failing.get(key), fromStart: true });
    }
    return failing;
  }

  #during({ from, to }: Period, owners?: readonly OwnerKey[]) {
    const question = this.#db<TransitionRow>('history_transitions')
      .where('at', '>=', from)
      .andWhere('at', '<', dayOf(Date.parse(to) + DAY_MS));
    return owners ? question.whereIn('owner_key', owners) : question;
  }

  /** Asks for all owners at once, or for some in parts. */
  async #ofOwners<T>(
    owners: ReadonlySet<OwnerKey> | undefined,
    ask: (some?: readonly OwnerKey[]) => Promise<T>,
  ): Promise<T[]> {
    if (!owners) return [await ask()];
    const all = [...owners];
    const answers: T[] = [];
    for (let i = 0; i < all.length; i += OWNERS_PER_QUESTION) {
      answers.push(await ask(all.slice(i, i + OWNERS_PER_QUESTION)));
    }
    return answers;
  }
}
