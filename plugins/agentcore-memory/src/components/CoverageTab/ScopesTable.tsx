import { ScansResponse } from 'backstage-plugin-agentcore-memory-common';
import { RequestScan } from '../../hooks/useScanRequest';
import { useTranslate } from '../../hooks/useTranslate';
import { CoverageFilters, SCOPES_PER_PAGE } from '../../model/coverageFilters';
import { PagedTable } from '../layout/PagedTable';
import { ScopeRow } from './ScopeRow';

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
  const t = useTranslate();
  const columns = [
    t('coverage.scope'),
    t('common.word.outcome'),
    t('coverage.lastComplete'),
    t('common.word.memories'),
    t('common.word.calls'),
    t('common.word.throttles'),
    t('common.word.actions'),
  ];
  return (
    <PagedTable
      label={t('coverage.worstFirst')}
      noMatch={t('coverage.noMatch')}
      noneOnPage={t('coverage.noneOnPage')}
      columns={columns}
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
          columns={columns.length}
          requestScan={requestScan}
        />
      ))}
    />
  );
}
