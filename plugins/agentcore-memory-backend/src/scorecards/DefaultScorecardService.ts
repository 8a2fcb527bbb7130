import {
  CompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  MemoryRow,
  OwnerScorecardResponse,
  parseScope,
  RuleSettings,
  RulesResponse,
  ScopeHealth,
  scoreMemories,
  ScorecardsResponse,
  VERDICTS,
} from 'backstage-plugin-agentcore-memory-common';
import { ServiceOptions } from '../authorize';
import { ScanStore } from '../scans/ScanStore';
import { readScopeHealth } from '../scans/scopeHealth';
import { summarizeScans } from '../scans/summarizeScans';
import { bucketOf, itemsOf } from './buckets';
import { SnapshotMemory, titleOf } from './MemorySnapshot';
import { ReadableOwners } from './ReadableOwners';
import { ScorecardService, ScorecardsRequest } from './ScorecardService';
import { SnapshotCache } from './SnapshotCache';
import { tallyRules } from './tallyRules';
import { withStaleness } from './withStaleness';

const WORST_SHOWN = 10;
/** More than are shown, as the caller may not be allowed to read all of them. */
const WORST_ASKED_FOR = 50;

/** Memories that AWS has and the catalog does not show, of the scopes in an account, a region or both. */
function notInCatalog(
  scopes: readonly ScopeHealth[],
  request: Pick<ScorecardsRequest, 'accountId' | 'region'>,
): number {
  return scopes
    .filter(({ scope }) => {
      const { accountId, region } = parseScope(scope) ?? {};
      return (
        (!request.accountId || request.accountId === accountId) &&
        (!request.region || request.region === region)
      );
    })
    .reduce((sum, scope) => sum + scope.notInCatalog, 0);
}

/** `ScorecardService` from the catalog's entities and the scans' reports. */
export class DefaultScorecardService implements ScorecardService {
  readonly #snapshots: SnapshotCache;
  readonly #scans: ScanStore;
  readonly #catalog: CatalogService;
  readonly #staleAfterMs: number;
  readonly #rules: RuleSettings;
  readonly #readable: ReadableOwners;

  constructor(options: {
    snapshots: SnapshotCache;
    scans: ScanStore;
    catalog: CatalogService;
    staleAfterMs: number;
    rules: RuleSettings;
    readable: ReadableOwners;
  }) {
    this.#snapshots = options.snapshots;
    this.#scans = options.scans;
    this.#catalog = options.catalog;
    this.#staleAfterMs = options.staleAfterMs;
    this.#rules = options.rules;
    this.#readable = options.readable;
  }

  async getRules(): Promise<RulesResponse> {
    return { settings: this.#rules };
  }

  async getScorecards(
    request: ScorecardsRequest,
    { credentials }: ServiceOptions,
  ): Promise<ScorecardsResponse> {
    const { snapshot, memories, scopes } = await this.#read();
    const readable = await this.#readable.of(
      snapshot.owners.keys(),
      credentials,
    );
    // Asking for one owner must not tell what naming it would not.
    const owners = request.owners?.filter(ref => readable.has(ref));
    const wanted = memories.filter(
      memory =>
        (!owners || owners.includes(memory.ownerRef)) &&
        (!request.accountId || request.accountId === memory.accountId) &&
        (!request.region || request.region === memory.region),
    );
    return {
      items: itemsOf(wanted, snapshot.owners, readable),
      // Who owns a memory that the catalog does not show is not known.
      totals: scoreMemories(wanted, {
        notCounted: request.owners ? 0 : notInCatalog(scopes, request),
      }),
      scans: summarizeScans(scopes),
      refreshedAt: snapshot.readAt.toISOString(),
    };
  }

  async getOwnerScorecard(
    owner: CompoundEntityRef,
    { credentials }: ServiceOptions,
  ): Promise<OwnerScorecardResponse> {
    const ownerRef = stringifyEntityRef(owner);
    const entity = await this.#catalog.getEntityByRef(ownerRef, {
      credentials,
    });
    if (!entity) throw new NotFoundError(`There is no ${ownerRef}`);

    const { snapshot, memories, scopes } = await this.#read();
    const owned = memories.filter(
      memory =>
        memory.ownerRef === ownerRef &&
        bucketOf(memory, snapshot.owners) !== 'unowned',
    );
    return {
      item: {
        ...scoreMemories(owned),
        bucket: 'owner',
        ownerRef,
        title: titleOf(entity),
      },
      rules: tallyRules(owned),
      worstMemories: await this.#worst(owned, { credentials }),
      scans: summarizeScans(scopes),
      refreshedAt: snapshot.readAt.toISOString(),
    };
  }

  async #read() {
    const limits = { now: Date.now(), staleAfterMs: this.#staleAfterMs };
    const [snapshot, scopes] = await Promise.all([
      this.#snapshots.get(),
      readScopeHealth(this.#scans, limits),
    ]);
    const memories = withStaleness(snapshot.memories, scopes, limits);
    return { snapshot, memories, scopes };
  }

  /** Single memories are shown to those who may read them in the catalog. */
  async #worst(
    memories: SnapshotMemory[],
    { credentials }: ServiceOptions,
  ): Promise<MemoryRow[]> {
    const candidates = memories
      .filter(memory => memory.stale || memory.verdict !== 'compliant')
      .sort(
        (a, b) =>
          VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) ||
          a.title.localeCompare(b.title),
      )
      .slice(0, WORST_ASKED_FOR);
    if (candidates.length === 0) return [];
    const { items } = await this.#catalog.getEntitiesByRefs(
      {
        entityRefs: candidates.map(memory => memory.entityRef),
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
      },
      { credentials },
    );
    return candidates
      .filter((_, index) => items[index] !== undefined)
      .slice(0, WORST_SHOWN)
      .map(({ entityRef, title, accountId, region, verdict, stale }) => ({
        entityRef,
        title,
        accountId,
        region,
        verdict,
        stale,
      }));
  }
}
