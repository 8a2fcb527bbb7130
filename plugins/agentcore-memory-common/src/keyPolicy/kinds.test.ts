import fc from 'fast-check';
import { RUNS } from '../__testUtils__/runs';
import { Budget, BudgetSpent } from './budget';
import { Form, kindsOf } from './kinds';
import { collapsed, matchesWildcards } from './wildcard';

/** Small enough to try each of its ids. */
const FORM: Form = { prefix: 'o-', letters: 'abc', min: 2, max: 4 };

/** All ids of a form. */
function all({ prefix, letters, min, max }: Form): string[] {
  let ids = [prefix];
  const found: string[] = [];
  for (let length = 0; length <= max; length++) {
    if (length >= min) found.push(...ids);
    ids = ids.flatMap(id => [...letters].map(letter => id + letter));
  }
  return found;
}

const ALL = all(FORM);
const aPattern = fc
  .tuple(
    fc.constantFrom('', '', 'o-', 'o'),
    fc.string({ unit: fc.constantFrom(...'abc*?d'), maxLength: 6 }),
  )
  .map(([start, rest]) => collapsed(start + rest));
const input = fc.record({
  patterns: fc.array(aPattern, { maxLength: 5 }),
  listed: fc.subarray(ALL).map(ids => new Set(ids)),
});

const matchedBy = (patterns: readonly string[], id: string) =>
  patterns.flatMap((pattern, n) => (matchesWildcards(pattern, id) ? [n] : []));

describe('the kinds of ids that patterns tell apart', () => {
  it('are those of all ids but listed ones, each once', () => {
    fc.assert(
      fc.property(input, ({ patterns, listed }) => {
        const kinds = kindsOf(patterns, FORM, listed, new Budget(1_000_000));
        const expected = new Set(
          ALL.filter(id => !listed.has(id)).map(id =>
            matchedBy(patterns, id).join(),
          ),
        );
        expect(new Set(kinds.map(({ matched }) => matched.join()))).toEqual(
          expected,
        );
        expect(kinds).toHaveLength(expected.size);
      }),
      RUNS,
    );
  });

  it('are shown by ids of that kind', () => {
    fc.assert(
      fc.property(input, ({ patterns, listed }) => {
        for (const { id, matched } of kindsOf(
          patterns,
          FORM,
          listed,
          new Budget(1_000_000),
        )) {
          expect(ALL).toContain(id);
          expect(listed).not.toContain(id);
          expect(matchedBy(patterns, id)).toEqual(matched);
        }
      }),
      RUNS,
    );
  });

  it('are found within the budget, or not at all', () => {
    const patterns = Array.from({ length: 40 }, (_, n) => `*${10 + n}*`);
    const accounts: Form = {
      prefix: '',
      letters: '0123456789',
      min: 12,
      max: 12,
    };
    const budget = new Budget(100_000);
    expect(() => kindsOf(patterns, accounts, new Set(), budget)).toThrow(
      BudgetSpent,
    );
    expect(budget.spent).toBeLessThan(110_000);
  });
});
