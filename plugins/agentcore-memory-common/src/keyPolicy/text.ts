const MAX_QUOTED = 100;
const MAX_LISTED = 3;

/** A piece of a policy for use in a sentence: on one line and bounded, since the author of a policy is not trusted. */
export function bounded(text: string): string {
  const line = text.replace(/[\p{C}\s]+/gu, ' ');
  const characters = [...line.slice(0, 2 * MAX_QUOTED + 2)];
  return characters.length > MAX_QUOTED
    ? `${characters.slice(0, MAX_QUOTED - 1).join('')}…`
    : line;
}

/** The same, in quotation marks. */
export function quoted(text: string): string {
  return `"${bounded(text)}"`;
}

/** `a, b and c`; of a long list the first few, and how many more there are. */
export function listed(
  items: readonly string[],
  conjunction: 'and' | 'or' = 'and',
  max = MAX_LISTED,
): string {
  const shown = items.slice(0, max);
  const more = items.length - shown.length;
  if (more > 0) shown.push(`${more} more`);
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} ${conjunction} ${
    shown[shown.length - 1]
  }`;
}
