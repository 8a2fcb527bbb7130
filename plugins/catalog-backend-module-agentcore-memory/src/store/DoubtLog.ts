import { Database, DOUBTS } from './rows';

/** An answer that would remove so much that it is believed only when it comes again some time later. */
export interface Doubt {
  /** Hash of the answer. */
  answer: string;
  /** ISO 8601: when it came first. */
  since: string;
}

interface DoubtRow extends Doubt {
  provider_id: string;
}

/**
 * Doubtful answers about the accounts of provider configs. In the database, since a healthy answer to any process proves
 * that an earlier one was a fault.
 */
export class DoubtLog {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async get(providerId: string): Promise<Doubt | undefined> {
    return this.#db<DoubtRow>(DOUBTS)
      .where({ provider_id: providerId })
      .first('answer', 'since');
  }

  async set(providerId: string, doubt: Doubt): Promise<void> {
    await this.#db<DoubtRow>(DOUBTS)
      .insert({ provider_id: providerId, ...doubt })
      .onConflict('provider_id')
      .merge();
  }

  async clear(providerId: string): Promise<void> {
    await this.#db<DoubtRow>(DOUBTS)
      .where({ provider_id: providerId })
      .delete();
  }
}
