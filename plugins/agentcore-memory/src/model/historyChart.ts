import {
  HistoryDay,
  HistoryMark,
  HistoryResponse,
  Verdict,
  VERDICTS,
} from 'backstage-plugin-agentcore-memory-common';
import { pluralizeMemories, VERDICT_LABELS } from './labels';

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

function inWords({ counts, total }: HistoryDay): string {
  const parts = VERDICTS.filter(verdict => counts[verdict] > 0).map(
    verdict =>
      `${counts[verdict]} ${VERDICT_LABELS[verdict].toLocaleLowerCase(
        'en-US',
      )}`,
  );
  return [pluralizeMemories(total), parts.join(', ')]
    .filter(Boolean)
    .join(': ');
}

/** What a chart of the days shows, for those who don't see it. */
export function describeDays(days: readonly HistoryDay[]): string {
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last) return 'Nothing was recorded.';
  if (first === last) return `Verdicts on ${last.day}: ${inWords(last)}.`;
  return `Verdicts per day. ${first.day}: ${inWords(first)}. ${
    last.day
  }: ${inWords(last)}.`;
}

/** A mark in words. */
export function describeMark({ kind, version, memories }: HistoryMark): string {
  const what =
    kind === 'settings'
      ? 'The settings of the rules changed'
      : `Version ${version} judges since then`;
  return `${what}: ${pluralizeMemories(
    memories,
  )} of all teams got another verdict by it, which is nobody’s regression.`;
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
