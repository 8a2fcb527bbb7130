import { createRandom } from './random';
import { SortedList } from './SortedList';

describe('SortedList', () => {
  it('has the same items as a sorted array after random additions and removals', () => {
    const random = createRandom(7);
    const list = new SortedList<{ key: string; value: number }>(
      ({ key }) => key,
    );
    const model = new Map<string, number>();
    for (let i = 0; i < 500; i += 1) {
      const key = String(random.below(60)).padStart(2, '0');
      const removes = random.below(3) === 0;
      const wasThere = model.has(key);
      if (removes) model.delete(key);
      else model.set(key, i);
      const wasRemoved = removes && list.remove(key);
      if (!removes) list.add({ key, value: i });
      expect(wasRemoved).toBe(removes && wasThere);
      const sorted = [...model.keys()].sort();
      const keys = (items: Iterable<{ key: string }>) =>
        [...items].map(item => item.key);
      expect(keys(list.values())).toEqual(sorted);
      expect(list.size).toBe(model.size);
      expect(list.get(key)?.value).toBe(model.get(key));
      expect(keys(list.from(key))).toEqual(sorted.filter(k => k >= key));
      expect(keys(list.backwards(key))).toEqual(
        sorted.filter(k => k < key).reverse(),
      );
    }
    expect([...list.backwards()]).toEqual([...list.values()].reverse());
  });

  it('removes items by a condition and returns them', () => {
    const list = new SortedList<string>(item => item);
    ['c', 'a', 'b'].forEach(item => list.add(item));
    expect(list.prune(item => item !== 'b')).toEqual(['b']);
    expect(list.values()).toEqual(['a', 'c']);
  });
});
