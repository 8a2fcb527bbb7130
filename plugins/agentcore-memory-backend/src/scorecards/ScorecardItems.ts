import {
  compareScorecards,
  Scorecard,
  ScorecardItem,
  sumScorecards,
  TrendedScorecard,
} from 'backstage-plugin-agentcore-memory-common';
import { Recorded } from '../history/Recorded';
import { Owned } from './countByOwner';
import { GroupTree, Owner } from './GroupTree';
import { isNoOwner, NO_OWNERS, NoOwner, OwnerKey } from './ownerKeys';
import { Readable } from './ReadableEntities';

const NO_OWNER_TITLES: Record<NoOwner, string> = {
  'owner-not-found': 'Owner not found',
  unowned: 'Unowned',
};

/** What rows are made from. */
export interface ItemsOptions {
  owned: ReadonlyMap<OwnerKey, Owned>;
  owners: ReadonlyMap<string, Owner>;
  tree: GroupTree;
  /** How scores went; left out where not all memories are counted. */
  recorded?: Recorded;
}

function shownCard(item: ScorecardItem): Scorecard {
  return item.total > 0 ? item : item.rolledUp ?? item;
}

function byWorst(a: ScorecardItem, b: ScorecardItem): number {
  return (
    compareScorecards(shownCard(a), shownCard(b)) ||
    a.title.localeCompare(b.title)
  );
}

/** Makes the rows of scorecards. Rows of owners are made once. */
export class ScorecardItems {
  readonly #options: ItemsOptions;
  readonly #items = new Map<string, ScorecardItem>();

  constructor(options: ItemsOptions) {
    this.#options = options;
  }

  /**
   * The rows of some owners, or all: owners worst first, then those that the caller may not read, all in one, then
   * those without an owner. No memory is left out.
   */
  list(readable: Readable, only?: ReadonlySet<OwnerKey>): ScorecardItem[] {
    const { owned, owners } = this.#options;
    const wanted = (key: OwnerKey) => !only || only.has(key);
    const keys = [...owned.keys()].filter(wanted);
    const refs = keys.filter(key => !isNoOwner(key));
    const above = [...owners.keys()].filter(
      ref => wanted(ref) && !owned.has(ref) && this.#below(ref).length > 0,
    );
    const items = [...refs, ...above]
      .filter(ref => readable.has(ref))
      .map(ref => this.ofOwner(ref, readable))
      .sort(byWorst);
    const others = refs.filter(ref => !readable.has(ref));
    if (others.length > 0) items.push(this.#ofOthers(others));
    for (const bucket of NO_OWNERS) {
      if (keys.includes(bucket)) items.push(this.#ofNobody(bucket, readable));
    }
    return items;
  }

  /** The row of one owner, also of one without memories. */
  ofOwner(ref: string, readable: Readable): ScorecardItem {
    const item = this.#items.get(ref) ?? this.#make(ref);
    this.#items.set(ref, item);
    return readable.all
      ? item
      : {
          ...item,
          parents: item.parents.filter(parent => readable.has(parent)),
        };
  }

  /** The memories of some owners, by owner. */
  ownedBy(keys: Iterable<OwnerKey>): Owned[] {
    return [...keys].flatMap(key => this.#options.owned.get(key) ?? []);
  }

  #below(ref: string): Owned[] {
    return this.ownedBy(this.#options.tree.below(ref));
  }

  #make(ref: string): ScorecardItem {
    const { owners, tree } = this.#options;
    const { title = ref, parents = [] } = owners.get(ref) ?? {};
    return {
      bucket: 'owner',
      ownerRef: ref,
      title,
      ...this.together([ref]),
      parents: parents.filter(parent => owners.has(parent)),
      ...(tree.childrenOf(ref).size > 0 && {
        rolledUp: this.together(tree.below(ref)),
      }),
    };
  }

  /**
   * The scorecard of several owners, each of which is counted once.
   *
   * @param notCounted - memories that the coverage counts as not covered, and nothing else counts
   * @param isEverybody - the trend is that of all owners there ever were
   */
  together(
    keys: Iterable<OwnerKey>,
    { notCounted = 0, isEverybody = false } = {},
  ): TrendedScorecard {
    const { recorded } = this.#options;
    const all = [...keys];
    const card = sumScorecards(
      this.ownedBy(all).map(owned => owned.card),
      { notCounted },
    );
    return {
      ...card,
      trend: recorded
        ? [...recorded.trendOf(isEverybody ? undefined : all), card.score]
        : [],
      failsFromStart: false,
      ...recorded?.failingOf(all),
    };
  }

  #ofOthers(refs: OwnerKey[]): ScorecardItem {
    const teams = refs.length;
    return {
      bucket: 'others',
      title: `Others (${teams} ${teams === 1 ? 'team' : 'teams'})`,
      parents: [],
      ...this.together(refs),
    };
  }

  #ofNobody(bucket: NoOwner, readable: Readable): ScorecardItem {
    const claims = this.ownedBy([bucket]).flatMap(({ memories }) =>
      memories.map(({ ownerClaim, ownerRef }) => ownerClaim ?? ownerRef),
    );
    return {
      bucket,
      title: NO_OWNER_TITLES[bucket],
      parents: [],
      ...this.together([bucket]),
      ...(bucket === 'owner-not-found' && {
        // A claim names no existing owner, so no permission decides on it: only who may read every entity sees it.
        claims: readable.all ? [...new Set(claims)].sort() : [],
      }),
    };
  }
}
