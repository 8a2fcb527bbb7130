import { Progress } from '@backstage/core-components';
import { useFreshness } from '../../hooks/useFreshness';
import { useKeyFilters, useKeys } from '../../hooks/useKeys';
import { useTranslate } from '../../hooks/useTranslate';
import { LoadFailed, RefreshFailed } from '../layout/LoadFailed';
import { FreshnessAsked } from '../scorecard/FreshnessAsked';
import { FreshnessFailed } from '../scorecard/FreshnessFailed';
import { KeyFiltersBar } from './KeyFiltersBar';
import { KeysTable } from './KeysTable';

/** The Keys tab: the keys of memories, those at risk first, filtered by what the URL says. */
export function KeysTab() {
  const t = useTranslate();
  const { filters, change, clear } = useKeyFilters();
  const { value, previous, error, retry } = useKeys(filters);
  const answer = value ?? previous;
  const freshness = useFreshness(
    (answer?.rows ?? []).map(({ key }) => key.entityRef),
  );
  return (
    <>
      <KeyFiltersBar filters={filters} change={change} clear={clear} />
      {value && <RefreshFailed error={error} retry={retry} />}
      {error && !value && (
        <LoadFailed
          title={t('common.loadFailed.keys')}
          error={error}
          retry={retry}
        />
      )}
      <FreshnessFailed freshness={freshness} />
      {!answer && !error && <Progress />}
      {answer && (
        <KeysTable
          rows={answer.rows}
          freshness={freshness}
          total={answer.total}
          filters={filters}
          outdated={!value}
          change={change}
          clear={clear}
        />
      )}
      <FreshnessAsked freshness={freshness} />
    </>
  );
}
