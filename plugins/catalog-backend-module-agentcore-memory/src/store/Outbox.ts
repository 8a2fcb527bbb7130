import {
  batches,
  Database,
  IN_DOUBT,
  KEYS,
  KeyRow,
  MEMORIES,
  MemoryRow,
  OutboxColumns,
  SETTINGS,
} from './rows';
import { transact } from './transact';

/** Rows that are read and handed over together. */
const ROWS_AT_ONCE = 200;

export type FactTable = typeof MEMORIES | typeof KEYS;

interface RowOf {
  [MEMORIES]: MemoryRow;
  [KEYS]: KeyRow;
}

/** A row whose entity was handed over, or taken out. */
export interface Handover {
  arn: string;
  /** Of the row that the entity was made from. */
  revision: number;
  /** Of the entity that was handed over before, as the row is to say. */
  publishedHash: string | null;
  /** Of the entity; left out: the catalog is to have none. */
  hash?: string;
}

/** A row as far as the comparison with the catalog needs it. */
export type OutboxRow = Pick<MemoryRow, 'arn'> &
  Pick<
    OutboxColumns,
    'to_publish' | 'published_hash' | 'published_at' | 'lost_since'
  >;

/** What all entities are made with besides facts. */
export interface PublishedWith {
  /** Hash of the settings, the version included. */
  settings: string;
  /** ISO 8601 day, UTC. */
  day: string;
}

/** Processes with these settings are taken to be gone after this, in milliseconds. */
const GONE_AFTER_MS = 5 * 60_000;

interface SettingsRow {
  id: number;
  settings: string;
  day: string;
  seen_at: string;
}

/**
 * Which rows are still to be published. A mark is cleared only when the row has not changed since it was
 * read, so what a crash, another process or a slow hand-over left behind is still marked.
 */
export class Outbox {
  readonly #db: Database;
  readonly #clock: () => Date;

  constructor(db: Database, clock: () => Date = () => new Date()) {
    this.#db = db;
    this.#clock = clock;
  }

  /** The marked rows, those with these ARNs or all, in batches. */
  async *marked<T extends FactTable>(
    table: T,
    arns?: readonly string[],
  ): AsyncGenerator<RowOf[T][]> {
    if (arns) {
      for (const batch of batches(arns, ROWS_AT_ONCE)) {
        const rows = await this.#db(table)
          .whereIn('arn', batch)
          .andWhere('to_publish', true);
        if (rows.length > 0) yield rows;
      }
      return;
    }
    let after = '';
    for (;;) {
      const rows: RowOf[T][] = await this.#db(table)
        .where('to_publish', true)
        .andWhere('arn', '>', after)
        .orderBy('arn')
        .limit(ROWS_AT_ONCE);
      if (rows.length === 0) return;
      after = rows[rows.length - 1].arn;
      yield rows;
    }
  }

  /**
   * To be called before entities are handed over: what the catalog has is in doubt until that was noted. A crash in
   * between would leave the hash of the entity before, and if its facts came back, it would not be handed over again.
   */
  async handingOver(table: FactTable, arns: readonly string[]): Promise<void> {
    await this.#update(table, arns, {
      to_publish: true,
      published_hash: IN_DOUBT,
    });
  }

  /** Clears the marks of rows whose entities were handed over; those that changed meanwhile stay marked. */
  async handedOver(table: FactTable, done: readonly Handover[]): Promise<void> {
    const publishedAt = this.#clock().toISOString();
    await transact(this.#db, async tx => {
      for (const batch of batches(done, ROWS_AT_ONCE)) {
        const { same, changed } = await compareRevisions(tx, table, batch);
        const added = same.filter(({ hash }) => hash !== undefined);
        const removed = same.filter(({ hash }) => hash === undefined);
        if (added.length > 0) {
          await tx(table)
            .whereIn('arn', arnsOf(added))
            .update({
              to_publish: false,
              published_at: publishedAt,
              published_hash: tx.raw(
                `case arn ${added.map(() => 'when ? then ?').join(' ')} end`,
                added.flatMap(({ arn, hash }) => [arn, String(hash)]),
              ),
            });
        }
        await tx(table).whereIn('arn', arnsOf(removed)).update({
          to_publish: false,
          published_at: null,
          published_hash: null,
        });
        // A newer entity may have been handed over before this one, and then the catalog has the older.
        await tx(table).whereIn('arn', arnsOf(changed)).update({
          to_publish: true,
          published_hash: IN_DOUBT,
        });
      }
    });
  }

  /** Clears the marks of rows whose entities are as they were handed over before. */
  async unchanged(table: FactTable, done: readonly Handover[]): Promise<void> {
    await transact(this.#db, async tx => {
      for (const batch of batches(done, ROWS_AT_ONCE)) {
        const { same } = await compareRevisions(tx, table, batch);
        await tx(table)
          .whereIn('arn', arnsOf(same))
          .update({ to_publish: false });
      }
    });
  }

  /**
   * Marks rows whose entities may have changed.
   *
   * @param handOverAgain - also those that are as they were handed over: the catalog may not have them
   */
  async mark(
    table: FactTable,
    arns: readonly string[],
    { handOverAgain = false } = {},
  ): Promise<void> {
    await this.#update(table, arns, {
      to_publish: true,
      revision: this.#db.raw('revision + 1'),
      ...(handOverAgain && { published_hash: IN_DOUBT }),
    });
  }

  /**
   * Whether entities may be published with these settings and this day. Two versions that run side by side would
   * otherwise publish everything in turn: the one that started last publishes, the other one leaves its marks. What
   * becomes current marks everything.
   *
   * @param takeOver - as at the start of a process: though processes with other settings are alive
   */
  async claim(
    mine: PublishedWith,
    { takeOver = false } = {},
  ): Promise<boolean> {
    const known = await this.#db<SettingsRow>(SETTINGS).first();
    if (known?.settings === mine.settings && known.day === mine.day) {
      return true;
    }
    const seenAt = this.#clock().toISOString();
    return transact(this.#db, async tx => {
      const inserted = await tx<SettingsRow>(SETTINGS)
        .insert({ id: 1, ...mine, seen_at: seenAt })
        .onConflict('id')
        .ignore()
        .returning('id');
      if (inserted.length === 0) {
        const current = (await tx<SettingsRow>(SETTINGS)
          .forUpdate()
          .first()) as SettingsRow;
        const isSame = current.settings === mine.settings;
        if (isSame && current.day >= mine.day) return current.day === mine.day;
        if (!isSame && !takeOver && !this.#isGone(current)) return false;
        await tx(SETTINGS).update({ ...mine, seen_at: seenAt });
      }
      for (const table of [KEYS, MEMORIES]) {
        await tx(table).update({
          to_publish: true,
          revision: tx.raw('revision + 1'),
        });
      }
      return true;
    });
  }

  #isGone({ seen_at: seenAt }: SettingsRow): boolean {
    return Date.parse(seenAt) < this.#clock().getTime() - GONE_AFTER_MS;
  }

  /** Notes that a process with these settings is alive. */
  async seen({ settings }: Pick<PublishedWith, 'settings'>): Promise<void> {
    await this.#db(SETTINGS)
      .where({ settings })
      .update({ seen_at: this.#clock().toISOString() });
  }

  /** All rows, of one place or of all, as far as the comparison with the catalog needs them. */
  async rows(
    table: FactTable,
    place?: { accountId: string; region: string },
  ): Promise<OutboxRow[]> {
    const query = this.#db(table).select(
      'arn',
      'to_publish',
      'published_hash',
      'published_at',
      'lost_since',
    );
    if (place) {
      query.where({ account_id: place.accountId, region: place.region });
    }
    return query;
  }

  /** Notes since when the catalog lacks entities, or that it has them (`undefined`). */
  async setLost(
    table: FactTable,
    arns: readonly string[],
    since: string | undefined,
  ): Promise<void> {
    await this.#update(table, arns, { lost_since: since ?? null });
  }

  async #update(
    table: FactTable,
    arns: readonly string[],
    change: object,
  ): Promise<void> {
    await transact(this.#db, async tx => {
      for (const batch of batches([...arns].sort())) {
        await tx(table).whereIn('arn', batch).update(change);
      }
    });
  }
}

function arnsOf(rows: readonly { arn: string }[]): string[] {
  return rows.map(({ arn }) => arn);
}

/** Locks the rows, and tells those that are as they were read from those that changed since. */
async function compareRevisions(
  tx: Database,
  table: FactTable,
  read: readonly Handover[],
): Promise<{ same: Handover[]; changed: Handover[] }> {
  const rows = await tx(table)
    .whereIn('arn', arnsOf(read))
    .orderBy('arn')
    .forUpdate()
    .select('arn', 'revision', 'published_hash');
  const current = new Map(rows.map(row => [row.arn, row]));
  const isSame = ({ arn, revision, publishedHash, hash }: Handover) => {
    const row = current.get(arn);
    if (row?.revision !== revision) return false;
    // Another publisher may have handed over the very same entity meanwhile.
    return (
      row.published_hash === publishedHash ||
      (hash !== undefined && row.published_hash === hash)
    );
  };
  return {
    same: read.filter(isSame),
    changed: read.filter(handover => !isSame(handover)),
  };
}
