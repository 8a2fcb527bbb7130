import { Entity } from '@backstage/catalog-model';
import { filtersToSearch, MemoryFilters } from '../../model/memoryFilters';
import { memoryOf } from '../../model/memoryOf';
import { PAGE_SIZE } from '../../model/memoryQuery';
import { NoMemories } from '../common/NoMemories';
import { PagedTable } from '../common/PagedTable';
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

/** One page of memories, or why there is none. */
export function MemoriesTable({
  entities,
  total,
  filters,
  outdated,
  change,
  clear,
}: {
  entities: readonly Entity[];
  total: number;
  filters: MemoryFilters;
  /** The rows answer the filters before these. */
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
      rows={entities.map(memoryOf).map(memory => (
        <MemoryTableRow key={memory.entityRef} memory={memory} />
      ))}
    />
  );
}
