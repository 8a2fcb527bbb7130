import { TrendedScorecard } from 'backstage-plugin-agentcore-memory-common';
import { t } from '../__testUtils__/english';
import { card } from '../__testUtils__/scorecards';
import { notCoveredOf } from './notCovered';

it('leads to the unknown memories where those are all that are not covered', () => {
  expect(notCoveredOf(t, card([1, 2, 0, 1]), 0)).toEqual({
    count: 2,
    known: 4,
    filters: { verdict: 'unknown' },
  });
});

const NOT_LISTED: [string, TrendedScorecard, number, string | undefined][] = [
  ['some are stale', card([0, 2, 0, 1], { stale: 1 }), 0, '1 stale'],
  ['the catalog lacks some', card([0, 2, 0, 1]), 3, '3 not in the catalog'],
  [
    'one fails on incomplete facts',
    card([1, 2, 0, 1], { covered: 1 }),
    0,
    undefined,
  ],
  ['all are covered', card([1, 0, 0, 1]), 0, undefined],
];

it.each(NOT_LISTED)(
  'leads nowhere where %s',
  (_, scorecard, notInCatalog, parts) => {
    const notCovered = notCoveredOf(t, scorecard, notInCatalog);
    expect(notCovered.filters).toBeUndefined();
    expect(notCovered.parts).toBe(parts);
  },
);
