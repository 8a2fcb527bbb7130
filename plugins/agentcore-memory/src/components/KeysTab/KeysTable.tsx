import { EmptyState } from '@backstage/core-components';
import { KEYS_PER_PAGE, KeyRow } from '../../hooks/useKeys';
import { EntitiesFreshness } from '../../hooks/useFreshness';
import { useTranslate } from '../../hooks/useTranslate';
import { KeyFilters, keyFiltersToSearch } from '../../model/keyFilters';
import { PagedTable } from '../layout/PagedTable';
import { KeyTableRow } from './KeyTableRow';

/** One page of keys, or the reason why there is none. */
export function KeysTable({
  rows,
  freshness,
  total,
  filters,
  outdated,
  change,
  clear,
}: {
  rows: readonly KeyRow[];
  /** Of the keys. */
  freshness: EntitiesFreshness;
  total: number;
  filters: KeyFilters;
  /** The rows are of the previous filters. */
  outdated: boolean;
  change: (changes: Partial<KeyFilters>) => void;
  clear: () => void;
}) {
  const t = useTranslate();
  if (total === 0 && !keyFiltersToSearch({ ...filters, page: undefined })) {
    return (
      <EmptyState
        missing="content"
        title={t('keys.none')}
        description={t('keys.noneWhy')}
      />
    );
  }
  const columns = [
    t('common.word.key'),
    t('common.word.state'),
    t('common.word.rotation'),
    t('keys.whoMayUseIt'),
    t('common.word.memories'),
    t('common.word.owner'),
  ];
  return (
    <PagedTable
      label={t('keys.atRiskFirst')}
      noMatch={t('keys.noMatch')}
      noneOnPage={t('keys.noneOnPage')}
      columns={columns}
      total={total}
      page={filters.page}
      pageSize={KEYS_PER_PAGE}
      outdated={outdated}
      onPageChange={page => change({ page })}
      clear={clear}
      rows={rows.map(row => (
        <KeyTableRow
          key={row.key.entityRef}
          row={row}
          freshness={freshness.of(row.key)}
          columns={columns.length}
        />
      ))}
    />
  );
}
