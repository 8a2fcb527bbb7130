import fc from 'fast-check';
import { GroupTree, Owner } from './GroupTree';

function treeOf(parents: Record<string, string[]>): GroupTree {
  return new GroupTree(
    new Map<string, Owner>(
      Object.entries(parents).map(([ref, above]) => [
        ref,
        { title: ref, parents: above },
      ]),
    ),
  );
}

function below(tree: GroupTree, ref: string): string[] {
  return [...tree.below(ref)].sort();
}

describe('GroupTree', () => {
  it('has a group that lies below several once', () => {
    const tree = treeOf({
      top: [],
      left: ['top'],
      right: ['top'],
      shared: ['left', 'right'],
    });
    expect(below(tree, 'top')).toEqual(['left', 'right', 'shared', 'top']);
    expect(below(tree, 'left')).toEqual(['left', 'shared']);
    expect([...tree.childrenOf('top')].sort()).toEqual(['left', 'right']);
  });

  it('ends where groups lie below themselves', () => {
    const tree = treeOf({ a: ['b'], b: ['a'], self: ['self'] });
    expect(below(tree, 'a')).toEqual(['a', 'b']);
    expect(below(tree, 'b')).toEqual(['a', 'b']);
    expect(below(tree, 'self')).toEqual(['self']);
    expect(tree.childrenOf('self').size).toBe(0);
  });

  it('leaves out parents that do not exist, and knows of an owner that is no group only itself', () => {
    const tree = treeOf({ team: ['gone'] });
    expect(below(tree, 'gone')).toEqual(['gone']);
    expect(below(tree, 'user:default/ann')).toEqual(['user:default/ann']);
  });

  it('has below a group all that a path of parents leads up from, and nothing else', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const someParents = fc.subarray(names);
    fc.assert(
      fc.property(
        fc.tuple(...names.map(() => someParents)),
        (lists: string[][]) => {
          const parents = Object.fromEntries(
            names.map((name, index) => [name, lists[index]]),
          );
          const tree = treeOf(parents);
          const reaches = (from: string, to: string, seen: string[]): boolean =>
            from === to ||
            parents[from].some(
              above =>
                !seen.includes(above) && reaches(above, to, [...seen, above]),
            );
          for (const top of names) {
            expect(below(tree, top)).toEqual(
              names.filter(name => reaches(name, top, [name])),
            );
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
