import Typography from '@material-ui/core/Typography';
import { useKeyFilterOptions } from '../../hooks/useKeyFilterOptions';
import { AT_RISK, KeyFilters } from '../../model/keyFilters';
import { describeState } from '../../model/keyWords';
import { FiltersBar } from '../layout/FiltersBar';
import { FilterSelect, Option, toOptions } from '../layout/FilterSelect';

function stateOptions(states: readonly string[] = []): Option[] {
  return [
    { value: AT_RISK, label: 'At risk' },
    ...states.map(value => ({ value, label: describeState(value).label })),
  ];
}

/** The filters above the keys. */
export function KeyFiltersBar({
  filters,
  change,
  clear,
}: {
  filters: KeyFilters;
  change: (
    changes: Partial<KeyFilters>,
    options?: { replace: boolean },
  ) => void;
  clear: () => void;
}) {
  const { value: options, error } = useKeyFilterOptions();
  return (
    <FiltersBar
      label="Filter keys"
      filters={filters}
      search={{
        label: 'Search by alias',
        onChange: q => change({ q }, { replace: true }),
      }}
      clear={clear}
    >
      <FilterSelect
        label="State"
        value={filters.state}
        options={stateOptions(options?.states)}
        onChange={state => change({ state })}
      />
      <FilterSelect
        label="Account"
        value={filters.account}
        options={toOptions(options?.accounts)}
        onChange={account => change({ account })}
      />
      <FilterSelect
        label="Region"
        value={filters.region}
        options={toOptions(options?.regions)}
        onChange={region => change({ region })}
      />
      {error && (
        <Typography variant="caption" role="alert">
          States, accounts and regions to choose from could not be loaded:{' '}
          {error.message}
        </Typography>
      )}
    </FiltersBar>
  );
}
