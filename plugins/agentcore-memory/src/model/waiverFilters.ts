import {
  WAIVER_STATES,
  WaiversRequest,
  WaiverState,
} from 'backstage-plugin-agentcore-memory-common';

/** Waivers on one page of the table. */
export const WAIVERS_PER_PAGE = 50;

/** The filters of the Waivers tab, as its URL holds them. */
export interface WaiverFilters {
  /** Where they stand. */
  state?: WaiverState;
  /** Counted from 1. */
  page?: number;
}

/** Reads filters from a query string; what is not understood is left out. */
export function searchToWaiverFilters(search: string): WaiverFilters {
  const params = new URLSearchParams(search);
  const filters: WaiverFilters = {};
  const state = WAIVER_STATES.find(one => one === params.get('state'));
  if (state) filters.state = state;
  const page = Number(params.get('page'));
  if (Number.isSafeInteger(page) && page > 1) filters.page = page;
  return filters;
}

/** The query string of filters: empty, or with its question mark. */
export function waiverFiltersToSearch({
  state,
  page,
}: Partial<WaiverFilters>): string {
  const params = new URLSearchParams();
  if (state) params.set('state', state);
  if (page && page > 1) params.set('page', String(page));
  const search = params.toString();
  return search && `?${search}`;
}

/** The request to the backend for one page. */
export function waiversRequest({
  state,
  page = 1,
}: WaiverFilters): WaiversRequest {
  return {
    state,
    offset: (page - 1) * WAIVERS_PER_PAGE,
    limit: WAIVERS_PER_PAGE,
  };
}
