import { useTranslate } from '../../hooks/useTranslate';
import { CoverageFilters, SCOPE_OUTCOMES } from '../../model/coverageFilters';
import { FiltersBar } from '../layout/FiltersBar';
import { FilterSelect } from '../layout/FilterSelect';

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
  const t = useTranslate();
  return (
    <FiltersBar
      label={t('coverage.filters.label')}
      filters={filters}
      search={{
        label: t('coverage.filters.search'),
        onChange: q => change({ q }, { replace: true }),
      }}
      clear={clear}
    >
      <FilterSelect
        label={t('common.word.outcome')}
        value={filters.outcome}
        options={SCOPE_OUTCOMES.map(outcome => ({
          value: outcome,
          label: t(`common.scanOutcome.${outcome}`),
        }))}
        onChange={value =>
          change({ outcome: SCOPE_OUTCOMES.find(o => o === value) })
        }
      />
    </FiltersBar>
  );
}
