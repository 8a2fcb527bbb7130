import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  MemoryEntity,
  readKeyEntity,
  readMemoryEntity,
} from 'backstage-plugin-agentcore-memory-common';
import { ServiceOptions } from '../authorize';
import { olderThan } from '../olderThan';
import { toSnapshotMemory } from '../scorecards/MemorySnapshot';
import { Now, ScorecardReader } from '../scorecards/ScorecardReader';
import { ActiveWaivers } from '../waivers/ActiveWaivers';
import { WaiverService } from '../waivers/WaiverService';
import {
  EvidenceKey,
  EvidenceMemory,
  toEvidenceKey,
  toEvidenceMemory,
} from './Evidence';
import { ExportFilter } from './ExportService';
import { ENTITY_FIELDS, exportQuery, namedOwner, passes } from './exportQuery';
import { ifPermitted } from './ifPermitted';
import { ReadWaivers } from './ReadWaivers';

const MAX_WAIVERS = 10_000;
const REFS_PER_REQUEST = 200;
const NO_WAIVERS = new ActiveWaivers([]);

/** What is known now, and the waivers that a caller may read. */
export interface Known {
  now: Now;
  waivers: ReadWaivers | undefined;
}

/** Reads memories and keys with what is known of them, as far as the catalog shows them to the caller. */
export class EvidenceReader {
  readonly #catalog: CatalogService;
  readonly #reader: ScorecardReader;
  readonly #waivers: Pick<WaiverService, 'list'>;

  constructor(options: {
    catalog: CatalogService;
    reader: ScorecardReader;
    /** The service that asks for the caller's permission. */
    waivers: Pick<WaiverService, 'list'>;
  }) {
    this.#catalog = options.catalog;
    this.#reader = options.reader;
    this.#waivers = options.waivers;
  }

  /** Begins to read the memories that pass a filter. Rejects before the first page where the caller's question is refused. */
  async open(
    filter: ExportFilter,
    options: ServiceOptions,
  ): Promise<Known & { memories: AsyncGenerator<EvidenceMemory[]> }> {
    const known = await this.know(options);
    const owners = await this.#ownersOf(filter, known.now, options);
    const { credentials } = options;
    const pages = this.#catalog.streamEntities(exportQuery(filter, owners), {
      credentials,
    });
    return { ...known, memories: this.#pass(pages, filter, known) };
  }

  /** Those of some memories that the catalog shows, at the same places; at most a few hundred. */
  async memoriesOf(
    entityRefs: readonly string[],
    known: Known,
    options: ServiceOptions,
  ): Promise<(EvidenceMemory | undefined)[]> {
    const { items } = await this.#catalog.getEntitiesByRefs(
      { entityRefs: [...entityRefs], fields: ENTITY_FIELDS },
      options,
    );
    const memories = items.flatMap(
      entity => (entity && readMemoryEntity(entity)) ?? [],
    );
    const byRef = new Map(
      this.#toEvidence(memories, known).map(one => [one.entityRef, one]),
    );
    return entityRefs.map(ref => byRef.get(ref));
  }

  /** Those of some keys that the catalog shows, a part of them at a time. */
  async *keysOf(
    refs: readonly string[],
    { now: { view, staleBefore } }: Known,
    { credentials }: ServiceOptions,
  ): AsyncGenerator<EvidenceKey[]> {
    for (let i = 0; i < refs.length; i += REFS_PER_REQUEST) {
      const { items } = await this.#catalog.getEntitiesByRefs(
        {
          entityRefs: refs.slice(i, i + REFS_PER_REQUEST),
          fields: ENTITY_FIELDS,
        },
        { credentials },
      );
      yield items.flatMap(entity => {
        const key = entity && readKeyEntity(entity);
        if (!key) return [];
        const { entityRef, staleSince } = key;
        const stale =
          view.staleRefs.has(entityRef) ||
          (staleSince !== undefined &&
            olderThan(staleSince, staleBefore.getTime()));
        return [toEvidenceKey(key, stale)];
      });
    }
  }

  /** What several questions of one request need to know. */
  async know(options: ServiceOptions): Promise<Known> {
    const now = await this.#reader.read();
    const waivers = await ifPermitted(
      this.#waivers.list({ limit: MAX_WAIVERS }, options),
    );
    return {
      now,
      waivers: waivers.state === 'read' ? new ReadWaivers(waivers) : undefined,
    };
  }

  /** The memories that pass a filter, a page at a time. */
  async *#pass(
    pages: AsyncIterable<Entity[]>,
    filter: ExportFilter,
    known: Known,
  ): AsyncGenerator<EvidenceMemory[]> {
    const { owners } = known.now.view.snapshot;
    for await (const page of pages) {
      const memories = page.flatMap(entity => {
        const memory = readMemoryEntity(entity);
        return memory && passes(memory, entity, filter, owners) ? [memory] : [];
      });
      yield this.#toEvidence(memories, known);
    }
  }

  #toEvidence(
    memories: readonly MemoryEntity[],
    { now, waivers }: Known,
  ): EvidenceMemory[] {
    const asOfNow = this.#reader.asOfNow(memories.map(toSnapshotMemory), {
      scopes: now.scopes,
      waivers: waivers?.active ?? NO_WAIVERS,
    });
    return memories.map((memory, index) =>
      toEvidenceMemory(memory, asOfNow[index], waivers),
    );
  }

  /** Full refs of whose memories are asked for; nothing: everybody's, or only `passes` knows. */
  async #ownersOf(
    filter: ExportFilter,
    { view }: Now,
    { credentials }: ServiceOptions,
  ): Promise<string[] | undefined> {
    const owner = namedOwner(filter);
    if (!owner) return undefined;
    if (!filter.rollup) return [owner];
    const asked = { owners: [owner], rollup: true };
    const found =
      (await this.#reader.ownersAskedFor(asked, view, credentials)) ?? [];
    // That a group lies below another one is told by the catalog only.
    const readable = await this.#reader.readableOf(found, credentials);
    return [
      ...new Set([owner, ...[...found].filter(ref => readable.has(ref))]),
    ];
  }
}
