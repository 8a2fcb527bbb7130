import { MemoryEntity } from 'backstage-plugin-agentcore-memory-common';
import { filtersToSearch, MemoryFilters } from '../../model/memoryFilters';
import { PAGE_SIZE } from '../../model/memoryQuery';
import { NoMemories } from '../scorecard/NoMemories';
import { PagedTable } from '../layout/PagedTable';
import { MemoryTableRow } from './MemoryTableRow';

const COLUMNS = [
  'Name',
  'Verdict',
  'Reason',
  'Owner',
  'Encryption',
  'Account',
  'Region',
];

/** One page of memories, or the reason why there is none. */
export function MemoriesTable({
  memories,
  total,
  filters,
  outdated,
  change,
  clear,
}: {
  memories: readonly MemoryEntity[];
  total: number;
  filters: MemoryFilters;
  /** The rows are of the previous filters. */
  outdated: boolean;
  change: (changes: Partial<MemoryFilters>) => void;
  clear: () => void;
}) {
  if (total === 0 && !filtersToSearch({ ...filters, page: undefined })) {
    return <NoMemories />;
  }
  return (
    <PagedTable
      label="Memories"
      one="memory"
      many="memories"
      columns={COLUMNS}
      total={total}
      page={filters.page}
      pageSize={PAGE_SIZE}
      outdated={outdated}
      onPageChange={page => change({ page })}
      clear={clear}
      rows={memories.map(memory => (
        <MemoryTableRow key={memory.entityRef} memory={memory} />
      ))}
    />
  );
}
