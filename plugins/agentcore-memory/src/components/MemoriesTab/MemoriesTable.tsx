import Button from '@material-ui/core/Button';
import TablePagination from '@material-ui/core/TablePagination';
import { Entity } from '@backstage/catalog-model';
import { EmptyState } from '@backstage/core-components';
import { filtersToSearch, MemoryFilters } from '../../model/memoryFilters';
import { memoryOf } from '../../model/memoryOf';
import { PAGE_SIZE } from '../../model/memoryQuery';
import { NoMemories } from '../common/NoMemories';
import { ScrollingTable } from '../common/ScrollingTable';
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
  if (total === 0) {
    return filtersToSearch({ ...filters, page: undefined }) ? (
      <EmptyState
        missing="data"
        title="No memory matches these filters"
        action={
          <Button variant="outlined" onClick={clear}>
            Clear filters
          </Button>
        }
      />
    ) : (
      <NoMemories />
    );
  }
  if (entities.length === 0) {
    return (
      <EmptyState
        missing="data"
        title="No memories on this page"
        description="There are fewer pages than that."
        action={
          <Button variant="outlined" onClick={() => change({})}>
            Go to the first page
          </Button>
        }
      />
    );
  }
  const lastPage = Math.ceil(total / PAGE_SIZE);
  return (
    <ScrollingTable
      label="Memories"
      columns={COLUMNS}
      outdated={outdated}
      footer={
        <TablePagination
          component="div"
          count={total}
          page={Math.min(filters.page ?? 1, lastPage) - 1}
          rowsPerPage={PAGE_SIZE}
          rowsPerPageOptions={[PAGE_SIZE]}
          onPageChange={(_, page) => change({ page: page + 1 })}
        />
      }
    >
      {entities.map(memoryOf).map(memory => (
        <MemoryTableRow key={memory.entityRef} memory={memory} />
      ))}
    </ScrollingTable>
  );
}
