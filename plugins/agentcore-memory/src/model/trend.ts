import { HistoryDay } from 'backstage-plugin-agentcore-memory-common';
import { Translate } from '../translation';

/** Weeks between the two scores that a change is told of. */
const WEEKS_BACK = 4;

const DAY_MS = 24 * 3600_000;

/** How a score went, in points of a hundred. */
export interface ScoreChange {
  points: number;
  /** Between which scores, such as `in 4 weeks`. */
  period: string;
}

/**
 * How the score of a scorecard changed in four weeks, or since the first one that was recorded later; `undefined`
 * where there is nothing to compare.
 */
export function trendChange(
  t: Translate,
  trend: readonly (number | null)[],
): ScoreChange | undefined {
  const now = trend.at(-1);
  const recent = trend.slice(-1 - WEEKS_BACK, -1);
  const first = recent.findIndex(score => score !== null);
  if (typeof now !== 'number' || first < 0) return undefined;
  return {
    points: now - recent[first]!,
    period: t('scorecard.trend.inWeeks', { count: recent.length - first }),
  };
}

/** How the score changed in so many days, or since recording began; `undefined` where there is nothing to compare. */
export function historyChange(
  t: Translate,
  score: number | null,
  days: readonly HistoryDay[],
  { today, period = 30 }: { today: string; period?: number },
): ScoreChange | undefined {
  const ageOf = ({ day }: HistoryDay) =>
    Math.round((Date.parse(today) - Date.parse(day)) / DAY_MS);
  const scored = days.filter(day => day.score !== null && ageOf(day) > 0);
  const base =
    scored.filter(day => ageOf(day) >= period).at(-1) ?? scored.at(0);
  if (score === null || !base) return undefined;
  return {
    points: score - base.score!,
    period: t('scorecard.trend.inDays', { count: ageOf(base) }),
  };
}

/** A change in words, such as `8 points up in 4 weeks`. */
export function describeChange(
  t: Translate,
  { points, period }: ScoreChange,
): string {
  if (points === 0) return t('scorecard.trend.unchanged', { period });
  const direction = points > 0 ? 'up' : 'down';
  const count = Math.abs(points);
  return t(`scorecard.trend.${direction}`, { count, period });
}

/** A trend in words, for those who don't see the line; `undefined` where nothing was recorded. */
export function describeTrend(
  t: Translate,
  trend: readonly (number | null)[],
): string | undefined {
  const first = trend.findIndex(score => score !== null);
  const last = trend.findLast(score => score !== null);
  if (first < 0 || typeof last !== 'number') return undefined;
  const weeks = trend.length - 1 - first;
  return weeks === 0
    ? t('scorecard.trend.now', { score: String(last) })
    : t('scorecard.trend.over', {
        count: weeks,
        from: String(trend[first]),
        to: String(last),
      });
}

/** The points of a line for each run of scores without a gap, in a box of that size. */
export function trendLines(
  trend: readonly (number | null)[],
  { width, height }: { width: number; height: number },
): string[] {
  const step = width / Math.max(1, trend.length - 1);
  const lines: string[][] = [];
  trend.forEach((score, index) => {
    if (score === null) return;
    const y = height - (score * height) / 100;
    const point = `${(index * step).toFixed(1)},${y.toFixed(1)}`;
    const joins = index > 0 && trend[index - 1] !== null;
    if (joins) lines.at(-1)!.push(point);
    else lines.push([point]);
  });
  return lines.map(points => points.join(' '));
}
