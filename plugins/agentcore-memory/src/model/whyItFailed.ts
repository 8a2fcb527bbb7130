import { ResponseError } from '@backstage/errors';

/** The backend's own words where it answered, as they say what to do. */
export function whyItFailed(thrown: unknown): string {
  if (thrown instanceof ResponseError) return thrown.cause.message;
  return thrown instanceof Error ? thrown.message : String(thrown);
}
