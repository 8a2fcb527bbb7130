import { t } from '../__testUtils__/english';
import { HISTORY, NO_HISTORY } from '../__testUtils__/history';
import { lastDays, recordingOf } from './recording';
import { describeEnded, describeMedian } from './remediation';

const NOW = '2026-11-23T14:05:00Z';
const QUARTER = lastDays(NOW);
const ended = (
  timeToRemediate: Partial<typeof HISTORY.timeToRemediate>,
  rest: Partial<typeof HISTORY> = {},
) =>
  describeEnded(
    t,
    {
      ...HISTORY,
      firstDay: '2026-01-01',
      ...rest,
      timeToRemediate: { ...HISTORY.timeToRemediate, ...timeToRemediate },
    },
    QUARTER,
  );

it('knows the first of the last days', () => {
  expect(QUARTER.from).toBe('2026-08-26');
  expect(lastDays(NOW, 7).from).toBe('2026-11-17');
});

it('tells a period that was recorded from one that was not, or not wholly', () => {
  const week = lastDays(NOW, 7);
  const whole = { firstDay: '2026-11-17', recordedAt: '2026-11-23T13:05:00Z' };
  expect(recordingOf(whole, week)).toEqual({ state: 'whole' });
  expect(recordingOf({ ...whole, firstDay: '2026-11-18' }, week)).toEqual({
    state: 'since',
    day: '2026-11-18',
  });
  const stopped = { ...whole, recordedAt: '2026-11-23T13:04:59Z' };
  expect(recordingOf(stopped, week)).toEqual({
    state: 'stopped',
    at: '2026-11-23T13:04:59Z',
  });
  expect(recordingOf({}, week)).toEqual({ state: 'none' });
});

it.each([
  [null, '–'],
  [0, 'less than a day'],
  [0.9, 'less than a day'],
  [1, '1 day'],
  [12.5, '12.5 days'],
])('words a median of %s days as "%s"', (median, words) => {
  expect(describeMedian(t, median)).toBe(words);
});

it('says how many failing findings ended, since when, and which have no known age', () => {
  const counts = (failures: number, ofUnknownAge: number) =>
    ended({ failures, ofUnknownAge });
  expect(counts(0, 0)).toBe('No failing finding ended in 90 days');
  expect(counts(1, 0)).toBe('One failing finding ended in 90 days');
  expect(counts(1, 1)).toBe(
    'One failing finding ended in 90 days, which had failed since before recording began, so that the median does not count it',
  );
  expect(counts(3, 1)).toMatch(/, 1 of them had failed .* does not count it$/);
  expect(counts(3, 2)).toBe(
    '3 failing findings ended in 90 days, 2 of them had failed since before recording began, so that the median does not count them',
  );
  expect(counts(3, 3)).toMatch(/, all of them had failed/);
});

it('says of what time the numbers are', () => {
  const none = { failures: 0, ofUnknownAge: 0 };
  expect(ended(none, { firstDay: '2026-11-20' })).toBe(
    'No failing finding ended since 2026-11-20',
  );
  expect(ended(none, { recordedAt: '2026-11-22T10:00:00Z' })).toBe(
    'No failing finding ended in 90 days. Nothing was recorded since 2026-11-22 10:00 UTC: what happened later is not known.',
  );
  expect(describeEnded(t, NO_HISTORY, QUARTER)).toBe(
    'Nothing was recorded yet',
  );
});
