import {
  ScopeHealth,
  verdictOf,
} from 'backstage-plugin-agentcore-memory-common';
import { Recorded } from '../history/Recorded';
import { ActiveWaivers } from '../waivers/ActiveWaivers';
import { countByOwner, Owned } from './countByOwner';
import { GroupTree } from './GroupTree';
import { MemorySnapshot, SnapshotMemory } from './MemorySnapshot';
import { OwnerKey } from './ownerKeys';
import { ScorecardItems } from './ScorecardItems';
import { MemoryFilter } from './ScorecardService';
import { freshScopesOf, withStaleness } from './withStaleness';
import { findWorst } from './worstMemories';

/** A verdict rests on facts as old as this at most, in milliseconds. */
export interface Limits {
  now: number;
  staleAfterMs: number;
}

/** How a memory comes out by one rule alone; nothing where the rule does not apply. */
function judgedBy(
  memory: SnapshotMemory,
  rule: NonNullable<MemoryFilter['rule']>,
): SnapshotMemory[] {
  const outcome = memory.outcomes.byRule.get(rule);
  if (outcome === undefined || outcome === 'not-applicable') return [];
  const verdict = verdictOf([{ outcome }]);
  const isWaived = memory.waivedRules?.includes(rule);
  return [
    {
      ...memory,
      verdict,
      complete: outcome !== 'unknown',
      withWaivers: isWaived ? 'compliant' : undefined,
    },
  ];
}

/** The memories of a snapshot as they count at one moment, for whom they belong to. */
export class ScorecardView {
  readonly owned: ReadonlyMap<OwnerKey, Owned>;
  readonly tree: GroupTree;
  readonly items: ScorecardItems;
  /** The groups and users that a request without filters has a row for. */
  readonly refs: readonly string[];
  #staleRefs?: ReadonlySet<string>;
  #byRef?: ReadonlyMap<string, SnapshotMemory>;
  readonly #worst = new Map<string, readonly SnapshotMemory[]>();

  constructor(
    readonly snapshot: MemorySnapshot,
    readonly memories: readonly SnapshotMemory[],
    tree: GroupTree,
    recorded?: Recorded,
  ) {
    const { owners } = snapshot;
    this.tree = tree;
    this.owned = countByOwner(memories, owners);
    this.items = new ScorecardItems({
      owned: this.owned,
      owners,
      tree,
      recorded,
    });
    this.refs = [...owners.keys()].filter(ref =>
      [...tree.below(ref)].some(below => this.owned.has(below)),
    );
  }

  /** The refs of stale memories, and of keys on which no memory depends that is not stale. */
  get staleRefs(): ReadonlySet<string> {
    this.#staleRefs ??= staleRefsOf(this.memories);
    return this.#staleRefs;
  }

  /** The memory of a ref; undefined where the catalog has none. */
  memoryOf(entityRef: string): SnapshotMemory | undefined {
    this.#byRef ??= new Map(
      this.memories.map(memory => [memory.entityRef, memory]),
    );
    return this.#byRef.get(entityRef);
  }

  /** Only the memories that pass a filter. History holds all, so that these have none. */
  filtered({ accountId, region, rule, verdict }: MemoryFilter): ScorecardView {
    if (!accountId && !region && !rule && !verdict) return this;
    const memories = this.memories
      .filter(
        memory =>
          (!accountId || accountId === memory.accountId) &&
          (!region || region === memory.region),
      )
      .flatMap(memory => (rule ? judgedBy(memory, rule) : [memory]))
      .filter(
        memory =>
          !verdict || verdict === (memory.stale ? 'unknown' : memory.verdict),
      );
    return new ScorecardView(this.snapshot, memories, this.tree);
  }

  /** The worst memories of several owners, found once: a large group has tens of thousands to look through. */
  worstOf(keys: Iterable<OwnerKey>): readonly SnapshotMemory[] {
    const all = [...keys];
    const name = all.join();
    const worst =
      this.#worst.get(name) ??
      findWorst(this.items.ownedBy(all).flatMap(({ memories }) => memories));
    this.#worst.set(name, worst);
    return worst;
  }
}

type ScopesHeard = readonly Pick<ScopeHealth, 'scope' | 'lastCompleteAt'>[];

/** What depends on the time of a request is decided once in each of these. */
export function minuteOf({ now }: Pick<Limits, 'now'>): number {
  return Math.floor(now / 60_000);
}

function staleRefsOf(memories: readonly SnapshotMemory[]): Set<string> {
  const refs = new Set<string>();
  const freshKeys = new Set<string>();
  for (const { entityRef, keyRef, stale } of memories) {
    if (stale) refs.add(entityRef);
    if (!keyRef) continue;
    if (stale) refs.add(keyRef);
    else freshKeys.add(keyRef);
  }
  for (const key of freshKeys) refs.delete(key);
  return refs;
}

/** Makes the view of a snapshot, and keeps it until something that it is made from changes. */
export class ScorecardViews {
  #kept?: {
    snapshot: MemorySnapshot;
    recorded: Recorded;
    waivers: ActiveWaivers;
    scopes: ScopesHeard;
    fresh: string;
    minute: number;
    view: ScorecardView;
  };
  #tree?: { owners: MemorySnapshot['owners']; tree: GroupTree };

  /** The view of a snapshot at a moment. It is a minute old at most. */
  of(
    snapshot: MemorySnapshot,
    scopes: ScopesHeard,
    recorded: Recorded,
    waivers: ActiveWaivers,
    limits: Limits,
  ): ScorecardView {
    const minute = minuteOf(limits);
    const kept = this.#kept;
    const isKept =
      kept?.snapshot === snapshot &&
      kept.recorded === recorded &&
      kept.waivers === waivers &&
      kept.minute === minute;
    if (isKept && kept.scopes === scopes) return kept.view;
    const scopesNow = freshScopesOf(scopes, limits);
    const fresh = [...scopesNow].join();
    if (isKept && kept.fresh === fresh) {
      kept.scopes = scopes;
      return kept.view;
    }
    const view = new ScorecardView(
      snapshot,
      waivers.applyTo(withStaleness(snapshot.memories, scopesNow, limits)),
      this.#treeOf(snapshot),
      recorded,
    );
    this.#kept = {
      snapshot,
      recorded,
      waivers,
      scopes,
      fresh,
      minute,
      view,
    };
    return view;
  }

  #treeOf({ owners }: MemorySnapshot): GroupTree {
    if (this.#tree?.owners !== owners) {
      this.#tree = { owners, tree: new GroupTree(owners) };
    }
    return this.#tree.tree;
  }
}
