import { Scorecard } from 'backstage-plugin-agentcore-memory-common';
import { Translate } from '../translation';

/**
 * What is missing from the coverage of `total` memories, in words; `undefined` if nothing is.
 *
 * @remarks
 *
 * The API gives the coverage as a per cent rounded down. Up to 100 memories only one count rounds to it, so
 * the count can be told; beyond, it can't.
 */
export function coverageHint(
  t: Translate,
  { coverage, total }: Pick<Scorecard, 'coverage' | 'total'>,
): string | undefined {
  if (coverage === null || coverage >= 100) return undefined;
  if (total > 100) return t('scorecard.coverageHint.some', { count: total });
  const missing = total - Math.ceil((coverage * total) / 100);
  return t('scorecard.coverageHint.counted', {
    count: total,
    missing: String(missing),
  });
}
