import { Scorecard } from 'backstage-plugin-agentcore-memory-common';
import { pluralizeMemories } from './labels';

/**
 * What is missing from the coverage of `total` memories, in words; `undefined` if nothing is.
 *
 * @remarks
 *
 * The API gives the coverage as a per cent rounded down. Up to 100 memories only one count rounds to it, so
 * the count can be told; beyond, it can't.
 */
export function coverageHint({
  coverage,
  total,
}: Pick<Scorecard, 'coverage' | 'total'>): string | undefined {
  if (coverage === null || coverage >= 100) return undefined;
  const what = 'could not be assessed on complete, fresh facts';
  if (total > 100) return `Some of ${pluralizeMemories(total)} ${what}`;
  const missing = total - Math.ceil((coverage * total) / 100);
  return `${missing} of ${pluralizeMemories(total)} ${what}`;
}
