const DAY_MS = 86_400_000;

/** A day, so many days after another one; `YYYY-MM-DD`, UTC. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How long a waiver still holds, in words: `expiresOn` is its last day. */
export function describeDaysLeft(expiresOn: string, today: string): string {
  const days = Math.round((Date.parse(expiresOn) - Date.parse(today)) / DAY_MS);
  if (days < 0) return 'ended';
  if (days === 0) return 'ends today';
  return days === 1 ? 'ends tomorrow' : `${days} days left`;
}
