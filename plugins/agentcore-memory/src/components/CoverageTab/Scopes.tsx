import { useMemo } from 'react';
import Button from '@material-ui/core/Button';
import { EmptyState } from '@backstage/core-components';
import { ScopeHealth } from 'backstage-plugin-agentcore-memory-common';
import { useCoverageFilters } from '../../hooks/useCoverageFilters';
import { RequestScan } from '../../hooks/useScanRequest';
import { filterScopes, sortScopes } from '../../model/coverage';
import { CoverageFiltersBar } from './CoverageFiltersBar';
import { ScopesTable } from './ScopesTable';

/** The scopes that the URL asks for, worst first. */
export function Scopes({
  scopes,
  requestScan,
}: {
  scopes: readonly ScopeHealth[];
  requestScan?: RequestScan;
}) {
  const { filters, change, clear } = useCoverageFilters();
  const sorted = useMemo(() => sortScopes(scopes), [scopes]);
  const shown = useMemo(() => filterScopes(sorted, filters), [sorted, filters]);
  return (
    <>
      <CoverageFiltersBar filters={filters} change={change} clear={clear} />
      {shown.length === 0 ? (
        <EmptyState
          missing="data"
          title="No scope matches these filters"
          action={
            <Button variant="outlined" onClick={clear}>
              Clear filters
            </Button>
          }
        />
      ) : (
        <ScopesTable
          scopes={shown}
          page={filters.page ?? 1}
          onPageChange={page => change({ page })}
          requestScan={requestScan}
        />
      )}
    </>
  );
}
