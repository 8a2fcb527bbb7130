import { useMemo } from 'react';
import { Progress } from '@backstage/core-components';
import { ScorecardItem } from 'backstage-plugin-agentcore-memory-common';
import { useOwnGroups } from '../../hooks/useOwnGroups';
import { useTeamFilters } from '../../hooks/useTeamFilters';
import { useTranslate } from '../../hooks/useTranslate';
import { selectTeams } from '../../model/teamFilters';
import { LoadFailed } from '../layout/LoadFailed';
import { NoOwnTeams } from './NoOwnTeams';
import { TeamFiltersBar } from './TeamFiltersBar';
import { TeamsTable } from './TeamsTable';

const NOBODY = { refs: [], parents: [] };

/** The teams that the filters in the URL leave, as a list or a tree. */
export function Teams({ items }: { items: readonly ScorecardItem[] }) {
  const t = useTranslate();
  const { filters, change, clear } = useTeamFilters();
  const { value: own, error, retry } = useOwnGroups();
  const { view, show, q } = filters;
  const selected = useMemo(
    () => selectTeams(items, { view, show, q }, own ?? NOBODY),
    [items, view, show, q, own],
  );
  const waits = show !== undefined && !own;
  return (
    <>
      <TeamFiltersBar filters={filters} change={change} clear={clear} />
      {waits && error && (
        <LoadFailed title={t('teams.loadFailed')} error={error} retry={retry} />
      )}
      {waits && !error && <Progress />}
      {!waits && selected.length === 0 && show && !q && (
        <NoOwnTeams show={show} clear={clear} />
      )}
      {!waits && (selected.length > 0 || !show || q) && (
        <TeamsTable
          items={selected}
          filters={filters}
          change={change}
          clear={clear}
        />
      )}
    </>
  );
}
