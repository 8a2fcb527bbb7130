import {
  ScansRequest,
  ScopeHealth,
} from 'backstage-plugin-agentcore-memory-common';

/** Scopes on one page; there may be thousands. */
export const SCOPES_PER_PAGE = 50;

/** The outcomes of a scope's last attempt that the filter offers. */
export const SCOPE_OUTCOMES: readonly ScopeHealth['outcome'][] = [
  'failed',
  'complete',
  'unsupported',
  'blocked',
];

/** The filters of the Coverage tab, as its URL holds them. */
export interface CoverageFilters {
  /** Outcome of the last attempt. */
  outcome?: ScopeHealth['outcome'];
  /** Text in the scope or the reason. */
  q?: string;
  /** Counted from 1. */
  page?: number;
}

/** Reads filters from a query string; what is not understood is left out. */
export function searchToCoverageFilters(search: string): CoverageFilters {
  const params = new URLSearchParams(search);
  const filters: CoverageFilters = {};
  const outcome = SCOPE_OUTCOMES.find(o => o === params.get('outcome'));
  if (outcome) filters.outcome = outcome;
  const q = params.get('q')?.trim();
  if (q) filters.q = q;
  const page = Number(params.get('page'));
  if (Number.isSafeInteger(page) && page > 1) filters.page = page;
  return filters;
}

/** The query string of filters: empty, or with its question mark. */
export function coverageFiltersToSearch({
  outcome,
  q,
  page,
}: Partial<CoverageFilters>): string {
  const params = new URLSearchParams();
  if (outcome) params.set('outcome', outcome);
  if (q) params.set('q', q);
  if (page && page > 1) params.set('page', String(page));
  const search = params.toString();
  return search && `?${search}`;
}

/** The request to the backend for one page. */
export function scansRequest({
  outcome,
  q,
  page = 1,
}: CoverageFilters): ScansRequest {
  return {
    outcome,
    q,
    offset: (page - 1) * SCOPES_PER_PAGE,
    limit: SCOPES_PER_PAGE,
  };
}
