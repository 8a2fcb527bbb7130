import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { PUBLISHED_REGIONS } from 'backstage-plugin-agentcore-memory-node';
import { PROVIDER_ID } from './Company';
import { REGION } from './facts';
import { ScanRow, toScanRow } from './internals';

type Database = Awaited<ReturnType<DatabaseService['getClient']>>;

const ROWS_PER_STATEMENT = 500;
/** Days of history before today, as many as are shown at most without asking for more. */
const PAST_DAYS = 89;
/** One memory in so many changes each day. */
const CHANGES_ONE_IN = 500;

/** Has every scope reported just now: the given ones with their memories, the other regions of their accounts empty. */
export async function fillScans(
  db: Database,
  memoriesIn: ReadonlyMap<string, number>,
): Promise<number> {
  await db.migrate.latest({
    directory: resolvePackagePath(
      'backstage-plugin-agentcore-memory-backend',
      'migrations',
    ),
  });
  const now = Date.now();
  const at = new Date(now).toISOString();
  const rows = [...memoriesIn].flatMap(([accountId, memories]) =>
    PUBLISHED_REGIONS.map(region =>
      toScanRow(
        {
          providerId: PROVIDER_ID,
          accountId,
          region,
          startedAt: at,
          finishedAt: at,
          outcome: 'complete',
          memories: region === REGION ? memories : 0,
          removed: 0,
          calls: { 'bedrock-agentcore:ListMemories': 1 },
          throttles: 0,
          changed: 0,
          notInCatalog: 0,
        },
        now,
      ),
    ),
  );
  await db.transaction(async tx => {
    for (let i = 0; i < rows.length; i += ROWS_PER_STATEMENT) {
      await tx<ScanRow>('scans').insert(rows.slice(i, i + ROWS_PER_STATEMENT));
    }
  });
  return rows.length;
}

/** Gives a history of days and transitions to what was recorded today, as if it had been the same every day. */
export async function fillHistory(db: Database): Promise<void> {
  const days = `with recursive past(n) as (select 1 union all select n + 1 from past where n < ${PAST_DAYS})`;
  const counts = Object.keys(await db('history_days').columnInfo())
    .filter(column => column !== 'day')
    .join();
  await db.raw(`
    ${days} insert into history_days (day, ${counts})
    select date(day, '-' || n || ' days'), ${counts} from past, history_days`);
  await db.raw(`
    ${days} insert into history_transitions (at, kind, entity_ref, title, owner_key, rule, from_outcome, to_outcome, ends_failure, failed_ms)
    select date('now', '-' || n || ' days') || 'T12:00:00.000Z',
      case n % 2 when 0 then 'resolved' else 'regressed' end,
      entity_ref, title, owner_key, 'key-usable',
      case n % 2 when 0 then 'fail' else 'pass' end,
      case n % 2 when 0 then 'pass' else 'fail' end,
      n % 2 = 0,
      case n % 2 when 0 then n * 86400000 end
    from past, history_memories
    where (history_memories.rowid + n) % ${CHANGES_ONE_IN} = 0
    order by n desc`);
  await db.raw(
    'update history_recordings set first_day = (select min(day) from history_days)',
  );
}
