import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  isAccountId,
  isRegion,
  ownerRefOf,
  RULE_IDS,
  VERDICTS,
} from 'backstage-plugin-agentcore-memory-common';
import { z } from 'zod';
import { dayOf } from '../days';

/** An entity, as its full ref. */
export const entityRef = z.string().transform((value, context) => {
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

/** A group or user, as its full ref. */
export const owner = z.string().transform((value, context) => {
  const ref = ownerRefOf(value);
  if (!ref) {
    context.addIssue({
      code: 'custom',
      message: 'must be a group or user, such as group:default/my-team',
    });
    return z.NEVER;
  }
  return ref;
});

/** `true` or `false` in a URL. */
export const flag = z
  .enum(['true', 'false'], 'must be true or false')
  .transform(value => value === 'true');

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(text);
  // A date that does not exist is no date, or another one.
  return !Number.isNaN(ms) && dayOf(ms) === text;
}

/** `YYYY-MM-DD`. */
export const day = z
  .string()
  .refine(isDay, 'must be a day that exists, such as 2026-11-26');

const count = z
  .string()
  .regex(/^\d{1,7}$/, 'must be a whole number')
  .transform(Number);

/** `offset` and `limit` of a list in a URL. */
export function pageFields(maxLimit: number) {
  return {
    offset: count.optional(),
    limit: count
      .refine(
        limit => limit >= 1 && limit <= maxLimit,
        `must be from 1 to ${maxLimit}`,
      )
      .optional(),
  };
}

/** Which memories are meant. */
export const memoryFilters = {
  account: z
    .string()
    .refine(isAccountId, 'must be a twelve-digit AWS account id')
    .optional(),
  region: z
    .string()
    .refine(isRegion, 'must be an AWS region, such as eu-central-1')
    .optional(),
  rule: z.enum(RULE_IDS, `must be one of ${RULE_IDS.join(', ')}`).optional(),
  verdict: z.enum(VERDICTS, `must be one of ${VERDICTS.join(', ')}`).optional(),
};
