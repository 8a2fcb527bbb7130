import Chip from '@material-ui/core/Chip';
import Typography from '@material-ui/core/Typography';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import {
  EntityPresentationApi,
  entityPresentationApiRef,
  entityPresentationSnapshot,
} from '@backstage/plugin-catalog-react';
import {
  KeyEntity,
  ownerRefOf,
  RULES,
  VERDICTS,
} from 'backstage-plugin-agentcore-memory-common';
import { useFilterOptions } from '../../hooks/useFilterOptions';
import { keyAlias } from '../../model/keyWords';
import { VERDICT_LABELS } from '../../model/labels';
import { readColumns } from '../../model/memoryColumns';
import { MemoryFilters } from '../../model/memoryFilters';
import { CLAIM_PREFIX, namedOwner } from '../../model/memoryQuery';
import { FiltersBar } from '../layout/FiltersBar';
import { FilterSelect, Option, toOptions } from '../layout/FilterSelect';
import { ColumnChoice } from './ColumnChoice';
import { RollupSwitch } from './RollupSwitch';

const VERDICT_OPTIONS: Option[] = VERDICTS.map(verdict => ({
  value: verdict,
  label: VERDICT_LABELS[verdict],
}));

const RULE_OPTIONS: Option[] = RULES.map(({ id, title }) => ({
  value: id,
  label: title,
}));

const OWNER_BUCKETS: Option[] = [
  { value: 'unowned', label: 'Unowned' },
  { value: 'owner-not-found', label: 'Owner not found' },
];

function ownerOption(
  value: string,
  presentationApi: EntityPresentationApi | undefined,
): Option {
  if (value.startsWith(CLAIM_PREFIX)) {
    return { value, label: `"${value.slice(CLAIM_PREFIX.length)}"` };
  }
  const ref = ownerRefOf(value);
  if (!ref) return { value, label: value };
  const { primaryTitle } = entityPresentationSnapshot(
    ref,
    { defaultKind: 'group' },
    presentationApi,
  );
  return { value, label: primaryTitle };
}

function keyLabel(key: KeyEntity | undefined): string {
  return key ? `Key: ${keyAlias(key)}` : 'Under one key';
}

/** The filters above the memories, and the choice of columns. */
export function MemoryFiltersBar({
  filters,
  keys,
  change,
  clear,
}: {
  filters: MemoryFilters;
  /** The keys on the page, by ref. */
  keys?: ReadonlyMap<string, KeyEntity>;
  change: (
    changes: Partial<MemoryFilters>,
    options?: { replace: boolean },
  ) => void;
  clear: () => void;
}) {
  const { value: options, error } = useFilterOptions();
  const presentationApi = useApiHolder().get(entityPresentationApiRef);
  const { columns, ...active } = filters;
  const toOption = (owner: string) => ownerOption(owner, presentationApi);
  const named = [...OWNER_BUCKETS, ...(options?.owners ?? []).map(toOption)];
  const owners =
    !filters.owner || named.some(({ value }) => value === filters.owner)
      ? named
      : [...named, toOption(filters.owner)];
  return (
    <FiltersBar
      label="Filter memories"
      filters={active}
      search={{
        label: 'Search by name',
        onChange: q => change({ q }, { replace: true }),
      }}
      clear={clear}
    >
      <FilterSelect
        label="Owner"
        value={filters.owner}
        options={owners}
        onChange={owner => change({ owner, rollup: undefined })}
      />
      {namedOwner(filters.owner) && (
        <RollupSwitch rollup={filters.rollup} change={change} />
      )}
      <FilterSelect
        label="Verdict"
        value={filters.verdict}
        options={VERDICT_OPTIONS}
        onChange={verdict => change({ verdict })}
      />
      <FilterSelect
        label="Rule not passed"
        value={filters.rule}
        options={RULE_OPTIONS}
        onChange={rule => change({ rule })}
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
      {filters.key && (
        <Chip
          label={keyLabel(keys?.get(filters.key))}
          onDelete={() => change({ key: undefined })}
          style={{ margin: 0 }}
        />
      )}
      <ColumnChoice
        columns={readColumns(columns)}
        onChange={next => change({ columns: next, page: filters.page })}
      />
      {error && (
        <Typography variant="caption" role="alert">
          Owners, accounts and regions to choose from could not be loaded:{' '}
          {error.message}
        </Typography>
      )}
    </FiltersBar>
  );
}
