import {
  compareScorecards,
  ScorecardItem,
  TrendedScorecard,
} from 'backstage-plugin-agentcore-memory-common';

/** The rows of the Teams tab as a tree. A group with two parents stands below both. */
export interface TeamTree {
  /** The groups and users at the top, worst first, then the rows without an owner. */
  roots: ScorecardItem[];
  /** The groups right below a group, worst first. */
  childrenOf: ReadonlyMap<string, readonly ScorecardItem[]>;
}

/** The scorecard of a group and of all groups below it. */
export function rolledUpOf(item: ScorecardItem): TrendedScorecard {
  return item.rolledUp ?? item;
}

/** The groups right below each group, as far as both are among the items. */
function childrenByParent(
  items: readonly ScorecardItem[],
): Map<string, ScorecardItem[]> {
  const refs = new Set(items.map(({ ownerRef }) => ownerRef));
  const children = new Map<string, ScorecardItem[]>();
  for (const item of items) {
    for (const parent of new Set(item.parents)) {
      if (!refs.has(parent) || parent === item.ownerRef) continue;
      const siblings = children.get(parent);
      if (siblings) siblings.push(item);
      else children.set(parent, [item]);
    }
  }
  return children;
}

/** Adds the refs and all that can be reached from them to those that were reached already. */
function reach(
  start: Iterable<string>,
  next: (ref: string) => Iterable<string>,
  reached: Set<string> = new Set(),
): Set<string> {
  const waiting = [...start];
  for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
    if (reached.has(ref)) continue;
    reached.add(ref);
    waiting.push(...next(ref));
  }
  return reached;
}

function refsOf(items: readonly ScorecardItem[] = []): string[] {
  return items.flatMap(({ ownerRef }) => ownerRef ?? []);
}

/** The given groups and all groups below them. */
export function belowAny(
  items: readonly ScorecardItem[],
  refs: Iterable<string>,
): Set<string> {
  const children = childrenByParent(items);
  return reach(refs, ref => refsOf(children.get(ref)));
}

/** The given groups and all groups above them. */
export function aboveAny(
  items: readonly ScorecardItem[],
  refs: Iterable<string>,
): Set<string> {
  const parents = new Map(items.map(item => [item.ownerRef, item.parents]));
  return reach(refs, ref => parents.get(ref) ?? []);
}

/**
 * Makes a tree of the items. Groups that have each other above them have no top: the worst of those that no other
 * root leads to becomes a root, so that no group is hidden.
 */
export function toTeamTree(items: readonly ScorecardItem[]): TeamTree {
  const worstFirst = (a: ScorecardItem, b: ScorecardItem) =>
    compareScorecards(rolledUpOf(a), rolledUpOf(b));
  const owners = items.filter(({ ownerRef }) => ownerRef).sort(worstFirst);
  const childrenOf = childrenByParent(owners);
  const hasParent = new Set([...childrenOf.values()].flatMap(refsOf));
  const next = (ref: string) => refsOf(childrenOf.get(ref));

  const isRoot = new Set(refsOf(owners).filter(ref => !hasParent.has(ref)));
  const reached = reach(isRoot, next);
  for (const ref of refsOf(owners)) {
    if (reached.has(ref)) continue;
    isRoot.add(ref);
    reach([ref], next, reached);
  }
  return {
    roots: [
      ...owners.filter(({ ownerRef }) => isRoot.has(ownerRef!)),
      ...items.filter(({ ownerRef }) => !ownerRef),
    ],
    childrenOf,
  };
}
