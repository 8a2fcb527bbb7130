const DAY_MS = 24 * 60 * 60 * 1000;

/** A day, or an instant with its zone. Anything else means different days to different engines and places. */
const ISO = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

function timeOf(date: string): number {
  const day = ISO.exec(date)?.[1];
  // Engines read the thirtieth of February as a day in March.
  const exists =
    day && new Date(Date.parse(day) || 0).toISOString().startsWith(day);
  return exists ? Date.parse(date) : NaN;
}

/** The UTC day of an ISO 8601 date, `YYYY-MM-DD`, or the text itself if it is none. */
export function isoDay(date: string): string {
  const time = timeOf(date);
  return Number.isNaN(time) ? date : new Date(time).toISOString().slice(0, 10);
}

/** Whole UTC days from one date to another, or `undefined` if either is no date. */
export function daysBetween(from: string, to: string): number | undefined {
  const [start, end] = [from, to].map(date => timeOf(isoDay(date)));
  return Number.isNaN(start) || Number.isNaN(end)
    ? undefined
    : Math.round((end - start) / DAY_MS);
}
