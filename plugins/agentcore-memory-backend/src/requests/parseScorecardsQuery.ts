import {
  MAX_OWNERS,
  MAX_OWNERS_IN_URL,
} from 'backstage-plugin-agentcore-memory-common';
import { z } from 'zod';
import { ScorecardsFilter } from '../scorecards/ScorecardService';
import { flag, memoryFilters, owner } from './fields';
import { parseAs } from './parseAs';

const query = z.strictObject({
  owner: z
    .union([z.string().transform(value => [value]), z.array(z.string())])
    .pipe(
      z
        .array(owner)
        .max(
          MAX_OWNERS_IN_URL,
          `must be given at most ${MAX_OWNERS_IN_URL} times; POST /v1/scorecards/by-query takes more`,
        ),
    )
    .optional(),
  rollup: flag.optional(),
  ...memoryFilters,
});

const body = z.strictObject({
  owners: z
    .array(owner)
    .max(MAX_OWNERS, `must have at most ${MAX_OWNERS} items`)
    .optional(),
  rollup: z.boolean().optional(),
  ...memoryFilters,
});

/** Reads the query of `GET /v1/scorecards`. Throws `InputError` naming the parameter that is wrong. */
export function parseScorecardsQuery(input: unknown): ScorecardsFilter {
  const {
    owner: owners,
    account: accountId,
    ...rest
  } = parseAs(query, input, 'query');
  return { owners, accountId, ...rest };
}

/** Reads the body of `POST /v1/scorecards/by-query`. Throws `InputError` naming the field that is wrong. */
export function parseScorecardsBody(input: unknown): ScorecardsFilter {
  const { account: accountId, ...rest } = parseAs(body, input, 'body');
  return { accountId, ...rest };
}
