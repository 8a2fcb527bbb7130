/** The beginning of a text, at most so many UTF-16 units; never half of a surrogate pair. */
export function cut(text: string, maxLength: number): string {
  return text.length > maxLength
    ? text.slice(0, maxLength).replace(/[\uD800-\uDBFF]$/, '')
    : text;
}
