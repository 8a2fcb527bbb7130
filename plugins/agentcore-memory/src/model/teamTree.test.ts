import fc from 'fast-check';
import { ScorecardItem } from 'backstage-plugin-agentcore-memory-common';
import { card, team, TREE } from '../__testUtils__/scorecards';
import { aboveAny, belowAny, toTeamTree } from './teamTree';

const refOf = (name: string) => `group:default/${name}`;

function group(name: string, parents: string[], bad = 1): ScorecardItem {
  return team(name, name, card([bad, 0, 0, 1]), {
    parents: parents.map(refOf),
  });
}

function titlesOf(items: readonly ScorecardItem[] = []) {
  return items.map(({ title }) => title);
}

/** Everything that a reader finds who unfolds all rows, as `TeamBranch` shows them. */
function unfold({ roots, childrenOf }: ReturnType<typeof toTeamTree>) {
  const found = new Set<string>();
  const visit = (item: ScorecardItem, above: string[]) => {
    found.add(item.title);
    if (!item.ownerRef) return;
    const path = [...above, item.ownerRef];
    for (const child of childrenOf.get(item.ownerRef) ?? []) {
      if (!path.includes(child.ownerRef!)) visit(child, path);
    }
  };
  roots.forEach(root => visit(root, []));
  return found;
}

describe('toTeamTree', () => {
  it('has the worst of siblings first, by what is rolled up', () => {
    const { roots, childrenOf } = toTeamTree(TREE.items);
    expect(titlesOf(roots)).toEqual(['Commerce', 'Search']);
    expect(titlesOf(childrenOf.get(refOf('commerce')))).toEqual([
      'Payments',
      'Checkout',
    ]);
  });

  it('shows a group under each of its parents, and under none that is not there', () => {
    const { roots, childrenOf } = toTeamTree([
      group('a', []),
      group('b', ['hidden']),
      group('shared', ['a', 'b', 'a']),
    ]);
    expect(titlesOf(roots)).toEqual(['a', 'b']);
    expect(titlesOf(childrenOf.get(refOf('a')))).toEqual(['shared']);
    expect(titlesOf(childrenOf.get(refOf('b')))).toEqual(['shared']);
  });

  it('makes the worst group of a cycle a root', () => {
    const { roots } = toTeamTree([
      group('a', ['c']),
      group('b', ['a'], 5),
      group('c', ['b']),
      group('self', ['self']),
    ]);
    expect(titlesOf(roots)).toEqual(['b', 'self']);
  });

  it('keeps the rows without an owner, last', () => {
    const unowned: ScorecardItem = {
      ...card([9, 0, 0, 0]),
      bucket: 'unowned',
      title: 'Unowned',
      parents: [],
    };
    expect(titlesOf(toTeamTree([unowned, group('a', [])]).roots)).toEqual([
      'a',
      'Unowned',
    ]);
  });

  it('hides no group, whatever is above what', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const parents = fc.array(fc.subarray([...names, 'not-in-the-answer']), {
      minLength: names.length,
      maxLength: names.length,
    });
    fc.assert(
      fc.property(parents, above => {
        const items = names.map((name, i) => group(name, above[i]));
        expect([...unfold(toTeamTree(items))].sort()).toEqual(names);
      }),
    );
  });

  it('is fast for thousands of teams', () => {
    const items = Array.from({ length: 2_000 }, (_, i) =>
      group(String(i), i === 0 ? [] : [String(Math.floor((i - 1) / 3))]),
    );
    const { roots, childrenOf } = toTeamTree(items);
    expect(roots).toHaveLength(1);
    expect(childrenOf.get(refOf('0'))).toHaveLength(3);
    expect(belowAny(items, [refOf('0')]).size).toBe(2_000);
  });
});

describe('belowAny and aboveAny', () => {
  it('follow groups down and up, and end at cycles', () => {
    const items = [
      group('top', []),
      group('middle', ['top', 'low']),
      group('low', ['middle']),
      group('other', ['top']),
    ];
    expect([...belowAny(items, [refOf('middle')])].sort()).toEqual(
      ['low', 'middle'].map(refOf),
    );
    expect([...aboveAny(items, [refOf('low')])].sort()).toEqual(
      ['low', 'middle', 'top'].map(refOf),
    );
  });
});
