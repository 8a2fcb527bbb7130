import { EmptyState, Progress } from '@backstage/core-components';
import {
  WAIVER_STATES,
  WaiversResponse,
} from 'backstage-plugin-agentcore-memory-common';
import { useWaiverFilters, useWaivers } from '../../hooks/useWaivers';
import { WAIVER_LABELS } from '../../model/labels';
import { WAIVERS_PER_PAGE } from '../../model/waiverFilters';
import { FiltersBar } from '../layout/FiltersBar';
import { FilterSelect } from '../layout/FilterSelect';
import { LoadFailed, RefreshFailed } from '../layout/LoadFailed';
import { PagedTable } from '../layout/PagedTable';
import { WaiverRow } from './WaiverRow';

const COLUMNS = [
  'Of what',
  'Rule',
  'State',
  'Last day',
  'Reason',
  'Asked for by',
  'Decided by',
  'Actions',
];

const STATES = WAIVER_STATES.map(state => ({
  value: state,
  label: WAIVER_LABELS[state],
}));

function isEmpty({ totalItems }: WaiversResponse, filters: object): boolean {
  return totalItems === 0 && Object.keys(filters).length === 0;
}

/** Waivers: pending ones first, then those about to expire next, then what has ended. */
export function Waivers() {
  const { filters, change, clear } = useWaiverFilters();
  const { value, previous, error, retry } = useWaivers(filters);
  const answer = value ?? previous;
  if (!value && error) {
    return (
      <LoadFailed
        title="The waivers could not be loaded"
        error={error}
        retry={retry}
      />
    );
  }
  if (!answer) return <Progress />;
  if (isEmpty(answer, filters)) {
    return (
      <EmptyState
        missing="content"
        title="No waivers yet"
        description="A waiver is a dated, reasoned and approved exception from a rule. Ask for one on the card of a memory, at the finding."
      />
    );
  }
  return (
    <>
      <RefreshFailed error={error} retry={retry} />
      <FiltersBar label="Filter waivers" filters={filters} clear={clear}>
        <FilterSelect
          label="State"
          value={filters.state}
          options={STATES}
          onChange={state =>
            change({ state: WAIVER_STATES.find(one => one === state) })
          }
        />
      </FiltersBar>
      <PagedTable
        label="Waivers"
        one="waiver"
        many="waivers"
        columns={COLUMNS}
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
