import { InputError } from '@backstage/errors';
import {
  isAccountId,
  isRegion,
} from 'backstage-plugin-agentcore-memory-common';
import { AwsPlace } from 'backstage-plugin-agentcore-memory-node';
import { z } from 'zod';
import { parseAs } from './parseAs';
import { owner } from './fields';

/** Reads the account and region in the path. Throws `InputError` naming the part that is wrong. */
export function parsePlaceParams({
  account,
  region,
}: {
  account: string;
  region: string;
}): AwsPlace {
  if (!isAccountId(account)) {
    throw new InputError(
      `account: "${account}" in the path is not a twelve-digit AWS account id`,
    );
  }
  if (!isRegion(region)) {
    throw new InputError(
      `region: "${region}" in the path is not an AWS region, such as eu-central-1`,
    );
  }
  return { accountId: account, region };
}

const query = z.strictObject({ owner });

/** Reads the query of `GET /v1/targets` and of the keys of one. Throws `InputError` naming the parameter that is wrong. */
export function parseTargetsQuery(input: unknown): { owner: string } {
  return parseAs(query, input, 'query');
}

/** Reads the body of a preview: an object; what is wrong with its fields, the preview says. Throws `InputError`. */
export function parsePreviewBody(input: unknown): object {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new InputError('Invalid body: it must be an object');
  }
  return input;
}
