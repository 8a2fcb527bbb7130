import { makeStyles } from '@material-ui/core/styles';
import Button from '@material-ui/core/Button';
import { CoverageFilters, SCOPE_OUTCOMES } from '../../model/coverageFilters';
import { SCAN_LABELS } from '../../model/labels';
import { FilterSelect, Option } from '../MemoriesTab/FilterSelect';
import { NameSearch } from '../MemoriesTab/NameSearch';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-end',
    gap: theme.spacing(2),
    marginBottom: theme.spacing(2),
  },
}));

const OUTCOMES: Option[] = SCOPE_OUTCOMES.map(outcome => ({
  value: outcome,
  label: SCAN_LABELS[outcome],
}));

/** The filters above the scopes. */
export function CoverageFiltersBar({
  filters: { outcome, q },
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
  const classes = useStyles();
  return (
    <div role="search" aria-label="Filter scopes" className={classes.root}>
      <NameSearch
        label="Account, region or reason"
        value={q ?? ''}
        onChange={text => change({ q: text }, { replace: true })}
      />
      <FilterSelect
        label="Outcome"
        value={outcome}
        options={OUTCOMES}
        onChange={value =>
          change({ outcome: SCOPE_OUTCOMES.find(o => o === value) })
        }
      />
      {(outcome || q) && <Button onClick={clear}>Clear filters</Button>}
    </div>
  );
}
