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
  RULE_IDS,
  VERDICTS,
} from 'backstage-plugin-agentcore-memory-common';
import { useFilterOptions } from '../../hooks/useFilterOptions';
import { useTranslate } from '../../hooks/useTranslate';
import { keyAlias } from '../../model/keyWords';
import { ruleTitle } from '../../model/labels';
import { readColumns } from '../../model/memoryColumns';
import { MemoryFilters } from '../../model/memoryFilters';
import { CLAIM_PREFIX, namedOwner } from '../../model/memoryQuery';
import { FiltersBar } from '../layout/FiltersBar';
import { FilterSelect, Option, toOptions } from '../layout/FilterSelect';
import { Translate } from '../../translation';
import { ColumnChoice } from './ColumnChoice';
import { ExportMenu } from './ExportMenu';
import { RollupSwitch } from './RollupSwitch';

function ownerOption(
  t: Translate,
  value: string,
  presentationApi: EntityPresentationApi | undefined,
): Option {
  if (value.startsWith(CLAIM_PREFIX)) {
    return {
      value,
      label: t('memories.filters.claim', {
        claim: value.slice(CLAIM_PREFIX.length),
      }),
    };
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

function keyLabel(t: Translate, key: KeyEntity | undefined): string {
  return key
    ? t('memories.filters.ofKey', { key: keyAlias(t, key) })
    : t('memories.filters.ofOneKey');
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
  const t = useTranslate();
  const { value: options, error } = useFilterOptions();
  const presentationApi = useApiHolder().get(entityPresentationApiRef);
  const { columns, ...active } = filters;
  const toOption = (owner: string) => ownerOption(t, owner, presentationApi);
  const named = [
    { value: 'unowned', label: t('memories.filters.unowned') },
    { value: 'owner-not-found', label: t('memories.filters.ownerNotFound') },
    ...(options?.owners ?? []).map(toOption),
  ];
  const owners =
    !filters.owner || named.some(({ value }) => value === filters.owner)
      ? named
      : [...named, toOption(filters.owner)];
  return (
    <FiltersBar
      label={t('memories.filters.label')}
      filters={active}
      search={{
        label: t('common.searchByName'),
        onChange: q => change({ q }, { replace: true }),
      }}
      clear={clear}
    >
      <FilterSelect
        label={t('common.word.owner')}
        value={filters.owner}
        options={owners}
        onChange={owner => change({ owner, rollup: undefined })}
      />
      {namedOwner(filters.owner) && (
        <RollupSwitch rollup={filters.rollup} change={change} />
      )}
      <FilterSelect
        label={t('common.word.verdict')}
        value={filters.verdict}
        options={VERDICTS.map(verdict => ({
          value: verdict,
          label: t(`common.verdict.${verdict}`),
        }))}
        onChange={verdict => change({ verdict })}
      />
      <FilterSelect
        label={t('memories.filters.ruleNotPassed')}
        value={filters.rule}
        options={RULE_IDS.map(rule => ({
          value: rule,
          label: ruleTitle(t, rule),
        }))}
        onChange={rule => change({ rule })}
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
      {filters.key && (
        <Chip
          label={keyLabel(t, keys?.get(filters.key))}
          onDelete={() => change({ key: undefined })}
          style={{ margin: 0 }}
        />
      )}
      <ColumnChoice
        columns={readColumns(columns)}
        onChange={next => change({ columns: next, page: filters.page })}
      />
      <ExportMenu filters={filters} />
      {error && (
        <Typography variant="caption" role="alert">
          {t('memories.filters.optionsFailed', {
            reason: error.message,
          })}
        </Typography>
      )}
    </FiltersBar>
  );
}
