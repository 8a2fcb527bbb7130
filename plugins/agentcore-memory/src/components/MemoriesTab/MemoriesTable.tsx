import {
  KeyEntity,
  MemoryEntity,
} from 'backstage-plugin-agentcore-memory-common';
import { EntitiesFreshness } from '../../hooks/useFreshness';
import { useTranslate } from '../../hooks/useTranslate';
import { filtersToSearch, MemoryFilters } from '../../model/memoryFilters';
import { readColumns } from '../../model/memoryColumns';
import { PAGE_SIZE } from '../../model/memoryQuery';
import { NoMemories } from '../scorecard/NoMemories';
import { PagedTable } from '../layout/PagedTable';
import { MemoryTableRow } from './MemoryTableRow';

/** One page of memories, or the reason why there is none. */
export function MemoriesTable({
  memories,
  freshness,
  keys,
  total,
  notInCatalog,
  filters,
  outdated,
  change,
  clear,
}: {
  memories: readonly MemoryEntity[];
  /** Of the memories. */
  freshness: EntitiesFreshness;
  /** By ref. */
  keys: ReadonlyMap<string, KeyEntity>;
  total: number;
  /** Memories that AWS has and the catalog does not show; left out: not known. */
  notInCatalog?: number;
  filters: MemoryFilters;
  /** The rows are of the previous filters. */
  outdated: boolean;
  change: (changes: Partial<MemoryFilters>) => void;
  clear: () => void;
}) {
  const t = useTranslate();
  const hasFilters = filtersToSearch({
    ...filters,
    page: undefined,
    columns: undefined,
  });
  if (total === 0 && !hasFilters) {
    return <NoMemories notInCatalog={notInCatalog} />;
  }
  const columns = readColumns(filters.columns);
  return (
    <PagedTable
      label={t('common.word.memories')}
      noMatch={t('memories.noMatch')}
      noneOnPage={t('memories.noneOnPage')}
      columns={[
        t('common.word.name'),
        ...columns.map(column => t(`common.word.${column}`)),
      ]}
      total={total}
      page={filters.page}
      pageSize={PAGE_SIZE}
      outdated={outdated}
      onPageChange={page => change({ page })}
      clear={clear}
      rows={memories.map(memory => (
        <MemoryTableRow
          key={memory.entityRef}
          memory={memory}
          freshness={freshness.of(memory)}
          keyEntity={keys.get(memory.keyRef ?? '')}
          columns={columns}
        />
      ))}
    />
  );
}
