import TablePagination from '@material-ui/core/TablePagination';
import { ScopeHealth } from 'backstage-plugin-agentcore-memory-common';
import { RequestScan } from '../../hooks/useScanRequest';
import { ScrollingTable } from '../common/ScrollingTable';
import { ScopeRow } from './ScopeRow';

/** Scopes on one page; there may be thousands, and a table of them all would not be usable. */
const PAGE_SIZE = 50;

const COLUMNS = [
  'Scope',
  'Outcome',
  'Last complete listing',
  'Memories',
  'Calls',
  'Throttles',
  'Reason',
  'Actions',
];

/** One page of scopes, in the order they have. A page past the last one is the last one. */
export function ScopesTable({
  scopes,
  page,
  onPageChange,
  requestScan,
}: {
  scopes: readonly ScopeHealth[];
  /** Counted from 1. */
  page: number;
  onPageChange: (page: number) => void;
  requestScan?: RequestScan;
}) {
  const index = Math.min(page, Math.ceil(scopes.length / PAGE_SIZE)) - 1;
  const start = index * PAGE_SIZE;
  return (
    <ScrollingTable
      label="Scopes, worst first"
      columns={COLUMNS}
      footer={
        <TablePagination
          component="div"
          count={scopes.length}
          page={index}
          rowsPerPage={PAGE_SIZE}
          rowsPerPageOptions={[PAGE_SIZE]}
          onPageChange={(_, next) => onPageChange(next + 1)}
        />
      }
    >
      {scopes.slice(start, start + PAGE_SIZE).map(health => (
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
