import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import {
  KeyFacts,
  known,
  newKeyPolicy,
  partitionOf,
} from 'backstage-plugin-agentcore-memory-common';
import { AwsPlace } from '../aws/AwsPlace';
import { KeyReader } from '../inventory/MemoryInventory';
import { NewKey } from '../writer/KeyWriter';

/** AWS's default, which a new key gets. */
const ROTATION_DAYS = 365;

/** The ARN of an alias. */
function aliasArnOf({ accountId, region }: AwsPlace, alias: string): string {
  return `arn:${partitionOf(region)}:kms:${region}:${accountId}:${alias}`;
}

/** A key for the memories of a place, with no more rights than that takes. @public */
export function newKeyOf(
  place: AwsPlace,
  key: { alias: string; description?: string; owner: string },
  tags: Readonly<Record<string, string>>,
): NewKey {
  const { alias, owner } = key;
  return {
    alias,
    description: key.description ?? `AgentCore memories of ${owner}`,
    policy: JSON.stringify(newKeyPolicy(place)),
    tags,
  };
}

/** A new key as AWS will describe it; named by its alias, since it has no id yet. */
export function futureKey(place: AwsPlace, alias: string): KeyFacts {
  const arn = aliasArnOf(place, alias);
  return {
    arn,
    metadata: known({
      arn,
      keyId: '',
      ...place,
      manager: 'CUSTOMER',
      state: 'Enabled',
      usage: 'ENCRYPT_DECRYPT',
      spec: 'SYMMETRIC_DEFAULT',
      origin: 'AWS_KMS',
      multiRegion: false,
    }),
    rotation: known({ enabled: true, periodDays: ROTATION_DAYS }),
    policy: known(JSON.stringify(newKeyPolicy(place))),
    aliases: known([alias]),
    tags: known({}),
  };
}

/**
 * The ARN of the key that has an alias; `undefined`: AWS says that it is free. Rejects with a `ServiceUnavailableError`
 * where AWS would not say.
 *
 * @param field - in which the alias was asked for
 * @public
 */
export async function findKeyByAlias(
  reader: KeyReader,
  place: AwsPlace,
  alias: string,
  field: string,
): Promise<string | undefined> {
  const { metadata } = await reader.read(
    aliasArnOf(place, alias),
    place.accountId,
  );
  if (metadata.state === 'known') return metadata.value.arn;
  if (metadata.state === 'missing') return undefined;
  throw new ServiceUnavailableError(
    `${field}: whether ${alias} is taken in ${place.region} of account ${place.accountId} can't be told. Nothing was created.`,
  );
}

/**
 * Said where an alias is taken by another key.
 *
 * @param field - in which the alias was asked for
 * @public
 */
export function aliasTaken(
  field: string,
  place: AwsPlace,
  alias: string,
): ConflictError {
  return new ConflictError(
    `${field}: ${alias} is taken in ${place.region} of account ${place.accountId}. Choose that key, or another alias. Nothing was created.`,
  );
}
