import Button from '@material-ui/core/Button';
import TablePagination from '@material-ui/core/TablePagination';
import { EmptyState } from '@backstage/core-components';
import { ScansResponse } from 'backstage-plugin-agentcore-memory-common';
import { RequestScan } from '../../hooks/useScanRequest';
import { CoverageFilters, SCOPES_PER_PAGE } from '../../model/coverageFilters';
import { ScrollingTable } from '../common/ScrollingTable';
import { ScopeRow } from './ScopeRow';

const COLUMNS = [
  'Scope',
  'Outcome',
  'Last complete listing',
  'Memories',
  'Calls',
  'Throttles',
  'Actions',
];

/** One page of scopes, in the order they have, or why there is none. */
export function ScopesTable({
  scans: { scopes, totalItems },
  filters,
  outdated,
  change,
  clear,
  requestScan,
}: {
  scans: ScansResponse;
  filters: CoverageFilters;
  /** The rows answer the filters before these. */
  outdated: boolean;
  change: (changes: Partial<CoverageFilters>) => void;
  clear: () => void;
  requestScan?: RequestScan;
}) {
  if (totalItems === 0) {
    return (
      <EmptyState
        missing="data"
        title="No scope matches these filters"
        action={
          <Button variant="outlined" onClick={clear}>
            Clear filters
          </Button>
        }
      />
    );
  }
  if (scopes.length === 0) {
    return (
      <EmptyState
        missing="data"
        title="No scopes on this page"
        description="There are fewer pages than that."
        action={
          <Button variant="outlined" onClick={() => change({})}>
            Go to the first page
          </Button>
        }
      />
    );
  }
  const lastPage = Math.ceil(totalItems / SCOPES_PER_PAGE);
  return (
    <ScrollingTable
      label="Scopes, worst first"
      columns={COLUMNS}
      outdated={outdated}
      footer={
        <TablePagination
          component="div"
          count={totalItems}
          page={Math.min(filters.page ?? 1, lastPage) - 1}
          rowsPerPage={SCOPES_PER_PAGE}
          rowsPerPageOptions={[SCOPES_PER_PAGE]}
          onPageChange={(_, page) => change({ page: page + 1 })}
        />
      }
    >
      {scopes.map(health => (
        <ScopeRow
          key={health.scope}
          health={health}
          columns={COLUMNS.length}
          requestScan={requestScan}
        />
      ))}
    </ScrollingTable>
  );
}
