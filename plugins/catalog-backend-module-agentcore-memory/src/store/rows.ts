import { DatabaseService } from '@backstage/backend-plugin-api';
import {
  KeyFacts,
  MemoryFacts,
} from 'backstage-plugin-agentcore-memory-common';

import { FACTS_VERSION, readKeyFacts, readMemoryFacts } from './readFacts';

export type Database = Awaited<ReturnType<DatabaseService['getClient']>>;

export const MEMORIES = 'agentcore_memory__memories';
export const KEYS = 'agentcore_memory__keys';
export const SCOPES = 'agentcore_memory__scopes';
export const RUNS = 'agentcore_memory__runs';
export const DOUBTS = 'agentcore_memory__doubts';
export const SETTINGS = 'agentcore_memory__settings';

/** Values in one `in (…)`: SQLite takes 32,766 in a statement, PostgreSQL 65,535. */
const VALUES_PER_QUERY = 500;

/** The rank of what the key's own account is told. */
export const OWN_RANK = 2;

/** Instead of the hash of an entity: which one the catalog has, or whether it has one, is not known. Stays marked. */
export const IN_DOUBT = '';

/** What the outbox keeps of a row. */
export interface OutboxColumns {
  revision: number;
  to_publish: boolean;
  /** Of the entity that the catalog has; `null`: it has none. */
  published_hash: string | null;
  published_at: string | null;
  lost_since: string | null;
}

/** A row of `agentcore_memory__memories`. */
export interface MemoryRow extends OutboxColumns {
  arn: string;
  provider_id: string;
  account_id: string;
  region: string;
  key_arn: string | null;
  facts: string;
  asked_at: string;
  unanswered_since: string | null;
  missing_since: string | null;
  not_found: boolean;
  facts_version: number;
}

/** A row of `agentcore_memory__keys`. */
export interface KeyRow extends OutboxColumns {
  arn: string;
  facts: string;
  asked_by: string;
  rank: number;
  asked_at: string;
  unanswered_since: string | null;
}

/** What is stored about one memory. Instants are ISO 8601. */
export interface StoredMemory {
  arn: string;
  providerId: string;
  accountId: string;
  region: string;
  facts: MemoryFacts;
  /** The row of the key; left out: no key, or it is not known which one. */
  keyArn?: string;
  askedAt: string;
  /** Since when AWS has not answered some question about it. */
  unansweredSince?: string;
  /** When AWS first said that there is no such memory. */
  missingSince?: string;
  /** Whether GetMemory said so, not a listing only. */
  notFound: boolean;
  /** Whether this version of the code asked for the facts. */
  isCurrent: boolean;
  revision: number;
}

/** What is stored about one key. Instants are ISO 8601. */
export interface StoredKey {
  arn: string;
  facts: KeyFacts;
  /** The account whose credentials were used. */
  askedBy: string;
  /** Whether that is the key's own account. */
  own: boolean;
  unansweredSince?: string;
  revision: number;
}

export function toStoredMemory(row: MemoryRow): StoredMemory {
  return {
    arn: row.arn,
    providerId: row.provider_id,
    accountId: row.account_id,
    region: row.region,
    facts: readMemoryFacts(row.arn, row.facts),
    keyArn: row.key_arn ?? undefined,
    askedAt: row.asked_at,
    unansweredSince: row.unanswered_since ?? undefined,
    missingSince: row.missing_since ?? undefined,
    notFound: Boolean(row.not_found),
    isCurrent: row.facts_version === FACTS_VERSION,
    revision: row.revision,
  };
}

export function toStoredKey(row: KeyRow): StoredKey {
  return {
    arn: row.arn,
    facts: readKeyFacts(row.arn, row.facts),
    askedBy: row.asked_by,
    own: row.rank === OWN_RANK,
    unansweredSince: row.unanswered_since ?? undefined,
    revision: row.revision,
  };
}

/** Parts of a list that are small enough for one query. */
export function batches<T>(
  items: readonly T[],
  size = VALUES_PER_QUERY,
): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}

/** The rows with these ARNs. */
export async function rowsOf<Row extends { arn: string }>(
  db: Database,
  table: string,
  arns: readonly string[],
): Promise<Row[]> {
  const found: Row[] = [];
  for (const batch of batches(arns)) {
    found.push(...(await db(table).whereIn('arn', batch).select()));
  }
  return found;
}
