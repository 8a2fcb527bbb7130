import { TrendedScorecard } from 'backstage-plugin-agentcore-memory-common';

/**
 * Since when the finding fails that has failed for longest, as the start of recording or an instant; or why there is
 * none: there is nothing to fail, nothing fails, nothing is known to fail, or it fails and nobody recorded since when.
 */
export type FailureAge =
  | 'from-start'
  | { since: string }
  | 'nothing'
  | 'nothing-to-assess'
  | 'nothing-known'
  | 'not-recorded';

/** Since when something fails. */
export function failureAge({
  failingSince,
  failsFromStart,
  counts,
}: Pick<
  TrendedScorecard,
  'failingSince' | 'failsFromStart' | 'counts'
>): FailureAge {
  if (failsFromStart) return 'from-start';
  if (failingSince !== undefined) return { since: failingSince };
  if (counts['non-compliant'] > 0) return 'not-recorded';
  if (counts.unknown > 0) return 'nothing-known';
  return counts.compliant + counts['at-risk'] > 0
    ? 'nothing'
    : 'nothing-to-assess';
}
