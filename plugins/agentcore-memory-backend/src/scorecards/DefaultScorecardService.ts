import {
  CompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  FreshnessResponse,
  OwnerScorecardResponse,
  parseScope,
  RuleSettings,
  RulesResponse,
  ScopeHealth,
  ScorecardItem,
  ScorecardsResponse,
} from 'backstage-plugin-agentcore-memory-common';
import { ServiceOptions } from '../authorize';
import { summarizeScans } from '../scans/summarizeScans';
import { tallyAll } from './countByOwner';
import { titleOf } from './MemorySnapshot';
import { groupsOf, ScorecardReader } from './ScorecardReader';
import {
  MemoryFilter,
  ScorecardService,
  ScorecardsFilter,
} from './ScorecardService';
import { showWorst } from './worstMemories';

/** Memories that AWS has and the catalog does not show, of the scopes in an account, a region or both. */
function notInCatalog(
  scopes: readonly ScopeHealth[],
  request: Pick<MemoryFilter, 'accountId' | 'region'>,
): number {
  return scopes
    .filter(({ scope, notInCatalog: lost }) => {
      if (lost === 0) return false;
      const { accountId, region } = parseScope(scope) ?? {};
      return (
        (!request.accountId || request.accountId === accountId) &&
        (!request.region || request.region === region)
      );
    })
    .reduce((sum, scope) => sum + scope.notInCatalog, 0);
}

/** `ScorecardService` from the catalog's entities, the scans' reports and what was recorded. */
export class DefaultScorecardService implements ScorecardService {
  readonly #reader: ScorecardReader;
  readonly #catalog: CatalogService;
  readonly #rules: RuleSettings;

  constructor(options: {
    reader: ScorecardReader;
    catalog: CatalogService;
    rules: RuleSettings;
  }) {
    this.#reader = options.reader;
    this.#catalog = options.catalog;
    this.#rules = options.rules;
  }

  async getRules(): Promise<RulesResponse> {
    return { settings: this.#rules };
  }

  async getFreshness(
    entityRefs: readonly string[],
    { credentials }: ServiceOptions,
  ): Promise<FreshnessResponse> {
    const { view, staleBefore } = await this.#reader.read();
    const stale = entityRefs.filter(ref => view.staleRefs.has(ref));
    const readable = await this.#reader.readableOf(stale, credentials);
    return {
      stale: stale.filter(ref => readable.has(ref)),
      staleBefore: staleBefore.toISOString(),
    };
  }

  async getScorecards(
    request: ScorecardsFilter,
    { credentials }: ServiceOptions,
  ): Promise<ScorecardsResponse> {
    const { view: all, scopes } = await this.#reader.read();
    const view = all.filtered(request);
    const readable = await this.#reader.readable(all, credentials);
    const only = await this.#reader.ownersAskedFor(request, all, credentials);
    const keys = [...(only ?? view.owned.keys())];
    // Whose a memory is that the catalog does not show is not known, nor how it would be judged.
    const isWhole = !only && !request.rule && !request.verdict;
    return {
      items: view.items.list(readable, only),
      totals: view.items.together(keys, {
        notCounted: isWhole ? notInCatalog(scopes, request) : 0,
        isEverybody: !only,
      }),
      rules: tallyAll(view.items.ownedBy(keys)),
      scans: summarizeScans(scopes),
      refreshedAt: view.snapshot.readAt.toISOString(),
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

    const { view, scopes } = await this.#reader.read();
    const { items, tree, snapshot } = view;
    const readable = await this.#reader.readable(view, credentials);
    const isUser = owner.kind === 'user';
    const groups = isUser ? groupsOf(entity) : [...tree.childrenOf(ownerRef)];
    const all = new Set(
      [ownerRef, ...groups].flatMap(ref => [...tree.below(ref)]),
    );
    const owned = items.ownedBy(all);
    const item: ScorecardItem = {
      ...items.ofOwner(ownerRef, readable),
      title: titleOf(entity),
      ...(groups.length > 0 && { rolledUp: items.together(all) }),
    };
    return {
      item,
      children: items.list(readable, new Set(groups)),
      rules: tallyAll(owned),
      worstMemories: await showWorst(
        view.worstOf(all),
        this.#catalog,
        credentials,
      ),
      scans: summarizeScans(scopes),
      refreshedAt: snapshot.readAt.toISOString(),
    };
  }
}
