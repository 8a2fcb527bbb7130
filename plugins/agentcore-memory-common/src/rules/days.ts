const DAY_MS = 24 * 60 * 60 * 1000;

/** The UTC day of an ISO 8601 date, `YYYY-MM-DD`, or the text itself if it is none. */
export function isoDay(date: string): string {
  const time = Date.parse(date);
  return Number.isNaN(time) ? date : new Date(time).toISOString().slice(0, 10);
}

/** Whole UTC days from one date to another, or `undefined` if either is no date. */
export function daysBetween(from: string, to: string): number | undefined {
  const [start, end] = [from, to].map(d => Date.parse(isoDay(d)));
  return Number.isNaN(start) || Number.isNaN(end)
    ? undefined
    : Math.round((end - start) / DAY_MS);
}
