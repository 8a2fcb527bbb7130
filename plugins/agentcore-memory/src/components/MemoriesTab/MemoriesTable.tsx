import {
  KeyEntity,
  MemoryEntity,
} from 'backstage-plugin-agentcore-memory-common';
import { EntitiesFreshness } from '../../hooks/useFreshness';
import { filtersToSearch, MemoryFilters } from '../../model/memoryFilters';
import { MEMORY_COLUMNS, readColumns } from '../../model/memoryColumns';
import { PAGE_SIZE } from '../../model/memoryQuery';
import { NoMemories } from '../scorecard/NoMemories';
import { PagedTable } from '../layout/PagedTable';
import { MemoryTableRow } from './MemoryTableRow';

/** One page of memories, or the reason why there is none. */
export function MemoriesTable({
  memories,
  freshness,
  keys,
  total,
  notInCatalog,
  filters,
  outdated,
  change,
  clear,
}: {
  memories: readonly MemoryEntity[];
  /** Of the memories. */
  freshness: EntitiesFreshness;
  /** By ref. */
  keys: ReadonlyMap<string, KeyEntity>;
  total: number;
  /** Memories that AWS has and the catalog does not show; left out: not known. */
  notInCatalog?: number;
  filters: MemoryFilters;
  /** The rows are of the previous filters. */
  outdated: boolean;
  change: (changes: Partial<MemoryFilters>) => void;
  clear: () => void;
}) {
  const hasFilters = filtersToSearch({
    ...filters,
    page: undefined,
    columns: undefined,
  });
  if (total === 0 && !hasFilters) {
    return <NoMemories notInCatalog={notInCatalog} />;
  }
  const columns = readColumns(filters.columns);
  return (
    <PagedTable
      label="Memories"
      one="memory"
      many="memories"
      columns={['Name', ...columns.map(column => MEMORY_COLUMNS[column])]}
      total={total}
      page={filters.page}
      pageSize={PAGE_SIZE}
      outdated={outdated}
      onPageChange={page => change({ page })}
      clear={clear}
      rows={memories.map(memory => (
        <MemoryTableRow
          key={memory.entityRef}
          memory={memory}
          freshness={freshness.of(memory)}
          keyEntity={keys.get(memory.keyRef ?? '')}
          columns={columns}
        />
      ))}
    />
  );
}
