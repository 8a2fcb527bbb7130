/** The UTC day of an ISO 8601 instant, or of now. */
export function dayOf(iso: string = new Date().toISOString()): string {
  return iso.slice(0, 10);
}
