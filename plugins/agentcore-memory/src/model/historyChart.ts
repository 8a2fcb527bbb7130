import {
  HistoryDay,
  HistoryMark,
  HistoryResponse,
  Verdict,
  VERDICTS,
} from 'backstage-plugin-agentcore-memory-common';
import { Translate } from '../translation';
import { pluralizeMemories } from './labels';

const DAY_MS = 24 * 3600_000;

/** One place on the axis of days: what was recorded, or that nothing was. */
export type ChartDay = { day: string } & Partial<Record<Verdict, number>>;

/** The UTC day that is so many days after another, or before it. */
export function shiftDay(day: string, by: number): string {
  return new Date(Date.parse(day) + by * DAY_MS).toISOString().slice(0, 10);
}

/**
 * Every day from the first one that was recorded up to `today`. A day on which nothing was recorded has no numbers, so
 * that it is a gap in the chart.
 */
export function chartDays(
  days: readonly HistoryDay[],
  today: string,
): ChartDay[] {
  const recorded = new Map(days.map(({ day, counts }) => [day, counts]));
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last) return [];
  const end = last.day > today ? last.day : today;
  const filled: ChartDay[] = [];
  for (let { day } = first; day <= end; day = shiftDay(day, 1)) {
    filled.push({ day, ...recorded.get(day) });
  }
  return filled;
}

function inWords(t: Translate, { counts, total }: HistoryDay): string {
  const parts = VERDICTS.filter(verdict => counts[verdict] > 0).map(verdict =>
    t(`common.verdictCount.${verdict}`, { count: counts[verdict] }),
  );
  const all = pluralizeMemories(t, total);
  return parts.length > 0
    ? t('common.labelled', { label: all, about: parts.join(', ') })
    : all;
}

/** What a chart of the days shows, for those who don't see it. */
export function describeDays(
  t: Translate,
  days: readonly HistoryDay[],
): string {
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last) return t('history.days.none');
  if (first === last) {
    return t('history.days.one', { day: last.day, verdicts: inWords(t, last) });
  }
  return t('history.days.many', {
    firstDay: first.day,
    first: inWords(t, first),
    lastDay: last.day,
    last: inWords(t, last),
  });
}

/** A mark in words. */
export function describeMark(
  t: Translate,
  { kind, version, memories: count }: HistoryMark,
): string {
  return kind === 'settings'
    ? t('history.mark.settings', { count })
    : t('history.mark.version', { count, version: String(version) });
}

/** The marks that belong to a day of the chart, each with its number. */
export function numberedMarks({
  marks,
}: Pick<HistoryResponse, 'marks'>): (HistoryMark & {
  day: string;
  number: number;
})[] {
  return marks.map((mark, index) => ({
    ...mark,
    day: mark.at.slice(0, 10),
    number: index + 1,
  }));
}
