import { t } from '../__testUtils__/english';
import { historyDay } from '../__testUtils__/history';
import {
  describeChange,
  describeTrend,
  historyChange,
  trendChange,
  trendLines,
} from './trend';

describe('trendChange', () => {
  it.each([
    [[10, 20, 30, 40, 50, 60], { points: 40, period: 'in 4 weeks' }],
    [[null, 20, null, null, null, 15], { points: -5, period: 'in 4 weeks' }],
    [[null, null, null, 30, null, 30], { points: 0, period: 'in 2 weeks' }],
    [[null, null, null, null, 30, 31], { points: 1, period: 'in 1 week' }],
  ])(
    'compares %j with four weeks ago, or with what came next',
    (trend, change) => {
      expect(trendChange(t, trend)).toEqual(change);
    },
  );

  it.each([
    ['nothing was recorded', []],
    ['only now is known', [null, null, 40]],
    ['the past is too long ago', [40, null, null, null, null, 50]],
    ['there is nothing to assess now', [40, 50, null]],
  ])('compares nothing if %s', (_, trend) => {
    expect(trendChange(t, trend)).toBeUndefined();
  });
});

describe('historyChange', () => {
  const options = { today: '2026-11-23' };
  const days = [
    historyDay('2026-09-01', [3, 0, 0, 1]),
    historyDay('2026-10-20', [2, 0, 0, 2]),
    historyDay('2026-11-01', [1, 0, 0, 3]),
    historyDay('2026-11-23', [0, 0, 0, 4]),
  ];

  it('compares with the last day that is thirty days old or older', () => {
    expect(historyChange(t, 100, days, options)).toEqual({
      points: 50,
      period: 'in 34 days',
    });
  });

  it('compares with the first day if recording began later', () => {
    expect(historyChange(t, 100, days.slice(2), options)).toEqual({
      points: 25,
      period: 'in 22 days',
    });
  });

  it('compares nothing on the first day, or with nothing to assess', () => {
    expect(historyChange(t, 100, days.slice(3), options)).toBeUndefined();
    expect(historyChange(t, 100, [], options)).toBeUndefined();
    expect(historyChange(t, null, days, options)).toBeUndefined();
    const empty = historyDay('2026-10-01', [0, 0, 0, 0]);
    expect(historyChange(t, 100, [empty], options)).toBeUndefined();
  });
});

it('says how a score went', () => {
  expect(describeChange(t, { points: 8, period: 'in 4 weeks' })).toBe(
    '8 points up in 4 weeks',
  );
  expect(describeChange(t, { points: -1, period: 'in 9 days' })).toBe(
    '1 point down in 9 days',
  );
  expect(describeChange(t, { points: 0, period: 'in 9 days' })).toBe(
    'unchanged in 9 days',
  );
});

it('says what a trend line shows', () => {
  expect(describeTrend(t, [null, 20, null, 40])).toBe(
    'Score over 2 weeks: from 20 % to 40 %',
  );
  expect(describeTrend(t, [null, 40])).toBe('Score now 40 %');
  expect(describeTrend(t, [null, null])).toBeUndefined();
});

it('draws a line with gaps, higher scores higher', () => {
  expect(
    trendLines([0, 50, null, 100, null], { width: 8, height: 10 }),
  ).toEqual(['0.0,10.0 2.0,5.0', '6.0,0.0']);
  expect(trendLines([], { width: 8, height: 10 })).toEqual([]);
});
