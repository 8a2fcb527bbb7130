import {
  CompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  MemoryRow,
  OwnerScorecardResponse,
  RuleSettings,
  RulesResponse,
  ScopeHealth,
  scoreMemories,
  ScorecardsResponse,
  VERDICTS,
} from 'backstage-plugin-agentcore-memory-common';
import { ScanStore } from '../scans/ScanStore';
import { readScopeHealth } from '../scans/scopeHealth';
import { summarizeScans } from '../scans/summarizeScans';
import { bucketOf, itemsOf } from './buckets';
import { CountKeeper } from './CountKeeper';
import { freshness, FreshMemory } from './freshness';
import { titleOf } from './MemoryCount';
import { tallyRules } from './tallyRules';
import { ScorecardService, ScorecardsRequest } from './ScorecardService';
import { ServiceOptions } from '../authorize';

const WORST_SHOWN = 10;
/** More than are shown, as the caller may not be allowed to read all of them. */
const WORST_ASKED_FOR = 50;

/** `ScorecardService` from the catalog's entities and the scans' reports. */
export class DefaultScorecardService implements ScorecardService {
  readonly #counts: CountKeeper;
  readonly #scans: ScanStore;
  readonly #catalog: CatalogService;
  readonly #staleAfterMs: number;
  readonly #rules: RuleSettings;

  constructor(options: {
    counts: CountKeeper;
    scans: ScanStore;
    catalog: CatalogService;
    staleAfterMs: number;
    rules: RuleSettings;
  }) {
    this.#counts = options.counts;
    this.#scans = options.scans;
    this.#catalog = options.catalog;
    this.#staleAfterMs = options.staleAfterMs;
    this.#rules = options.rules;
  }

  async getRules(): Promise<RulesResponse> {
    return { settings: this.#rules };
  }

  async getScorecards(request: ScorecardsRequest): Promise<ScorecardsResponse> {
    const { count, memories, scopes } = await this.#read();
    const wanted = memories.filter(
      memory =>
        (!request.owners || request.owners.includes(memory.ownerRef)) &&
        (!request.accountId || request.accountId === memory.accountId) &&
        (!request.region || request.region === memory.region),
    );
    return {
      items: itemsOf(wanted, count.owners),
      totals: scoreMemories(wanted),
      scans: summarizeScans(scopes),
      refreshedAt: count.countedAt.toISOString(),
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

    const { count, memories, scopes } = await this.#read();
    const owned = memories.filter(
      memory =>
        memory.ownerRef === ownerRef &&
        bucketOf(memory, count.owners) !== 'unowned',
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
      refreshedAt: count.countedAt.toISOString(),
    };
  }

  async #read() {
    const limits = { now: Date.now(), staleAfterMs: this.#staleAfterMs };
    const [count, scopes] = await Promise.all([
      this.#counts.get(),
      readScopeHealth(this.#scans, limits),
    ]);
    const memories = freshness(
      count.memories,
      new Map(
        scopes.map((scope): [string, ScopeHealth] => [scope.scope, scope]),
      ),
      limits,
    );
    return { count, memories, scopes };
  }

  /** Single memories are shown to those who may read them in the catalog. */
  async #worst(
    memories: FreshMemory[],
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
