import { TransitionRow } from '../history/historyRows';
import { inParts } from '../history/inParts';
import { Database } from '../openDatabase';
import { Cause, scopeOf } from './Cause';

/** How long it is known what was told, in milliseconds: a key is deleted, and a waiver ends, long before. */
const KEPT_MS = 400 * 24 * 3600_000;

interface NotificationRow {
  scope: string;
  /** JSON */
  cause: string;
  created_at: string;
  sent_at: string | null;
  attempts: number;
}

interface KeyRow {
  key_ref: string;
  /** `YYYY-MM-DD` or `unknown`, where it is to be deleted. */
  deletion: string | null;
  times: number;
}

/** What is known of a key that was looked at. */
export interface KnownKey {
  /** When it is to be deleted, `YYYY-MM-DD` or `unknown`; `null`: it is not. */
  deletion: string | null;
  /** How often that was scheduled since it was looked at first. */
  times: number;
}

/** What there is to tell, and what was looked at for it. */
export interface News {
  /** Keys that are looked at for the first time, or differ. */
  keys: ReadonlyMap<string, KnownKey>;
  /** Keys on which no memory depends any more. */
  unused: readonly string[];
  /** The last transition that was looked at. */
  upTo: number;
  /** What is told, once, however often it is found. */
  causes: readonly Cause[];
}

/** A memory that came to fail a rule, or to warn. */
export type RegressedRow = Pick<
  TransitionRow,
  'at' | 'entity_ref' | 'rule' | 'to_outcome'
>;

/** What was told to whom, and what is still to be. */
export class NotificationStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The last transition that was looked at. */
  async progress(): Promise<number> {
    const row = await this.#db('notification_progress').first();
    return Number(row.last_transition);
  }

  /** The last transition until a moment, ISO 8601; 0: there is none. */
  async lastTransition(until: string): Promise<number> {
    const row = await this.#db('history_transitions')
      .where('at', '<=', until)
      .max('id as last')
      .first();
    return Number(row?.last ?? 0);
  }

  /** The regressions since a day, `YYYY-MM-DD`, after one transition and up to another. */
  async regressions(
    since: string,
    { after, upTo }: { after: number; upTo: number },
  ): Promise<RegressedRow[]> {
    return this.#db<TransitionRow>('history_transitions')
      .where({ kind: 'regressed' })
      .andWhere('at', '>=', since)
      .andWhere('id', '>', after)
      .andWhere('id', '<=', upTo)
      .select('at', 'entity_ref', 'rule', 'to_outcome');
  }

  /** All keys that were looked at, by ref. */
  async keys(): Promise<Map<string, KnownKey>> {
    const rows = await this.#db<KeyRow>('notification_keys');
    return new Map(rows.map(({ key_ref, ...key }) => [key_ref, key]));
  }

  /** Whether a cause was stored, and whether it was sent. */
  async stateOf(cause: Cause): Promise<'sent' | 'unsent' | 'unknown'> {
    const row = await this.#row(cause).first('sent_at');
    if (!row) return 'unknown';
    return row.sent_at ? 'sent' : 'unsent';
  }

  /**
   * Stores what there is to tell, and up to where things were looked at: all of it, or nothing.
   *
   * @param at - what was known of memories when it was found
   */
  async save({ keys, unused, upTo, causes }: News, at: Date): Promise<void> {
    const keyRows = [...keys].map(([key_ref, key]) => ({ key_ref, ...key }));
    const rows = causes.map(cause => ({
      scope: scopeOf(cause),
      cause: JSON.stringify(cause),
      created_at: at.toISOString(),
      sent_at: null,
      attempts: 0,
    }));
    await this.#db.transaction(async tx => {
      await inParts(keyRows, some =>
        tx<KeyRow>('notification_keys')
          .insert(some)
          .onConflict('key_ref')
          .merge(),
      );
      await inParts(unused, some =>
        tx<KeyRow>('notification_keys').whereIn('key_ref', some).delete(),
      );
      await inParts(rows, some =>
        tx<NotificationRow>('notifications')
          .insert(some)
          .onConflict('scope')
          .ignore(),
      );
      await tx('notification_progress')
        .where('last_transition', '<', upTo)
        .update({ last_transition: upTo });
    });
  }

  /**
   * What is still to be sent, of what was found in some time, ISO 8601: what failed least, deletions first. A deletion is
   * news as long as it is not dropped.
   */
  async unsent(
    { since, until }: { since: string; until: string },
    limit: number,
  ): Promise<Cause[]> {
    const rows = await this.#db<NotificationRow>('notifications')
      .whereNull('sent_at')
      .andWhere(news =>
        news
          .where('created_at', '>=', since)
          .orWhere('scope', 'like', 'key-deletion:%'),
      )
      // Whoever knows less than was known then can't tell whether it is over.
      .andWhere('created_at', '<=', until)
      .orderBy('attempts')
      .orderByRaw("case when scope like 'key-deletion:%' then 0 else 1 end")
      .orderBy(['created_at', 'scope'])
      .limit(limit);
    return rows.map(({ cause }) => JSON.parse(cause));
  }

  async sent(cause: Cause, at: string): Promise<void> {
    await this.#row(cause).update({ sent_at: at });
  }

  async failed(cause: Cause): Promise<void> {
    await this.#row(cause).increment('attempts', 1);
  }

  /** Forgets what is not so any more before it was sent. */
  async drop(cause: Cause): Promise<void> {
    await this.#row(cause).whereNull('sent_at').delete();
  }

  /** Forgets what was told long before a moment in milliseconds. */
  async forget(now: number): Promise<void> {
    await this.#db<NotificationRow>('notifications')
      .where('created_at', '<', new Date(now - KEPT_MS).toISOString())
      .delete();
  }

  #row(cause: Cause) {
    return this.#db<NotificationRow>('notifications').where({
      scope: scopeOf(cause),
    });
  }
}
