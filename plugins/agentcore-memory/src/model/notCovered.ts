import { Scorecard } from 'backstage-plugin-agentcore-memory-common';
import { Translate } from '../translation';
import { MemoryFilters } from './memoryFilters';

/** The memories that are not covered: how many, why as far as that is known, and how to list them. */
export interface NotCovered {
  count: number;
  /** Known to exist, covered or not. */
  known: number;
  /** In words; left out: neither stale nor out of the catalog. */
  parts?: string;
  /** What finds all of them and no other memory; left out: nothing does. */
  filters?: Partial<MemoryFilters>;
}

/**
 * The memories that are not covered. The catalog lists neither those that it does not show, nor stale ones as such,
 * nor those whose verdict is known although not every fact is.
 */
export function notCoveredOf(
  t: Translate,
  { total, covered, stale, counts }: Scorecard,
  notInCatalog: number,
): NotCovered {
  const known = total + notInCatalog;
  const count = known - covered;
  const parts = [
    ...(stale > 0 ? [t('overview.stale', { count: stale })] : []),
    ...(notInCatalog > 0
      ? [t('overview.outOfCatalog', { count: notInCatalog })]
      : []),
  ].join(' · ');
  const isListed =
    count > 0 && stale === 0 && notInCatalog === 0 && counts.unknown === count;
  return {
    count,
    known,
    ...(parts && { parts }),
    ...(isListed && { filters: { verdict: 'unknown' } }),
  };
}
