import {
  ANNOTATION_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  isOurs,
  keyEntityRef,
  memoryEntityRef,
  parseKeyArn,
  parseMemoryArn,
} from 'backstage-plugin-agentcore-memory-common';
import { Place } from '../store/FactStore';
import { FactTable, Outbox, OutboxRow } from '../store/Outbox';
import { IN_DOUBT, KEYS, MEMORIES } from '../store/rows';
import { placeId } from '../store/ScopeLog';
import { CatalogView, ShownEntities } from './CatalogReader';
import { Publisher } from './Publisher';

/** The catalog takes seconds to show what it was handed; an idle one about two. */
const SHOWN_AFTER_MS = 120_000;
/** What the catalog lacks for this long is taken out and handed over anew. */
const HEALED_AFTER_MS = 24 * 3600_000;

/** What a comparison works with. */
export interface ComparisonOptions {
  catalog: CatalogView;
  outbox: Outbox;
  publisher: Publisher;
  clock: () => Date;
}

/** How catalog and store differ. */
export interface Comparison {
  /** By place: what the catalog does not show of its memories, in words, one text a memory. */
  notInCatalog: Map<string, string[]>;
  /** ARNs of our entities of which nothing is stored. */
  unknown: string[];
}

interface Lacking {
  row: OutboxRow;
  ref: string;
  /** Where the entity comes from that has the name. */
  holder?: string;
}

/** The ref of the entity of a memory or key; `undefined` for anything else. */
export function entityRefOf(arn: string): string | undefined {
  const memory = parseMemoryArn(arn);
  if (memory) return memoryEntityRef({ arn, memoryId: memory.memoryId });
  return parseKeyArn(arn) ? keyEntityRef(arn) : undefined;
}

/**
 * Compares what the catalog shows with what it was handed. What it lost, or shows in an older version, is handed
 * over again; after a day it is taken out first, since the catalog skips what it believes to have. A name that
 * another entity has cannot be healed, and is told.
 */
export async function compareWithCatalog(
  options: ComparisonOptions,
  place?: Place,
): Promise<Comparison> {
  const { catalog } = options;
  // First the catalog, then the rows: what is handed over in between is stored already.
  const shown = await catalog.shown(place);
  const memories = await compareTable(options, MEMORIES, shown, place);
  // Keys belong to no single place.
  const keys = place ? undefined : await compareTable(options, KEYS, shown);
  const notInCatalog = new Map<string, string[]>();
  for (const { row, ref, holder } of memories.lacking) {
    const parts = parseMemoryArn(row.arn);
    if (!parts) continue;
    const id = placeId(parts);
    const text = holder
      ? `the name ${ref} is held by ${holder}`
      : `the catalog does not show ${ref} as it was handed over`;
    notInCatalog.set(id, [...(notInCatalog.get(id) ?? []), text]);
  }
  const stored = new Set([...memories.arns, ...(keys?.arns ?? [])]);
  return {
    notInCatalog,
    unknown: keys ? [...shown.arns].filter(arn => !stored.has(arn)) : [],
  };
}

async function compareTable(
  options: ComparisonOptions,
  table: FactTable,
  shown: ShownEntities,
  place?: Place,
): Promise<{ lacking: Lacking[]; arns: string[] }> {
  const { catalog, outbox, publisher, clock } = options;
  const rows = await outbox.rows(table, place);
  const isShown = ({ arn, published_hash: hash }: OutboxRow) =>
    shown.arns.has(arn) &&
    (hash === null || hash === IN_DOUBT || shown.hashes.has(hash));
  const candidates = rows.flatMap(row => {
    // A key is not always an entity; a memory is, also one whose entity was refused.
    const isExpected =
      (row.published_hash !== null && row.published_at !== null) ||
      (table === MEMORIES && !row.to_publish);
    if (!isExpected || isShown(row)) return [];
    const ref = entityRefOf(row.arn);
    return ref ? [{ row, ref }] : [];
  });
  const holders = await holdersOf(
    catalog,
    candidates.map(({ ref }) => ref),
  );
  const before = (ms: number) => new Date(clock().getTime() - ms).toISOString();
  const lacking = candidates
    .map(
      (candidate): Lacking => ({
        ...candidate,
        holder: holders.get(candidate.ref),
      }),
    )
    .filter(
      ({ row, holder }) =>
        holder || (row.published_at ?? '') < before(SHOWN_AFTER_MS),
    );
  const now = clock().toISOString();
  const since = ({ row }: Lacking) => row.lost_since ?? now;
  // Taking it out costs an entity its uid, and a slow catalog its progress: only what is lost for long.
  const forLong = lacking.filter(
    one => !one.holder && since(one) < before(HEALED_AFTER_MS),
  );
  await publisher.remove(forLong.map(({ ref }) => ref));
  const arns = lacking.map(({ row }) => row.arn);
  await outbox.mark(table, arns, { handOverAgain: true });
  await outbox.setLost(
    table,
    lacking
      .filter(one => !one.row.lost_since || forLong.includes(one))
      .map(({ row }) => row.arn),
    now,
  );
  await outbox.setLost(
    table,
    rows.filter(row => row.lost_since && isShown(row)).map(({ arn }) => arn),
    undefined,
  );
  await publisher.publish(arns);
  return {
    lacking,
    arns: rows.map(({ arn }) => arn),
  };
}

/** By ref: where the entities come from that have these names and are not ours. */
async function holdersOf(
  catalog: CatalogView,
  refs: readonly string[],
): Promise<Map<string, string>> {
  const found = refs.length > 0 ? await catalog.byRefs(refs) : [];
  return new Map(
    found
      .filter(entity => !isOurs(entity))
      .map(entity => [stringifyEntityRef(entity), originOf(entity)]),
  );
}

function originOf({ metadata }: Entity): string {
  return metadata.annotations?.[ANNOTATION_LOCATION] ?? 'another entity';
}
