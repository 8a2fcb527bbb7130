/** A day, in milliseconds. */
export const DAY_MS = 24 * 3600_000;

/** The UTC day of a moment in milliseconds, `YYYY-MM-DD`. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
