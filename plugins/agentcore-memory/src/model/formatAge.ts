const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 24 * 3600_000],
  ['hour', 3600_000],
  ['minute', 60_000],
];

const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/** How long ago an ISO 8601 instant was, as `3 hours ago`; anything else as it is. */
export function formatAge(iso: string, now: number): string {
  const ms = now - Date.parse(iso);
  if (Number.isNaN(ms)) return iso;
  for (const [unit, length] of UNITS) {
    if (ms >= length) return RELATIVE.format(-Math.floor(ms / length), unit);
  }
  return 'just now';
}

/** A duration in milliseconds as `820 ms`, `1.2 s` or `3 min`. */
export function formatDuration(ms: number): string {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  return `${Math.round(ms / 60_000)} min`;
}
