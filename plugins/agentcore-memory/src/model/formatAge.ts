import { Translate } from '../translation';

const UNITS = [
  ['daysAgo', 24 * 3600_000],
  ['hoursAgo', 3600_000],
  ['minutesAgo', 60_000],
] as const;

/** How long ago an ISO 8601 instant was, as `3 hours ago`; anything else as it is. */
export function formatAge(t: Translate, iso: string, now: number): string {
  const ms = now - Date.parse(iso);
  if (Number.isNaN(ms)) return iso;
  for (const [unit, length] of UNITS) {
    if (ms >= length) {
      return t(`common.time.${unit}`, { count: Math.floor(ms / length) });
    }
  }
  return t('common.time.justNow');
}

/** A duration in milliseconds as `820 ms`, `1.2 s` or `3 min`. */
export function formatDuration(t: Translate, ms: number): string {
  if (ms < 1_000) {
    const value = String(Math.max(0, Math.round(ms)));
    return t('common.time.milliseconds', { value });
  }
  return ms < 60_000
    ? t('common.time.seconds', { value: (ms / 1_000).toFixed(1) })
    : t('common.time.minutes', { value: String(Math.round(ms / 60_000)) });
}
