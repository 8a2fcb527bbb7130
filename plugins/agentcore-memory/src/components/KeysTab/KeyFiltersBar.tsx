import Typography from '@material-ui/core/Typography';
import { useKeyFilterOptions } from '../../hooks/useKeyFilterOptions';
import { useTranslate } from '../../hooks/useTranslate';
import { AT_RISK, KeyFilters } from '../../model/keyFilters';
import { describeState } from '../../model/keyWords';
import { FiltersBar } from '../layout/FiltersBar';
import { FilterSelect, Option, toOptions } from '../layout/FilterSelect';
import { Translate } from '../../translation';

function stateOptions(t: Translate, states: readonly string[] = []): Option[] {
  return [
    { value: AT_RISK, label: t('keys.filters.atRisk') },
    ...states.map(value => ({ value, label: describeState(t, value).label })),
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
  const t = useTranslate();
  const { value: options, error } = useKeyFilterOptions();
  return (
    <FiltersBar
      label={t('keys.filters.label')}
      filters={filters}
      search={{
        label: t('keys.filters.search'),
        onChange: q => change({ q }, { replace: true }),
      }}
      clear={clear}
    >
      <FilterSelect
        label={t('common.word.state')}
        value={filters.state}
        options={stateOptions(t, options?.states)}
        onChange={state => change({ state })}
      />
      <FilterSelect
        label={t('common.word.account')}
        value={filters.account}
        options={toOptions(options?.accounts)}
        onChange={account => change({ account })}
      />
      <FilterSelect
        label={t('common.word.region')}
        value={filters.region}
        options={toOptions(options?.regions)}
        onChange={region => change({ region })}
      />
      {error && (
        <Typography variant="caption" role="alert">
          {t('keys.filters.optionsFailed', { reason: error.message })}
        </Typography>
      )}
    </FiltersBar>
  );
}
