import { ScorecardItem } from 'backstage-plugin-agentcore-memory-common';
import { MemoryFilters } from './memoryFilters';

/** The filters that find the memories which a row counts; `undefined` of owners that nobody may read. */
export function memoriesOf(
  { bucket, ownerRef, rolledUp }: ScorecardItem,
  { rollup = false }: { rollup?: boolean } = {},
): Partial<MemoryFilters> | undefined {
  // The catalog shows nobody the memories of others.
  if (bucket === 'others') return undefined;
  if (!ownerRef) return { owner: bucket };
  return {
    owner: ownerRef,
    ...(rollup && rolledUp ? { rollup: 'true' } : {}),
  };
}
