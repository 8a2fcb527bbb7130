import { MAX_FRESHNESS_REFS } from 'backstage-plugin-agentcore-memory-common';
import { z } from 'zod';
import { entityRef } from './fields';
import { parseAs } from './parseAs';

const body = z.strictObject({
  entityRefs: z
    .array(entityRef)
    .max(MAX_FRESHNESS_REFS, `must have at most ${MAX_FRESHNESS_REFS} items`),
});

/** Reads the body of `POST /v1/freshness`. Throws `InputError` naming the field that is wrong. */
export function parseFreshnessRequest(input: unknown): string[] {
  return parseAs(body, input, 'body').entityRefs;
}
