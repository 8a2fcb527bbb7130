import {
  MAX_SCANS_LIMIT,
  ScansRequest,
} from 'backstage-plugin-agentcore-memory-common';
import { z } from 'zod';
import { pageFields } from './fields';
import { parseAs } from './parseAs';

const DEFAULT_LIMIT = 50;

const query = z.strictObject({
  outcome: z.enum(['complete', 'failed', 'unsupported', 'blocked']).optional(),
  q: z.string().optional(),
  ...pageFields(MAX_SCANS_LIMIT),
});

/** Reads the query of `GET /v1/scans`. Throws `InputError` naming the parameter that is wrong. */
export function parseScansQuery(input: unknown): ScansRequest {
  return { limit: DEFAULT_LIMIT, ...parseAs(query, input, 'query') };
}
