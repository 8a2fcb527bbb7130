/** Whether an instant lies before a limit in milliseconds. Also true of no date: unknown age is old age. */
export function olderThan(date: string | undefined, limit: number): boolean {
  const time = date === undefined ? NaN : Date.parse(date);
  return !(time >= limit);
}
