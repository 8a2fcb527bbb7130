import { InputError } from '@backstage/errors';
import {
  isAccountId,
  isRegion,
  ownerRefOf,
} from 'backstage-plugin-agentcore-memory-common';
import { z } from 'zod';
import { ScorecardsRequest } from '../scorecards/ScorecardService';
import { describeIssues } from './describeIssues';

const owner = z.string().transform((value, context) => {
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

const MAX_OWNERS = 100;

const query = z.strictObject({
  owner: z
    .union([z.string().transform(value => [value]), z.array(z.string())])
    .pipe(
      z
        .array(owner)
        .max(MAX_OWNERS, `must be given at most ${MAX_OWNERS} times`),
    )
    .optional(),
  account: z
    .string()
    .refine(isAccountId, 'must be a twelve-digit AWS account id')
    .optional(),
  region: z
    .string()
    .refine(isRegion, 'must be an AWS region, such as eu-central-1')
    .optional(),
});

/** Reads the query of `GET /v1/scorecards`. Throws `InputError` naming the parameter that is wrong. */
export function parseScorecardsQuery(input: unknown): ScorecardsRequest {
  const result = query.safeParse(input);
  if (!result.success) {
    throw new InputError(`Invalid query: ${describeIssues(result.error)}`);
  }
  const { owner: owners, account: accountId, region } = result.data;
  return { owners, accountId, region };
}
