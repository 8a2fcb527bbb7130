import { Translate } from '../translation';

const DAY_MS = 86_400_000;

/** A day, so many days after another one; `YYYY-MM-DD`, UTC. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How long a waiver still holds, in words: `expiresOn` is its last day. */
export function describeDaysLeft(
  t: Translate,
  expiresOn: string,
  today: string,
): string {
  const days = Math.round((Date.parse(expiresOn) - Date.parse(today)) / DAY_MS);
  if (days < 0) return t('waivers.daysLeft.ended');
  if (days === 0) return t('waivers.daysLeft.today');
  if (days === 1) return t('waivers.daysLeft.tomorrow');
  return t('waivers.daysLeft.left', { count: days });
}
