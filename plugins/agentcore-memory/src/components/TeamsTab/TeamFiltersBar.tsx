import FormControlLabel from '@material-ui/core/FormControlLabel';
import Switch from '@material-ui/core/Switch';
import { TeamFilters } from '../../model/teamFilters';
import { FiltersBar } from '../layout/FiltersBar';
import { FilterSelect } from '../layout/FilterSelect';

const SELECTIONS = [
  { value: 'mine', label: 'My teams' },
  { value: 'departments', label: 'My departments' },
];

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
  return (
    <FiltersBar
      label="Filter teams"
      filters={filters}
      search={{
        label: 'Search by name',
        onChange: q => change({ q }, { replace: true }),
      }}
      clear={clear}
    >
      <FilterSelect
        label="Show"
        none="All teams"
        value={filters.show}
        options={SELECTIONS}
        onChange={show => change({ show: show as TeamFilters['show'] })}
      />
      <FormControlLabel
        label="As a tree"
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
