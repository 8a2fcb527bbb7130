import {
  MAX_WAIVER_REASON,
  MAX_WAIVERS_LIMIT,
  MIN_WAIVER_REASON,
  RULE_IDS,
  WAIVER_STATES,
  WaiverRequest,
  WaiversRequest,
} from 'backstage-plugin-agentcore-memory-common';
import { z } from 'zod';
import { day, entityRef, owner, pageFields } from './fields';
import { parseAs } from './parseAs';

const memory = entityRef.refine(
  ref => ref.startsWith('resource:'),
  'must be the entity ref of a memory',
);

/** What people write. It is shown to others, and put into files. */
const words = z
  .string()
  .trim()
  .max(MAX_WAIVER_REASON, `must have at most ${MAX_WAIVER_REASON} characters`)
  .refine(
    text => !/[\p{Cc}\p{Surrogate}]/u.test(text.replace(/[\n\t]/g, '')),
    'must have no control characters',
  );
const reason = words.min(
  MIN_WAIVER_REASON,
  `must have at least ${MIN_WAIVER_REASON} characters`,
);

const query = z.strictObject({
  state: z.enum(WAIVER_STATES).optional(),
  memory: memory.optional(),
  owner: owner.optional(),
  kind: z.enum(['memory', 'owner'], 'must be memory or owner').optional(),
  ...pageFields(MAX_WAIVERS_LIMIT),
});

const request = z
  .strictObject({
    memory: memory.optional(),
    owner: owner.optional(),
    rule: z.enum(RULE_IDS),
    reason,
    expiresOn: day,
  })
  .refine(
    body => (body.memory === undefined) !== (body.owner === undefined),
    'either memory or owner is needed, and not both',
  );

/** Reads the query of `GET /v1/waivers`. Throws `InputError` naming the parameter that is wrong. */
export function parseWaiversQuery(input: unknown): WaiversRequest {
  return parseAs(query, input, 'query');
}

/** Reads the body of `POST /v1/waivers`. Throws `InputError` naming the field that is wrong. */
export function parseWaiverRequest(input: unknown): WaiverRequest {
  return parseAs(request, input, 'body');
}

/** Reads the body of an approval, whose reason may be left out. Throws `InputError` naming the field that is wrong. */
export function parseApproval(input: unknown): { reason?: string } {
  const approval = z.strictObject({ reason: words.optional() });
  const body = parseAs(approval, input, 'body');
  return body.reason ? body : {};
}

/** Reads the body of a rejection or revocation. Throws `InputError` naming the field that is wrong. */
export function parseReason(input: unknown): { reason: string } {
  return parseAs(z.strictObject({ reason }), input, 'body');
}
