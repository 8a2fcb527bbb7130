import { EmptyState, Progress } from '@backstage/core-components';
import {
  WAIVER_STATES,
  WaiversResponse,
} from 'backstage-plugin-agentcore-memory-common';
import { useWaiverFilters, useWaivers } from '../../hooks/useWaivers';
import { useTranslate } from '../../hooks/useTranslate';
import { WAIVERS_PER_PAGE } from '../../model/waiverFilters';
import { FiltersBar } from '../layout/FiltersBar';
import { FilterSelect } from '../layout/FilterSelect';
import { LoadFailed, RefreshFailed } from '../layout/LoadFailed';
import { PagedTable } from '../layout/PagedTable';
import { WaiverRow } from './WaiverRow';

function isEmpty({ totalItems }: WaiversResponse, filters: object): boolean {
  return totalItems === 0 && Object.keys(filters).length === 0;
}

/** Waivers: pending ones first, then those about to expire next, then what has ended. */
export function Waivers() {
  const t = useTranslate();
  const { filters, change, clear } = useWaiverFilters();
  const { value, previous, error, retry } = useWaivers(filters);
  const answer = value ?? previous;
  if (!value && error) {
    return (
      <LoadFailed title={t('waivers.loadFailed')} error={error} retry={retry} />
    );
  }
  if (!answer) return <Progress />;
  if (isEmpty(answer, filters)) {
    return (
      <EmptyState
        missing="content"
        title={t('waivers.none')}
        description={t('waivers.whatItIs')}
      />
    );
  }
  return (
    <>
      <RefreshFailed error={error} retry={retry} />
      <FiltersBar label={t('waivers.filter')} filters={filters} clear={clear}>
        <FilterSelect
          label={t('common.word.state')}
          value={filters.state}
          options={WAIVER_STATES.map(state => ({
            value: state,
            label: t(`waivers.state.${state}`),
          }))}
          onChange={state =>
            change({ state: WAIVER_STATES.find(one => one === state) })
          }
        />
      </FiltersBar>
      <PagedTable
        label={t('common.word.waivers')}
        noMatch={t('waivers.noMatch')}
        noneOnPage={t('waivers.noneOnPage')}
        columns={[
          t('waivers.column.ofWhat'),
          t('common.word.rule'),
          t('common.word.state'),
          t('waivers.lastDay'),
          t('common.word.reason'),
          t('waivers.column.askedForBy'),
          t('waivers.column.decidedBy'),
          t('common.word.actions'),
        ]}
        total={answer.totalItems}
        page={filters.page}
        pageSize={WAIVERS_PER_PAGE}
        outdated={!value}
        onPageChange={page => change({ page })}
        clear={clear}
        rows={answer.items.map(waiver => (
          <WaiverRow key={waiver.id} waiver={waiver} onChanged={retry} />
        ))}
      />
    </>
  );
}
