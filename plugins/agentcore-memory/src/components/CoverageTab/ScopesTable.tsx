import { ScansResponse } from 'backstage-plugin-agentcore-memory-common';
import { RequestScan } from '../../hooks/useScanRequest';
import { CoverageFilters, SCOPES_PER_PAGE } from '../../model/coverageFilters';
import { PagedTable } from '../layout/PagedTable';
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

/** One page of scopes in the given order, or the reason why there is none. */
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
  /** The rows are of the previous filters. */
  outdated: boolean;
  change: (changes: Partial<CoverageFilters>) => void;
  clear: () => void;
  requestScan?: RequestScan;
}) {
  return (
    <PagedTable
      label="Scopes, worst first"
      one="scope"
      many="scopes"
      columns={COLUMNS}
      total={totalItems}
      page={filters.page}
      pageSize={SCOPES_PER_PAGE}
      outdated={outdated}
      onPageChange={page => change({ page })}
      clear={clear}
      rows={scopes.map(health => (
        <ScopeRow
          key={health.scope}
          health={health}
          columns={COLUMNS.length}
          requestScan={requestScan}
        />
      ))}
    />
  );
}
