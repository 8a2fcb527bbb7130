import Typography from '@material-ui/core/Typography';
import { Progress } from '@backstage/core-components';
import { useMemories, useMemoryFilters } from '../../hooks/useMemories';
import { useFreshness } from '../../hooks/useFreshness';
import { useScanSummary } from '../../hooks/useScanSummary';
import { useTranslate } from '../../hooks/useTranslate';
import { NO_FILTERS } from '../../model/memoryFilters';
import { LoadFailed, RefreshFailed } from '../layout/LoadFailed';
import { PartialBanner } from '../scorecard/PartialBanner';
import { FreshnessAsked } from '../scorecard/FreshnessAsked';
import { FreshnessFailed } from '../scorecard/FreshnessFailed';
import { MemoriesTable } from './MemoriesTable';
import { MemoryFiltersBar } from './MemoryFiltersBar';
import { StaleElsewhere } from './StaleElsewhere';

/** The Memories tab: memories from the catalog, filtered by what the URL says. */
export function MemoriesTab() {
  const t = useTranslate();
  const { filters, change } = useMemoryFilters();
  const clear = () => change(NO_FILTERS);
  const memories = useMemories(filters);
  const scans = useScanSummary();
  const answer = memories.value ?? memories.previous;
  const freshness = useFreshness(
    (answer?.memories ?? []).map(({ entityRef }) => entityRef),
  );
  return (
    <>
      {scans.value && <PartialBanner scans={scans.value} />}
      {scans.error && (
        <RefreshFailed
          title={t('memories.scopesFailed')}
          error={scans.error}
          retry={scans.retry}
        />
      )}
      <MemoryFiltersBar
        filters={filters}
        keys={answer?.keys}
        change={change}
        clear={clear}
      />
      {memories.value && (
        <RefreshFailed error={memories.error} retry={memories.retry} />
      )}
      {memories.error && !memories.value && (
        <LoadFailed
          title={t('memories.loadFailed')}
          error={memories.error}
          retry={memories.retry}
        />
      )}
      <FreshnessFailed freshness={freshness} />
      {filters.verdict === 'unknown' && <StaleElsewhere />}
      {!answer && !memories.error && <Progress />}
      {answer && (
        <MemoriesTable
          memories={answer.memories}
          freshness={freshness}
          keys={answer.keys}
          total={answer.total}
          notInCatalog={scans.value?.notInCatalog}
          filters={filters}
          outdated={!memories.value}
          change={change}
          clear={clear}
        />
      )}
      {answer && answer.hidden > 0 && (
        <Typography variant="caption" color="textSecondary" component="p">
          {t('memories.hidden', { count: answer.hidden })}
        </Typography>
      )}
      <FreshnessAsked freshness={freshness} />
      {answer?.memories.some(m => freshness.of(m).state === 'stale') && (
        <Typography variant="caption" color="textSecondary" component="p">
          {t('memories.lastKnown')}
        </Typography>
      )}
    </>
  );
}
