/**
 * The filters of the Memories tab, as its URL holds them. `owner` is an entity ref, `unowned`, `owner-not-found`, or
 * `claim:<text>` for the memories whose owner tag holds that text.
 */
export interface MemoryFilters {
  owner?: string;
  /** Whether `owner` stands for all groups below it as well. */
  rollup?: boolean;
  verdict?: string;
  /** The id of a rule that the memory does not pass. */
  rule?: string;
  account?: string;
  region?: string;
  /** Text in the name. */
  q?: string;
  /** Counted from 1. */
  page?: number;
}

const TEXT_FILTERS = [
  'owner',
  'verdict',
  'rule',
  'account',
  'region',
  'q',
] as const;

/** Reads filters from a query string; what is not understood is left out. */
export function searchToFilters(search: string): MemoryFilters {
  const params = new URLSearchParams(search);
  const filters: MemoryFilters = {};
  for (const name of TEXT_FILTERS) {
    const value = params.get(name)?.trim();
    if (value) filters[name] = value;
  }
  if (filters.owner && params.get('rollup') === 'true') filters.rollup = true;
  const page = Number(params.get('page'));
  if (Number.isSafeInteger(page) && page > 1) filters.page = page;
  return filters;
}

/** The query string of filters: empty, or with its question mark. */
export function filtersToSearch(filters: Partial<MemoryFilters>): string {
  const params = new URLSearchParams();
  for (const name of TEXT_FILTERS) {
    const value = filters[name];
    if (value) params.set(name, value);
  }
  if (filters.owner && filters.rollup) params.set('rollup', 'true');
  if (filters.page && filters.page > 1) {
    params.set('page', String(filters.page));
  }
  const search = params.toString();
  return search && `?${search}`;
}
