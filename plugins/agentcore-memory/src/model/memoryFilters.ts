import { readTextFilters, writeTextFilters } from './textFilters';

/**
 * The filters of the Memories tab, as its URL holds them. `owner` is an entity ref, `unowned`, `owner-not-found`, or
 * `claim:<text>` for the memories whose owner tag holds that text.
 */
export interface MemoryFilters {
  owner?: string;
  /** `true`: `owner` stands for all groups below it as well. */
  rollup?: string;
  verdict?: string;
  /** The id of a rule that the memory does not pass. */
  rule?: string;
  account?: string;
  region?: string;
  /** The ref of the key that the memory depends on. */
  key?: string;
  /** Text in the name. */
  q?: string;
  /** The columns that are shown, separated by commas; left out: `DEFAULT_COLUMNS`. */
  columns?: string;
  /** Counted from 1. */
  page?: number;
}

const TEXT_FILTERS = [
  'owner',
  'rollup',
  'verdict',
  'rule',
  'account',
  'region',
  'key',
  'q',
  'columns',
] as const;

/** The changes that clear all filters; the columns stay. */
export const NO_FILTERS: MemoryFilters = {
  owner: undefined,
  rollup: undefined,
  verdict: undefined,
  rule: undefined,
  account: undefined,
  region: undefined,
  key: undefined,
  q: undefined,
};

/** Reads filters from a query string; what is not understood is left out. */
export function searchToFilters(search: string): MemoryFilters {
  const { rollup, ...filters } = readTextFilters(search, TEXT_FILTERS);
  return filters.owner && rollup === 'true' ? { ...filters, rollup } : filters;
}

/** The query string of filters: empty, or with its question mark. */
export function filtersToSearch(filters: Partial<MemoryFilters>): string {
  return writeTextFilters(
    filters.owner ? filters : { ...filters, rollup: undefined },
    TEXT_FILTERS,
  );
}
