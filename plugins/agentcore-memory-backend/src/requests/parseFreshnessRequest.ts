import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { MAX_FRESHNESS_REFS } from 'backstage-plugin-agentcore-memory-common';
import { z } from 'zod';
import { describeIssues } from './describeIssues';

const entityRef = z.string().transform((value, context) => {
  try {
    return stringifyEntityRef(parseEntityRef(value));
  } catch {
    context.addIssue({
      code: 'custom',
      message: 'must be a full entity ref, such as resource:default/my-memory',
    });
    return z.NEVER;
  }
});

const body = z.strictObject({
  entityRefs: z
    .array(entityRef)
    .max(MAX_FRESHNESS_REFS, `must have at most ${MAX_FRESHNESS_REFS} items`),
});

/** Reads the body of `POST /v1/freshness`. Throws `InputError` naming the field that is wrong. */
export function parseFreshnessRequest(input: unknown): string[] {
  const result = body.safeParse(input);
  if (!result.success) {
    throw new InputError(`Invalid body: ${describeIssues(result.error)}`);
  }
  return result.data.entityRefs;
}
