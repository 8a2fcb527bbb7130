import { readTextFilters, writeTextFilters } from './textFilters';

/** The value of the filter `state` for every key that is not known to be enabled. */
export const AT_RISK = 'at-risk';

/** The value of the filter `state` for keys of which AWS says that they do not exist. */
export const MISSING = 'missing';

/** The filters of the Keys tab, as its URL holds them. */
export interface KeyFilters {
  /** As AWS spells it, `unknown`, `MISSING`, or `AT_RISK`. */
  state?: string;
  account?: string;
  region?: string;
  /** Text in the alias or the id. */
  q?: string;
  /** Counted from 1. */
  page?: number;
}

const TEXT_FILTERS = ['state', 'account', 'region', 'q'] as const;

/** Reads filters from a query string; what is not understood is left out. */
export function searchToKeyFilters(search: string): KeyFilters {
  return readTextFilters(search, TEXT_FILTERS);
}

/** The query string of filters: empty, or with its question mark. */
export function keyFiltersToSearch(filters: Partial<KeyFilters>): string {
  return writeTextFilters(filters, TEXT_FILTERS);
}
