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
}

/** What there is to tell, and what was looked at for it. */
export interface News {
  /** Keys that are looked at for the first time, or differ: when each is to be deleted; `null`: it is not. */
  keys: ReadonlyMap<string, string | null>;
  /** The last transition that was looked at. */
  upTo: number;
  /** What is told once, however often it is found. */
  once: readonly Cause[];
  /** What is told again, as it is different now. */
  again: readonly Cause[];
}

/** A memory that came to fail a rule, or to warn. */
export type RegressedRow = Pick<
  TransitionRow,
  'id' | 'at' | 'entity_ref' | 'rule' | 'to_outcome'
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

  /** Regressions of rules since a day, `YYYY-MM-DD`, up to a transition. */
  async regressionsSince(day: string, upTo: number): Promise<RegressedRow[]> {
    const rows = await this.#db<TransitionRow>('history_transitions')
      .where({ kind: 'regressed' })
      .andWhere('at', '>=', day)
      .andWhere('id', '<=', upTo)
      .select('id', 'at', 'entity_ref', 'rule', 'to_outcome');
    return rows.map(row => ({ ...row, id: Number(row.id) }));
  }

  /** When each key that was looked at is to be deleted; `null`: it is not. */
  async keys(): Promise<Map<string, string | null>> {
    const rows = await this.#db<KeyRow>('notification_keys');
    return new Map(rows.map(row => [row.key_ref, row.deletion]));
  }

  /** Whether a cause was stored, sent or not. */
  async has(cause: Cause): Promise<boolean> {
    const row = await this.#db<NotificationRow>('notifications')
      .where({ scope: scopeOf(cause) })
      .first('scope');
    return row !== undefined;
  }

  /** Stores what there is to tell, and up to where things were looked at: all of it, or nothing. */
  async save({ keys, upTo, once, again }: News, at: Date): Promise<void> {
    const keyRows = [...keys].map(([key_ref, deletion]) => ({
      key_ref,
      deletion,
    }));
    const toRow = (cause: Cause): NotificationRow => ({
      scope: scopeOf(cause),
      cause: JSON.stringify(cause),
      created_at: at.toISOString(),
      sent_at: null,
      attempts: 0,
    });
    await this.#db.transaction(async tx => {
      await inParts(keyRows, rows =>
        tx<KeyRow>('notification_keys')
          .insert(rows)
          .onConflict('key_ref')
          .merge(),
      );
      const notifications = () => tx<NotificationRow>('notifications');
      await inParts(once.map(toRow), rows =>
        notifications().insert(rows).onConflict('scope').ignore(),
      );
      await inParts(again.map(toRow), rows =>
        notifications().insert(rows).onConflict('scope').merge(),
      );
      await tx('notification_progress').update({ last_transition: upTo });
    });
  }

  /** What is still to be sent, and was stored since a moment: what failed least comes first. */
  async unsent(since: string, limit: number): Promise<Cause[]> {
    const rows = await this.#db<NotificationRow>('notifications')
      .whereNull('sent_at')
      .andWhere('created_at', '>=', since)
      .orderBy(['attempts', 'created_at', 'scope'])
      .limit(limit);
    return rows.map(({ cause }) => JSON.parse(cause));
  }

  async sent(cause: Cause, at: string): Promise<void> {
    await this.#db<NotificationRow>('notifications')
      .where({ scope: scopeOf(cause) })
      .update({ sent_at: at });
  }

  async failed(cause: Cause): Promise<void> {
    await this.#db<NotificationRow>('notifications')
      .where({ scope: scopeOf(cause) })
      .increment('attempts', 1);
  }

  /** Forgets what was told long before a moment in milliseconds. */
  async forget(now: number): Promise<void> {
    await this.#db<NotificationRow>('notifications')
      .where('created_at', '<', new Date(now - KEPT_MS).toISOString())
      .delete();
  }
}
