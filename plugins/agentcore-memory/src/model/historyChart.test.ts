import { t } from '../__testUtils__/english';
import { HISTORY, historyDay } from '../__testUtils__/history';
import {
  chartDays,
  describeDays,
  describeMark,
  numberedMarks,
  shiftDay,
} from './historyChart';

describe('chartDays', () => {
  it('has every day up to today, and no numbers for a day without a record', () => {
    const days = chartDays(HISTORY.days, '2026-11-24');
    expect(days.map(({ day }) => day)).toEqual([
      '2026-11-19',
      '2026-11-20',
      '2026-11-21',
      '2026-11-22',
      '2026-11-23',
      '2026-11-24',
    ]);
    expect(days[1]).toEqual({
      day: '2026-11-20',
      'non-compliant': 6,
      unknown: 2,
      'at-risk': 2,
      compliant: 5,
    });
    expect(days[2]).toEqual({ day: '2026-11-21' });
    expect(days[5]).toEqual({ day: '2026-11-24' });
  });

  it('ends with the last record where the reader’s answer is older', () => {
    expect(chartDays(HISTORY.days, '2026-11-20').at(-1)?.day).toBe(
      '2026-11-23',
    );
    expect(chartDays([], '2026-11-20')).toEqual([]);
  });

  it('crosses months, years and leap days', () => {
    expect(shiftDay('2027-12-31', 1)).toBe('2028-01-01');
    expect(shiftDay('2028-02-28', 1)).toBe('2028-02-29');
    expect(shiftDay('2026-11-23', -89)).toBe('2026-08-26');
  });
});

it('says what the chart shows', () => {
  expect(describeDays(t, HISTORY.days)).toBe(
    'Verdicts per day. 2026-11-19: 14 memories: 6 non-compliant, 2 unknown, 2 at risk, 4 compliant. 2026-11-23: 15 memories: 5 non-compliant, 2 unknown, 2 at risk, 6 compliant.',
  );
  expect(describeDays(t, [historyDay('2026-11-19', [1, 0, 0, 0])])).toBe(
    'Verdicts on 2026-11-19: 1 memory: 1 non-compliant.',
  );
  expect(describeDays(t, [])).toBe('Nothing was recorded.');
});

it('numbers the marks and says what each of them means', () => {
  const version = {
    at: '2026-11-23T00:00:01Z',
    kind: 'version' as const,
    version: '0.2.0',
    memories: 1,
  };
  const [settings] = HISTORY.marks;
  expect(numberedMarks({ marks: [settings, version] })).toEqual([
    { ...settings, day: '2026-11-20', number: 1 },
    { ...version, day: '2026-11-23', number: 2 },
  ]);
  expect(describeMark(t, version)).toBe(
    'Version 0.2.0 judges since then: 1 memory of all teams got another verdict by it, which is nobody’s regression.',
  );
});
