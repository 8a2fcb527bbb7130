import { randomInt } from 'node:crypto';
import { Merged } from './mergeAnswers';
import { batches, Database, KEYS, MEMORIES, OutboxColumns } from './rows';

/** Rounds of merging with rows that other processes insert meanwhile. */
const MAX_ROUNDS = 5;
/** Rows that are locked and merged together. */
const ROWS_AT_ONCE = 100;

/**
 * Marks what depends on changed rows: memories on the key that they use, and a key on whose memories use it.
 *
 * @returns ARNs of what was marked
 */
export async function markRelated(
  tx: Database,
  changed: readonly string[],
): Promise<string[]> {
  const marked: string[] = [];
  const mark = { to_publish: true, revision: tx.raw('revision + 1') };
  for (const batch of batches(changed)) {
    const used = tx(MEMORIES)
      .whereIn('arn', batch)
      .whereNotNull('key_arn')
      .select('key_arn');
    for (const related of [
      tx(KEYS).whereIn('arn', used),
      tx(MEMORIES).whereIn('key_arn', batch),
    ]) {
      const rows = await related.update(mark).returning('arn');
      marked.push(...rows.map(({ arn }) => arn));
    }
  }
  return marked;
}

/** Not the same for a row that was removed and came back: a late hand-over of its former life must not count. */
function firstRevision(): number {
  return randomInt(1_000_000_000);
}

interface FactRow extends OutboxColumns {
  arn: string;
  asked_at: string;
}

/**
 * Merges answers into their rows, which stay locked until the transaction ends. A row that another process
 * inserts meanwhile is merged with in another round.
 *
 * @returns ARNs of the rows that changed
 */
export async function saveRows<
  Answer extends { facts: { arn: string }; askedAt: string },
  Row extends FactRow,
>(
  tx: Database,
  table: string,
  answers: readonly Answer[],
  merge: (current: Row | undefined, answer: Answer) => Merged<Row>,
): Promise<string[]> {
  const changed: string[] = [];
  // In one order, so that two processes do not wait for each other's rows.
  const byArn = new Map(
    [...answers]
      .sort((a, b) => (a.askedAt < b.askedAt ? -1 : 1))
      .map(answer => [answer.facts.arn, answer]),
  );
  for (const batch of batches([...byArn.keys()].sort(), ROWS_AT_ONCE)) {
    let open = batch;
    for (let round = 0; round < MAX_ROUNDS && open.length > 0; round += 1) {
      const rows: Row[] = await tx(table)
        .whereIn('arn', open)
        .orderBy('arn')
        .forUpdate();
      const current = new Map(rows.map(row => [row.arn, row]));
      const inserts: object[] = [];
      const updates: object[] = [];
      const confirmed = new Map<string, string[]>();
      for (const arn of open) {
        const row = current.get(arn);
        const { askedAt } = byArn.get(arn)!;
        const merged = merge(row, byArn.get(arn)!);
        if (merged === 'ignored') continue;
        if (merged === 'same') {
          confirmed.set(askedAt, [...(confirmed.get(askedAt) ?? []), arn]);
        } else {
          const next = { ...merged, to_publish: true };
          if (row) updates.push({ ...next, revision: row.revision + 1 });
          else inserts.push({ ...next, revision: firstRevision() });
        }
      }
      for (const [askedAt, arns] of confirmed) {
        await tx(table).whereIn('arn', arns).update({ asked_at: askedAt });
      }
      if (updates.length > 0) {
        await tx(table).insert(updates).onConflict('arn').merge();
      }
      const inserted: { arn: string }[] = inserts.length
        ? await tx(table)
            .insert(inserts)
            .onConflict('arn')
            .ignore()
            .returning('arn')
        : [];
      const isInserted = new Set(inserted.map(({ arn }) => arn));
      changed.push(...updates.map(row => (row as Row).arn), ...isInserted);
      open = open.filter(arn => !current.has(arn) && !isInserted.has(arn));
      // Nothing was to be inserted: those rows were ignored.
      if (inserts.length === 0) break;
    }
  }
  return changed;
}
