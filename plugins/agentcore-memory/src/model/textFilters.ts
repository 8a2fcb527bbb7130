/** Reads some text filters and the page from a query string; what is empty or not understood is left out. */
export function readTextFilters<N extends string>(
  search: string,
  names: readonly N[],
): { [name in N]?: string } & { page?: number } {
  const params = new URLSearchParams(search);
  const filters: Partial<Record<N | 'page', string | number>> = {};
  for (const name of names) {
    const value = params.get(name)?.trim();
    if (value) filters[name] = value;
  }
  const page = Number(params.get('page'));
  if (Number.isSafeInteger(page) && page > 1) filters.page = page;
  return filters as { [name in N]?: string } & { page?: number };
}

/** The query string of text filters and a page: empty, or with its question mark. */
export function writeTextFilters<N extends string>(
  filters: { [name in N]?: string } & { page?: number },
  names: readonly N[],
): string {
  const params = new URLSearchParams();
  for (const name of names) {
    const value: string | undefined = filters[name];
    if (value) params.set(name, value);
  }
  if (filters.page && filters.page > 1) {
    params.set('page', String(filters.page));
  }
  const search = params.toString();
  return search && `?${search}`;
}
