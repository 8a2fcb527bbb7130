import { CoverageFilters, SCOPE_OUTCOMES } from '../../model/coverageFilters';
import { SCAN_LABELS } from '../../model/labels';
import { FiltersBar } from '../layout/FiltersBar';
import { FilterSelect, Option } from '../layout/FilterSelect';

const OUTCOMES: Option[] = SCOPE_OUTCOMES.map(outcome => ({
  value: outcome,
  label: SCAN_LABELS[outcome],
}));

/** The filters above the scopes. */
export function CoverageFiltersBar({
  filters,
  change,
  clear,
}: {
  filters: CoverageFilters;
  change: (
    changes: Partial<CoverageFilters>,
    options?: { replace: boolean },
  ) => void;
  clear: () => void;
}) {
  return (
    <FiltersBar
      label="Filter scopes"
      filters={filters}
      search={{
        label: 'Account, region or reason',
        onChange: q => change({ q }, { replace: true }),
      }}
      clear={clear}
    >
      <FilterSelect
        label="Outcome"
        value={filters.outcome}
        options={OUTCOMES}
        onChange={value =>
          change({ outcome: SCOPE_OUTCOMES.find(o => o === value) })
        }
      />
    </FiltersBar>
  );
}
