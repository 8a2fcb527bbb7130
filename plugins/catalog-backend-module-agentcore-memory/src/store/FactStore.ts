import { parseKeyArn } from 'backstage-plugin-agentcore-memory-common';
import {
  isLater,
  KeyAnswer,
  MemoryAnswer,
  mergeKey,
  mergeMemory,
} from './mergeAnswers';
import {
  batches,
  Database,
  KEYS,
  KeyRow,
  MEMORIES,
  MemoryRow,
  rowsOf,
  StoredKey,
  StoredMemory,
  toStoredKey,
  toStoredMemory,
} from './rows';
import { markRelated, saveRows } from './saveRows';
import { transact } from './transact';

/** An AWS account in a region. */
export interface Place {
  accountId: string;
  region: string;
}

/** A place of which memories are stored. */
export interface StoredPlace extends Place {
  providerId: string;
}

/** What a complete listing did not show. */
export interface Missing {
  /** Memories of the place that are stored. */
  stored: number;
  /** Missing now, and no other answer said so before. */
  first: StoredMemory[];
  /** GetMemory said the same, or a listing some time ago. */
  again: StoredMemory[];
}

/** Two listings within this time, in milliseconds, may have met the same fault of AWS: they are one answer. */
export const ANOTHER_ANSWER_AFTER_MS = 5 * 60_000;

/**
 * What AWS said about memories and keys, and when it was asked: the only thing that a later scan builds on.
 *
 * One rule orders all writes, also those of several processes: the answer to the later question wins. Every
 * change marks its row, and with a key all memories that use it, to be published.
 */
export class FactStore {
  readonly #db: Database;
  readonly #clock: () => Date;

  constructor(db: Database, clock: () => Date = () => new Date()) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Every place of which memories are stored, with the provider config that read it. */
  async places(): Promise<StoredPlace[]> {
    const rows = await this.#db<MemoryRow>(MEMORIES).distinct(
      'provider_id',
      'account_id',
      'region',
    );
    return rows.map(row => ({
      providerId: row.provider_id,
      accountId: row.account_id,
      region: row.region,
    }));
  }

  /** The memories of a place. */
  async memoriesAt({ accountId, region }: Place): Promise<StoredMemory[]> {
    const rows = await this.#db<MemoryRow>(MEMORIES)
      .where({ account_id: accountId, region })
      .orderBy('arn');
    return rows.map(toStoredMemory);
  }

  async hasMemoriesAt({ accountId, region }: Place): Promise<boolean> {
    const row = await this.#db<MemoryRow>(MEMORIES)
      .where({ account_id: accountId, region })
      .first('arn');
    return row !== undefined;
  }

  /** The memories that use a key. */
  async memoriesUsing(keyArn: string): Promise<StoredMemory[]> {
    const rows = await this.#db<MemoryRow>(MEMORIES)
      .where({ key_arn: keyArn })
      .orderBy('arn');
    return rows.map(toStoredMemory);
  }

  /** The memories with these ARNs, as far as they are stored. */
  async memories(arns: readonly string[]): Promise<StoredMemory[]> {
    const rows = await rowsOf<MemoryRow>(this.#db, MEMORIES, arns);
    return rows.map(toStoredMemory);
  }

  /** The keys with these ARNs, as far as they are stored. */
  async keys(arns: readonly string[]): Promise<Map<string, StoredKey>> {
    const rows = await rowsOf<KeyRow>(this.#db, KEYS, arns);
    return new Map(rows.map(row => [row.arn, toStoredKey(row)]));
  }

  /** Which of these ARNs are those of stored memories, or of keys that stored memories use. */
  async known(arns: readonly string[]): Promise<Set<string>> {
    const found = new Set<string>();
    for (const batch of batches(arns)) {
      const rows = await this.#db<MemoryRow>(MEMORIES)
        .whereIn('arn', batch)
        .orWhereIn('key_arn', batch)
        .select('arn', 'key_arn');
      for (const row of rows) {
        found.add(row.arn);
        if (row.key_arn) found.add(row.key_arn);
      }
    }
    return found;
  }

  /** By key: the ids of the provider configs whose memories use it, sorted. */
  async providersUsing(
    keyArns: readonly string[],
  ): Promise<Map<string, string[]>> {
    const users = new Map<string, string[]>();
    for (const batch of batches(keyArns)) {
      const rows = await this.#db<MemoryRow>(MEMORIES)
        .whereIn('key_arn', batch)
        .distinct('key_arn', 'provider_id')
        .orderBy('provider_id');
      for (const { key_arn: keyArn, provider_id: id } of rows) {
        users.set(keyArn!, [...(users.get(keyArn!) ?? []), id]);
      }
    }
    return users;
  }

  /**
   * Stores answers, each unless its row holds the answer to a later question.
   *
   * @returns ARNs of what is to be published: memories and keys that changed, and those that depend on them
   */
  async save(answers: {
    memories: readonly MemoryAnswer[];
    keys: readonly KeyAnswer[];
  }): Promise<string[]> {
    if (answers.memories.length + answers.keys.length === 0) return [];
    const now = this.#clock();
    return transact(this.#db, async tx => {
      const keys = await saveRows<KeyAnswer, KeyRow>(
        tx,
        KEYS,
        answers.keys.filter(({ facts }) => isStorable(facts.arn)),
        (current, answer) => mergeKey(current, answer, now),
      );
      const memories = await saveRows<MemoryAnswer, MemoryRow>(
        tx,
        MEMORIES,
        answers.memories.map(answer => ({
          ...answer,
          keyArn: isStorable(answer.keyArn) ? answer.keyArn : undefined,
        })),
        (current, answer) => mergeMemory(current, answer, now),
      );
      const changed = [...keys, ...memories];
      return [...new Set([...changed, ...(await markRelated(tx, changed))])];
    });
  }

  /**
   * Marks the stored memories of a place that a complete listing did not show. Those that were asked for later
   * than the listing are left alone.
   */
  async markMissing(
    { accountId, region }: Place,
    listed: ReadonlySet<string>,
    askedAt: string,
  ): Promise<Missing> {
    const place = { account_id: accountId, region };
    // Nearly always nothing is missing, which needs neither a lock nor the facts.
    const stored = await this.#db<MemoryRow>(MEMORIES)
      .where(place)
      .select('arn');
    if (stored.every(({ arn }) => listed.has(arn))) {
      return { stored: stored.length, first: [], again: [] };
    }
    const before = new Date(
      Date.parse(askedAt) - ANOTHER_ANSWER_AFTER_MS,
    ).toISOString();
    const isSaidAgain = ({ missingSince, notFound }: StoredMemory) =>
      notFound || (missingSince !== undefined && missingSince < before);
    return transact(this.#db, async tx => {
      const rows = await tx<MemoryRow>(MEMORIES)
        .where(place)
        .orderBy('arn')
        .forUpdate();
      const missing = await this.#setMissing(
        tx,
        rows.filter(row => !listed.has(row.arn)),
        askedAt,
        false,
      );
      return {
        stored: rows.length,
        first: missing.filter(memory => !isSaidAgain(memory)),
        again: missing.filter(isSaidAgain),
      };
    });
  }

  /** GetMemory said that there is no such memory. One that was asked for later is left alone. */
  async markNotFound(arn: string, askedAt: string): Promise<void> {
    await transact(this.#db, async tx => {
      const rows = await tx<MemoryRow>(MEMORIES).where({ arn }).forUpdate();
      await this.#setMissing(tx, rows, askedAt, true);
    });
  }

  /** Marks the rows that were not asked for later, and gives what they were before. */
  async #setMissing(
    tx: Database,
    rows: readonly MemoryRow[],
    askedAt: string,
    notFound: boolean,
  ): Promise<StoredMemory[]> {
    const now = this.#clock();
    const missing = rows
      .filter(row => !isLater(row.asked_at, askedAt, now))
      .map(toStoredMemory);
    for (const batch of batches(missing.map(({ arn }) => arn))) {
      await tx<MemoryRow>(MEMORIES)
        .whereIn('arn', batch)
        .update({
          asked_at: askedAt,
          missing_since: tx.raw('coalesce(missing_since, ?)', [askedAt]),
          ...(notFound && { not_found: true }),
        });
    }
    return missing;
  }

  /**
   * Forgets memories that are still marked as missing.
   *
   * @returns ARNs of those that AWS has shown again meanwhile
   */
  async forgetMemories(arns: readonly string[]): Promise<string[]> {
    for (const batch of batches(arns)) {
      await this.#db<MemoryRow>(MEMORIES)
        .whereIn('arn', batch)
        .whereNotNull('missing_since')
        .delete();
    }
    return (await this.memories(arns)).map(({ arn }) => arn);
  }

  /** ARNs of the stored keys that no stored memory uses. */
  async unusedKeys(): Promise<string[]> {
    const rows = await this.#db<KeyRow>(KEYS)
      .whereNotIn('arn', usedKeys(this.#db))
      .select('arn');
    return rows.map(({ arn }) => arn);
  }

  /**
   * Forgets keys that no stored memory uses.
   *
   * @returns ARNs of those that are in use again
   */
  async forgetKeys(arns: readonly string[]): Promise<string[]> {
    for (const batch of batches(arns)) {
      await transact(this.#db, async tx => {
        // First the lock, then the question who uses the key: a process that stores both holds the lock till then.
        await tx<KeyRow>(KEYS).whereIn('arn', batch).orderBy('arn').forUpdate();
        await tx<KeyRow>(KEYS)
          .whereIn('arn', batch)
          .whereNotIn('arn', usedKeys(tx))
          .delete();
      });
    }
    return [...(await this.keys(arns)).keys()];
  }
}

/** A memory may name anything as its key: what is no ARN of a key or alias has no row. */
function isStorable(arn: string | undefined): boolean {
  return arn !== undefined && parseKeyArn(arn) !== undefined;
}

function usedKeys(db: Database) {
  return db<MemoryRow>(MEMORIES).whereNotNull('key_arn').select('key_arn');
}
