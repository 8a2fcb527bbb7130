import { InputError } from '@backstage/errors';
import {
  isAccountId,
  isRegion,
  known,
  ownerRefOf,
  OwnerRules,
  parseKeyArn,
  partitionOf,
  resolveOwner,
} from 'backstage-plugin-agentcore-memory-common';
import {
  AwsPlace,
  findTagFault,
  NewMemory,
  STRATEGY_TYPES,
  StrategyType,
  WriterConfig,
} from 'backstage-plugin-agentcore-memory-node';

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateMemory.html */
const NAME = /^[a-zA-Z][a-zA-Z0-9_]{0,47}$/;
export const MIN_EXPIRY_DAYS = 3;
export const MAX_EXPIRY_DAYS = 365;
export const DEFAULT_EXPIRY_DAYS = 90;
const MAX_DESCRIPTION = 4096;

/** What the action is given. */
export interface Input {
  name: string;
  owner: string;
  accountId: string;
  region: string;
  encryptionKeyArn: string;
  description?: string;
  eventExpiryDays?: number;
  strategies?: string[];
  executionRoleArn?: string;
  tags?: { key: string; value?: string }[];
}

/** The checked input. */
export interface CreationRequest {
  place: AwsPlace;
  /** Full entity ref. */
  owner: string;
  /** All but the owner's tag and the token. */
  memory: Omit<NewMemory, 'clientToken'>;
}

/** Checks the form of all fields. Throws `InputError` naming the field that is wrong. */
export function readInput(
  input: Input,
  { defaultTags, executionRoles }: WriterConfig,
): CreationRequest {
  const { name, accountId, region, encryptionKeyArn } = input;
  if (!NAME.test(name)) {
    throw new InputError(
      `name: "${name}" must be letters, digits and underscores, start with a letter and have at most 48 characters`,
    );
  }
  const owner = ownerRefOf(input.owner);
  if (!owner) {
    throw new InputError(`owner: "${input.owner}" is not a group or user`);
  }
  if (!isAccountId(accountId)) {
    throw new InputError(
      `accountId: "${accountId}" is not a twelve-digit AWS account id`,
    );
  }
  if (!isRegion(region)) {
    throw new InputError(`region: "${region}" is not an AWS region`);
  }
  const place = { accountId, region };
  checkKeyArn(encryptionKeyArn, place);
  const description = input.description?.trim() || undefined;
  if (description && description.length > MAX_DESCRIPTION) {
    throw new InputError(
      `description: it must have at most ${MAX_DESCRIPTION} characters`,
    );
  }
  const tags = { ...defaultTags, ...readTags(input.tags, defaultTags) };
  const fault = findTagFault(tags);
  if (fault) throw new InputError(`tags: ${fault}`);
  return {
    place,
    owner,
    memory: {
      name,
      encryptionKeyArn,
      eventExpiryDays: readExpiryDays(input.eventExpiryDays),
      strategies: readStrategies(input.strategies),
      description,
      executionRoleArn: readExecutionRole(
        input.executionRoleArn,
        accountId,
        executionRoles,
      ),
      tags,
    },
  };
}

/** The form of a key's ARN against where the memory will be. */
function checkKeyArn(encryptionKeyArn: string, { region }: AwsPlace): void {
  const parts = parseKeyArn(encryptionKeyArn);
  if (!parts) {
    throw new InputError(
      `encryptionKeyArn: "${encryptionKeyArn}" is not the ARN of a KMS key`,
    );
  }
  if (parts.partition !== partitionOf(region)) {
    throw new InputError(
      `encryptionKeyArn: the key is in the partition ${
        parts.partition
      }, the memory would be in ${partitionOf(region)}`,
    );
  }
  if (parts.region !== region) {
    throw new InputError(
      `encryptionKeyArn: the key is in ${parts.region}, the memory would be in ${region}; they must be in the same region`,
    );
  }
}

function fold(text: string): string {
  return text.toLocaleLowerCase('en-US');
}

/** A list, as in AWS's own forms. What is configured for all is not for a form to change. */
function readTags(
  list: Input['tags'] = [],
  defaultTags: Readonly<Record<string, string>>,
): Record<string, string> {
  const configured = Object.keys(defaultTags).map(fold);
  // Without a prototype, any key is a key.
  const tags: Record<string, string> = Object.create(null);
  for (const { key, value = '' } of list) {
    if (Object.hasOwn(tags, key)) {
      throw new InputError(`tags: the tag "${key}" is there twice`);
    }
    if (configured.includes(fold(key))) {
      throw new InputError(`tags: the tag "${key}" is configured for all`);
    }
    tags[key] = value;
  }
  return tags;
}

function readExpiryDays(days: number = DEFAULT_EXPIRY_DAYS): number {
  if (
    !Number.isInteger(days) ||
    days < MIN_EXPIRY_DAYS ||
    days > MAX_EXPIRY_DAYS
  ) {
    throw new InputError(
      `eventExpiryDays: ${days} must be a whole number from ${MIN_EXPIRY_DAYS} to ${MAX_EXPIRY_DAYS}`,
    );
  }
  return days;
}

function readStrategies(types: string[] = []): StrategyType[] {
  const unknown = types.find(
    type => !STRATEGY_TYPES.includes(type as StrategyType),
  );
  if (unknown !== undefined) {
    throw new InputError(
      `strategies: "${unknown}" is not one of ${STRATEGY_TYPES.join(', ')}`,
    );
  }
  return [...new Set(types as StrategyType[])];
}

/** IAM: only a role of the memory's own account can be passed; which of them, the configuration says. */
function readExecutionRole(
  text: string | undefined,
  accountId: string,
  allowed: readonly string[],
): string | undefined {
  const arn = text?.trim();
  if (!arn) return undefined;
  const role =
    /^arn:aws[a-z-]*:iam::(\d{12}):role(\/(?:[\w+=,.@-]+\/)*)[\w+=,.@-]{1,64}$/.exec(
      arn,
    );
  if (!role) {
    throw new InputError(`executionRoleArn: "${arn}" is not the ARN of a role`);
  }
  const [, roleAccount, path] = role;
  if (roleAccount !== accountId) {
    throw new InputError(
      `executionRoleArn: the role is in account ${roleAccount}, the memory would be in ${accountId}; they must be in the same account`,
    );
  }
  // A path in the configuration ends with a slash, so that /agentcore/ does not allow /agentcore-admin/.
  if (!allowed.some(entry => entry === arn || path.startsWith(entry))) {
    throw new InputError(
      'executionRoleArn: the role is not one that agentCoreMemory.writer.executionRoles allows',
    );
  }
  return arn;
}

/**
 * The tags with the one by which the scan will find the owner: the first of those that are configured for the place.
 * Throws `InputError` where the scan would find another owner.
 */
export function withOwner(
  tags: Readonly<Record<string, string>>,
  owner: string,
  owners: OwnerRules,
): Record<string, string> {
  const [ownerTag] = owners.tags;
  if (ownerTag === undefined) {
    throw new InputError(
      'owner: no ownerTags are configured for this place, so a new memory can be given no owner',
    );
  }
  const clash = Object.keys(tags).find(key => fold(key) === fold(ownerTag));
  if (clash !== undefined) {
    throw new InputError(
      `tags: "${clash}" says who the owner is, which the field owner does`,
    );
  }
  const all = { ...tags, [ownerTag]: owner };
  const fault = findTagFault(all);
  if (fault) throw new InputError(`tags: ${fault}`);
  if (resolveOwner(known(all), owners).ownerRef !== owner) {
    throw new InputError(
      `owner: the configured ownerMap takes the tag ${ownerTag}=${owner} for another owner`,
    );
  }
  return all;
}
