import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  MAX_WAIVERS_LIMIT,
  ownerRefOf,
  RULE_IDS,
  RuleId,
  WAIVER_STATES,
  WaiverRequest,
  WaiversRequest,
} from 'backstage-plugin-agentcore-memory-common';
import { z } from 'zod';
import { describeIssues } from './describeIssues';

const MAX_REASON = 2_000;
const MIN_REASON = 10;

const owner = z.string().transform((value, context) => {
  const ref = ownerRefOf(value);
  if (ref) return ref;
  context.addIssue({ code: 'custom', message: 'must be a group or user' });
  return z.NEVER;
});

const memory = z.string().transform((value, context) => {
  try {
    const ref = stringifyEntityRef(parseEntityRef(value));
    if (ref.startsWith('resource:')) return ref;
  } catch {
    // Told below.
  }
  context.addIssue({
    code: 'custom',
    message: 'must be the entity ref of a memory',
  });
  return z.NEVER;
});

const count = z
  .string()
  .regex(/^\d{1,7}$/, 'must be a whole number')
  .transform(Number);

/** What people write. It is shown to others, and put into files. */
const words = z
  .string()
  .trim()
  .max(MAX_REASON, `must have at most ${MAX_REASON} characters`)
  .refine(
    text => !/[\p{Cc}\p{Surrogate}]/u.test(text.replace(/[\n\t]/g, '')),
    'must have no control characters',
  );
const reason = words.min(
  MIN_REASON,
  `must have at least ${MIN_REASON} characters`,
);

const expiresOn = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day, such as 2027-01-31')
  .refine(day => {
    const date = new Date(`${day}T00:00:00Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
  }, 'is no day of the calendar');

const query = z.strictObject({
  state: z.enum(WAIVER_STATES).optional(),
  memory: memory.optional(),
  owner: owner.optional(),
  offset: count.optional(),
  limit: count
    .refine(
      limit => limit >= 1 && limit <= MAX_WAIVERS_LIMIT,
      `must be from 1 to ${MAX_WAIVERS_LIMIT}`,
    )
    .optional(),
});

const request = z
  .strictObject({
    memory: memory.optional(),
    owner: owner.optional(),
    rule: z.enum(RULE_IDS as [RuleId, ...RuleId[]]),
    reason,
    expiresOn,
  })
  .refine(
    body => (body.memory === undefined) !== (body.owner === undefined),
    'either memory or owner is needed, and not both',
  );

function parse<T>(schema: z.ZodType<T>, input: unknown, what: string): T {
  const result = schema.safeParse(input);
  if (!result.success) {
    throw new InputError(`Invalid ${what}: ${describeIssues(result.error)}`);
  }
  return result.data;
}

/** Reads the query of `GET /v1/waivers`. Throws `InputError` naming the parameter that is wrong. */
export function parseWaiversQuery(input: unknown): WaiversRequest {
  return parse(query, input, 'query');
}

/** Reads the body of `POST /v1/waivers`. Throws `InputError` naming the field that is wrong. */
export function parseWaiverRequest(input: unknown): WaiverRequest {
  return parse(request, input, 'body');
}

/** Reads the body of an approval, whose reason may be left out. Throws `InputError` naming the field that is wrong. */
export function parseApproval(input: unknown): { reason?: string } {
  const body = parse(
    z.strictObject({ reason: words.optional() }),
    input,
    'body',
  );
  return body.reason ? body : {};
}

/** Reads the body of a rejection or revocation. Throws `InputError` naming the field that is wrong. */
export function parseReason(input: unknown): { reason: string } {
  return parse(z.strictObject({ reason }), input, 'body');
}
