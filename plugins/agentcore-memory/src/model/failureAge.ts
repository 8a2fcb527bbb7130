import { TrendedScorecard } from 'backstage-plugin-agentcore-memory-common';

/** Since when something fails; `undefined`: nothing does. */
export type FailureAge = 'from-start' | { since: string } | undefined;

/** Since when the finding fails that has failed for longest. */
export function failureAge({
  failingSince,
  failsFromStart,
}: Pick<TrendedScorecard, 'failingSince' | 'failsFromStart'>): FailureAge {
  if (failsFromStart) return 'from-start';
  return failingSince === undefined ? undefined : { since: failingSince };
}
