import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity, RELATION_MEMBER_OF } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ownerRefOf,
  ScopeHealth,
} from 'backstage-plugin-agentcore-memory-common';
import { HistoryReader } from '../history/HistoryReader';
import { ScanStore } from '../scans/ScanStore';
import { ActiveWaivers } from '../waivers/ActiveWaivers';
import { WaiverReader } from '../waivers/WaiverReader';
import { StoredHealth } from '../scans/scanRows';
import { scopeHealthOf } from '../scans/scopeHealth';
import { OwnerKey } from './ownerKeys';
import { Readable, ReadableEntities } from './ReadableEntities';
import { OwnerFilter } from './ScorecardService';
import {
  Limits,
  minuteOf,
  ScorecardView,
  ScorecardViews,
} from './ScorecardView';
import { SnapshotCache } from './SnapshotCache';
import { SnapshotMemory } from './MemorySnapshot';
import { freshScopesOf, withStaleness } from './withStaleness';

/** What is known now. */
export interface Now {
  view: ScorecardView;
  scopes: ScopeHealth[];
  /** The waivers that hold. */
  waivers: ActiveWaivers;
  /** Facts that are older are stale. */
  staleBefore: Date;
}

/** Puts together what scorecards and history are counted from, and decides for whom a caller may ask. */
export class ScorecardReader {
  readonly #snapshots: SnapshotCache;
  readonly #scans: Pick<ScanStore, 'list'>;
  readonly #history: Pick<HistoryReader, 'recorded'>;
  readonly #waivers: Pick<WaiverReader, 'active'>;
  readonly #catalog: CatalogService;
  readonly #readable: ReadableEntities;
  readonly #staleAfterMs: number;
  readonly #now: () => number;
  readonly #views = new ScorecardViews();
  #scopes?: {
    stored: readonly StoredHealth[];
    minute: number;
    health: ScopeHealth[];
  };

  constructor(options: {
    snapshots: SnapshotCache;
    scans: Pick<ScanStore, 'list'>;
    history: Pick<HistoryReader, 'recorded'>;
    waivers: Pick<WaiverReader, 'active'>;
    catalog: CatalogService;
    readable: ReadableEntities;
    staleAfterMs: number;
    now?: () => number;
  }) {
    this.#snapshots = options.snapshots;
    this.#scans = options.scans;
    this.#history = options.history;
    this.#waivers = options.waivers;
    this.#catalog = options.catalog;
    this.#readable = options.readable;
    this.#staleAfterMs = options.staleAfterMs;
    this.#now = options.now ?? Date.now;
  }

  /** Rejects with a `ServiceUnavailableError` when the catalog has never been read and cannot be. */
  async read(): Promise<Now> {
    const limits = { now: this.#now(), staleAfterMs: this.#staleAfterMs };
    const [snapshot, scopes, recorded, waivers] = await Promise.all([
      this.#snapshots.get(),
      this.#readScopes(limits),
      this.#history.recorded(new Date(limits.now)),
      this.#waivers.active(),
    ]);
    return {
      view: this.#views.of(snapshot, scopes, recorded, waivers, limits),
      scopes,
      waivers,
      staleBefore: new Date(limits.now - limits.staleAfterMs),
    };
  }

  /** Decides which of some memories are stale now, and of which something is waived. */
  asOfNow(
    memories: readonly SnapshotMemory[],
    { scopes, waivers }: Pick<Now, 'scopes' | 'waivers'>,
  ): readonly SnapshotMemory[] {
    const limits = { now: this.#now(), staleAfterMs: this.#staleAfterMs };
    return waivers.applyTo(
      withStaleness(memories, freshScopesOf(scopes, limits), limits),
    );
  }

  /** Which of the groups and users that have a scorecard the caller may read. */
  readable(
    { refs }: ScorecardView,
    credentials: BackstageCredentials,
  ): Promise<Readable> {
    return this.#readable.of(refs, credentials);
  }

  /** Which of some entities the caller may read. */
  readableOf(
    refs: Iterable<string>,
    credentials: BackstageCredentials,
  ): Promise<Readable> {
    return this.#readable.of(refs, credentials);
  }

  /**
   * Whose memories a caller asks for; `undefined`: everybody's. Owners that the caller may not read are left out, as
   * are those that do not exist: asking for one must not tell what naming it would not.
   */
  async ownersAskedFor(
    { owners, rollup = false }: OwnerFilter,
    { tree }: ScorecardView,
    credentials: BackstageCredentials,
  ): Promise<ReadonlySet<OwnerKey> | undefined> {
    if (!owners) return undefined;
    const readable = await this.#readable.of(owners, credentials);
    const asked = owners.filter(ref => readable.has(ref));
    if (!rollup) return new Set(asked);
    const users = asked.filter(ref => ref.startsWith('user:'));
    const groups = (await this.#readEntities(users, credentials)).flatMap(
      groupsOf,
    );
    return new Set([...asked, ...groups].flatMap(ref => [...tree.below(ref)]));
  }

  /** Many thousands of scopes, so they are not gone through for each request. */
  async #readScopes(limits: Limits): Promise<ScopeHealth[]> {
    const stored = await this.#scans.list();
    const minute = minuteOf(limits);
    const kept = this.#scopes;
    if (kept?.stored === stored && kept.minute === minute) return kept.health;
    const health = scopeHealthOf(stored, limits);
    this.#scopes = { stored, minute, health };
    return health;
  }

  async #readEntities(
    entityRefs: string[],
    credentials: BackstageCredentials,
  ): Promise<Entity[]> {
    if (entityRefs.length === 0) return [];
    const { items } = await this.#catalog.getEntitiesByRefs(
      { entityRefs, fields: ['kind', 'metadata.name', 'relations'] },
      { credentials },
    );
    return items.filter(entity => entity !== undefined);
  }
}

/** The groups that a user is a member of. */
export function groupsOf({ relations = [] }: Entity): string[] {
  return relations
    .filter(({ type }) => type === RELATION_MEMBER_OF)
    .flatMap(({ targetRef }) => ownerRefOf(targetRef) ?? []);
}
