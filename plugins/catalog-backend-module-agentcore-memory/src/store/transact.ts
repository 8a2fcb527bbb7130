import { setTimeout as wait } from 'node:timers/promises';
import { isError } from '@backstage/errors';
import { Database } from './rows';

const ATTEMPTS = 5;
const PAUSE_MS = 50;

/** PostgreSQL: serialization_failure, deadlock_detected. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const PASSING = new Set(['40001', '40P01']);

/** Runs a transaction, again where PostgreSQL ended it in favour of another one. */
export async function transact<T>(
  db: Database,
  work: (tx: Database) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction(work);
    } catch (error) {
      const code = isError(error) ? String(error.code) : '';
      if (attempt === ATTEMPTS || !PASSING.has(code)) throw error;
      await wait(PAUSE_MS * attempt * Math.random());
    }
  }
}
