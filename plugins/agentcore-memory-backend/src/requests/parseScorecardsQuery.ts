import {
  isAccountId,
  isRegion,
  MAX_OWNERS,
  MAX_OWNERS_IN_URL,
  RULE_IDS,
  VERDICTS,
} from 'backstage-plugin-agentcore-memory-common';
import { z } from 'zod';
import { ScorecardsFilter } from '../scorecards/ScorecardService';
import { flag, owner } from './fields';
import { parseAs } from './parseAs';

const filters = {
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
  ...filters,
});

const body = z.strictObject({
  owners: z
    .array(owner)
    .max(MAX_OWNERS, `must have at most ${MAX_OWNERS} items`)
    .optional(),
  rollup: z.boolean().optional(),
  ...filters,
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
