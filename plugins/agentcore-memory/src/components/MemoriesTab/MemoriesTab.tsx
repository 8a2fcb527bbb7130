import Typography from '@material-ui/core/Typography';
import { Progress } from '@backstage/core-components';
import { useMemories, useMemoryFilters } from '../../hooks/useMemories';
import { useScorecards } from '../../hooks/useScorecards';
import { pluralizeMemories } from '../../model/labels';
import { NO_FILTERS } from '../../model/memoryFilters';
import { LoadFailed, RefreshFailed } from '../layout/LoadFailed';
import { PartialBanner } from '../scorecard/PartialBanner';
import { MemoriesTable } from './MemoriesTable';
import { MemoryFiltersBar } from './MemoryFiltersBar';

/** The Memories tab: memories from the catalog, filtered by what the URL says. */
export function MemoriesTab() {
  const { filters, change } = useMemoryFilters();
  const clear = () => change(NO_FILTERS);
  const memories = useMemories(filters);
  const scorecards = useScorecards();
  const answer = memories.value ?? memories.previous;
  return (
    <>
      {scorecards.value && <PartialBanner scans={scorecards.value.scans} />}
      {scorecards.error && (
        <RefreshFailed
          title="Could not ask which scopes were read; memories may be missing below"
          error={scorecards.error}
          retry={scorecards.retry}
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
          title="The memories could not be loaded"
          error={memories.error}
          retry={memories.retry}
        />
      )}
      {!answer && !memories.error && <Progress />}
      {answer && (
        <MemoriesTable
          memories={answer.memories}
          keys={answer.keys}
          total={answer.total}
          filters={filters}
          outdated={!memories.value}
          change={change}
          clear={clear}
        />
      )}
      {answer && answer.hidden > 0 && (
        <Typography variant="caption" color="textSecondary" component="p">
          {`${pluralizeMemories(
            answer.hidden,
          )} of groups that you may not read are not listed.`}
        </Typography>
      )}
      {Boolean(scorecards.value?.totals.stale) && (
        <Typography variant="caption" color="textSecondary">
          Verdicts here are the last known ones; scores and coverage count
          memories with stale facts as unknown.
        </Typography>
      )}
    </>
  );
}
