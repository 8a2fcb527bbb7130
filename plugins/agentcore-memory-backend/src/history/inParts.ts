import { letOthersGo } from './letOthersGo';

/** Rows in one statement; SQLite binds at most 32,766 values in one. */
const ROWS_PER_STATEMENT = 500;

/** Does something with some rows at a time. */
export async function inParts<T>(
  all: readonly T[],
  task: (some: T[]) => PromiseLike<unknown>,
): Promise<void> {
  for (let i = 0; i < all.length; i += ROWS_PER_STATEMENT) {
    await task(all.slice(i, i + ROWS_PER_STATEMENT));
    await letOthersGo();
  }
}
