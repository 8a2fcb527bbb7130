/** The columns that the Memories tab can show beside the name, in the order in which they stand. */
export const ALL_COLUMNS = [
  'verdict',
  'reason',
  'owner',
  'key',
  'encryption',
  'status',
  'account',
  'region',
] as const;

/** The name of a column, as the URL has it. */
export type MemoryColumn = (typeof ALL_COLUMNS)[number];

/** Those that show until a reader chooses. */
const DEFAULT_COLUMNS: readonly MemoryColumn[] = [
  'verdict',
  'reason',
  'owner',
  'key',
  'account',
  'region',
];

/** The columns that the URL names, in their order; where it names none that exists, the default ones. */
export function readColumns(text: string | undefined): readonly MemoryColumn[] {
  const named = text?.split(',') ?? [];
  const columns = ALL_COLUMNS.filter(column => named.includes(column));
  return columns.length > 0 ? columns : DEFAULT_COLUMNS;
}

/** What the URL says once a column is shown or hidden; nothing for the default ones. The last column stays. */
export function toggleColumn(
  columns: readonly MemoryColumn[],
  column: MemoryColumn,
): string | undefined {
  const next = ALL_COLUMNS.filter(
    each => columns.includes(each) !== (each === column),
  );
  const text = (next.length > 0 ? next : columns).join(',');
  return text === DEFAULT_COLUMNS.join(',') ? undefined : text;
}
