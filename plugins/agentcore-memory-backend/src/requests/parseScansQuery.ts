import { InputError } from '@backstage/errors';
import {
  MAX_SCANS_LIMIT,
  ScansRequest,
} from 'backstage-plugin-agentcore-memory-common';
import { z } from 'zod';
import { describeIssues } from './describeIssues';

const DEFAULT_LIMIT = 50;

const count = z
  .string()
  .regex(/^\d{1,7}$/, 'must be a whole number')
  .transform(Number);

const query = z.strictObject({
  outcome: z.enum(['complete', 'failed', 'unsupported', 'blocked']).optional(),
  q: z.string().optional(),
  offset: count.optional(),
  limit: count
    .refine(
      limit => limit >= 1 && limit <= MAX_SCANS_LIMIT,
      `must be from 1 to ${MAX_SCANS_LIMIT}`,
    )
    .optional(),
});

/** Reads the query of `GET /v1/scans`. Throws `InputError` naming the parameter that is wrong. */
export function parseScansQuery(input: unknown): ScansRequest {
  const result = query.safeParse(input);
  if (!result.success) {
    throw new InputError(`Invalid query: ${describeIssues(result.error)}`);
  }
  return { limit: DEFAULT_LIMIT, ...result.data };
}
