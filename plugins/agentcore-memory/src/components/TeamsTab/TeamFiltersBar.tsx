import FormControlLabel from '@material-ui/core/FormControlLabel';
import Switch from '@material-ui/core/Switch';
import { useTranslate } from '../../hooks/useTranslate';
import { TeamFilters } from '../../model/teamFilters';
import { FiltersBar } from '../layout/FiltersBar';
import { FilterSelect } from '../layout/FilterSelect';

/** The filters above the teams. */
export function TeamFiltersBar({
  filters,
  change,
  clear,
}: {
  filters: TeamFilters;
  change: (
    changes: Partial<TeamFilters>,
    options?: { replace: boolean },
  ) => void;
  clear: () => void;
}) {
  const t = useTranslate();
  return (
    <FiltersBar
      label={t('teams.filters.label')}
      filters={filters}
      search={{
        label: t('common.searchByName'),
        onChange: q => change({ q }, { replace: true }),
      }}
      clear={clear}
    >
      <FilterSelect
        label={t('teams.filters.show')}
        none={t('teams.allTeams')}
        value={filters.show}
        options={[
          { value: 'mine', label: t('teams.filters.mine') },
          { value: 'departments', label: t('teams.filters.departments') },
        ]}
        onChange={show => change({ show: show as TeamFilters['show'] })}
      />
      <FormControlLabel
        label={t('teams.filters.tree')}
        control={
          <Switch
            color="primary"
            checked={filters.view === 'tree'}
            onChange={(_, checked) =>
              change({ view: checked ? 'tree' : undefined })
            }
          />
        }
      />
    </FiltersBar>
  );
}
