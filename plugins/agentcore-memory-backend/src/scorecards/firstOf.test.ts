import fc from 'fast-check';
import { firstOf } from './firstOf';

describe('firstOf', () => {
  it('gives what sorting gives, equal items in their order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ rank: fc.nat(9), id: fc.nat() }), {
          maxLength: 200,
        }),
        fc.integer({ min: 1, max: 20 }),
        (items, count) => {
          const byRank = (a: { rank: number }, b: { rank: number }) =>
            a.rank - b.rank;
          expect(firstOf(count, items, byRank)).toEqual(
            [...items].sort(byRank).slice(0, count),
          );
        },
      ),
    );
  });
});
