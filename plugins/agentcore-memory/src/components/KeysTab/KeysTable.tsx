import { EmptyState } from '@backstage/core-components';
import { KEYS_PER_PAGE, KeyRow } from '../../hooks/useKeys';
import { EntitiesFreshness } from '../../hooks/useFreshness';
import { KeyFilters, keyFiltersToSearch } from '../../model/keyFilters';
import { PagedTable } from '../layout/PagedTable';
import { KeyTableRow } from './KeyTableRow';

const COLUMNS = [
  'Key',
  'State',
  'Rotation',
  'Who may use it',
  'Memories',
  'Owner',
];

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
  if (total === 0 && !keyFiltersToSearch({ ...filters, page: undefined })) {
    return (
      <EmptyState
        missing="content"
        title="No keys found"
        description="The catalog holds no key of an AgentCore memory that you may see. Keys that AWS owns are no keys of yours and are not listed; kmsKeys: false in the provider leaves all out."
      />
    );
  }
  return (
    <PagedTable
      label="Keys, those at risk first"
      one="key"
      many="keys"
      columns={COLUMNS}
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
          columns={COLUMNS.length}
        />
      ))}
    />
  );
}
