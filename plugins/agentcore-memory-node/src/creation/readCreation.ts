import {
  isAccountId,
  isRegion,
  ownerRefOf,
  parseKeyArn,
  partitionOf,
  systemRefOf,
} from 'backstage-plugin-agentcore-memory-common';
import { AwsPlace } from '../aws/AwsPlace';
import { WriterConfig } from '../config/readWriterConfig';
import { NewMemory } from '../writer/MemoryWriter';
import { checkStrategies } from './checkStrategies';
import {
  keyChoiceFields,
  keyFields,
  LIMITS,
  memoryFields,
} from './creationFields';
import { FieldProblems, FieldProblemsError } from './FieldProblems';
import { InputOf, Read, readFields } from './readFields';
import { readTags } from './readTags';

/** What a memory is to be encrypted with: a key that exists, or a new one. @public */
export type KeyChoice = { arn: string } | { newAlias: string };

/** Something that is to be created, of right form. @public */
export interface Creation {
  /** Where. */
  place: AwsPlace;
  /** Full entity ref. */
  owner: string;
  /** All tags but those of the owner and system. */
  tags: Readonly<Record<string, string>>;
}

/** A memory that is to be created, of right form. @public */
export interface MemoryCreation extends Creation {
  /** Full entity ref. */
  system?: string;
  /** What it is to be encrypted with. */
  key: KeyChoice;
  /** All of the memory but key, tags and token. */
  memory: Omit<NewMemory, 'clientToken' | 'encryptionKeyArn' | 'tags'>;
}

/** A key that is to be created, of right form. @public */
export interface KeyCreation extends Creation {
  /** With its `alias/` prefix. */
  alias: string;
  /** Description of the key. */
  description?: string;
}

const ANY_KEY = {
  ...memoryFields,
  ...keyChoiceFields,
};

/**
 * Reads what `agentcore-memory:create` is given; instead of `encryptionKeyArn` there may be `newKeyAlias`.
 *
 * @throws `FieldProblemsError` naming all fields that are wrong
 * @public
 */
export function readMemoryCreation(
  input: unknown,
  config: WriterConfig,
): MemoryCreation {
  const fields = valuesOf(readFields(ANY_KEY, input));
  const problems = new FieldProblems();
  const common = readCommon(fields, config, problems);
  const key = readKey(fields, common.place, problems);
  const system = fields.system && systemRefOf(fields.system);
  if (fields.system && !system) {
    problems.add('system', `"${fields.system}" is not a system`);
  }
  const memory = {
    name: fields.name,
    description: fields.description?.trim() || undefined,
    eventExpiryDays: fields.eventExpiryDays ?? LIMITS.eventExpiryDays.byDefault,
    strategies: fields.strategies ?? [],
    indexedKeys: fields.indexedKeys ?? [],
    namespaceKeys: fields.namespaceKeys ?? [],
    executionRoleArn: readExecutionRole(
      fields.executionRoleArn,
      fields.accountId,
      config.executionRoles,
      problems,
    ),
  };
  refuseTwice('indexedKeys', memory.indexedKeys, problems);
  refuseTwice('namespaceKeys', memory.namespaceKeys, problems);
  checkStrategies(
    { ...memory, executionRoleArn: fields.executionRoleArn },
    problems,
  );
  problems.throwIfAny();
  return { ...common, system, key: key!, memory };
}

/**
 * Reads what `agentcore-memory:create-key` is given.
 *
 * @throws `FieldProblemsError` naming all fields that are wrong
 * @public
 */
export function readKeyCreation(
  input: unknown,
  config: WriterConfig,
): KeyCreation {
  const fields = valuesOf(readFields(keyFields, input));
  const problems = new FieldProblems();
  const common = readCommon(fields, config, problems);
  problems.throwIfAny();
  const { alias, description } = fields;
  return { ...common, alias, description: description?.trim() || undefined };
}

function valuesOf<T>(read: Read<T>): T {
  if (read.ok) return read.value;
  throw new FieldProblemsError(read.problems);
}

function readCommon(
  fields: Pick<
    InputOf<typeof memoryFields>,
    'owner' | 'accountId' | 'region' | 'tags'
  >,
  { defaultTags }: WriterConfig,
  problems: FieldProblems,
): Creation {
  const { accountId, region } = fields;
  const owner = ownerRefOf(fields.owner);
  if (!owner) problems.add('owner', `"${fields.owner}" is not a group or user`);
  if (!isAccountId(accountId)) {
    problems.add('accountId', 'must be the twelve digits of an AWS account');
  }
  if (!isRegion(region)) {
    problems.add('region', `"${region}" is not an AWS region`);
  }
  return {
    place: { accountId, region },
    owner: owner ?? '',
    tags: readTags(fields.tags, defaultTags, problems),
  };
}

function readKey(
  {
    encryptionKeyArn,
    newKeyAlias,
  }: { encryptionKeyArn?: string; newKeyAlias?: string },
  place: AwsPlace,
  problems: FieldProblems,
): KeyChoice | undefined {
  if (encryptionKeyArn !== undefined && newKeyAlias !== undefined) {
    problems.add('newKeyAlias', 'is there as well as encryptionKeyArn');
  }
  if (newKeyAlias !== undefined) return { newAlias: newKeyAlias };
  if (encryptionKeyArn === undefined) {
    problems.add('encryptionKeyArn', 'is needed');
    return undefined;
  }
  const fault = faultOfKeyArn(encryptionKeyArn, place);
  if (fault) problems.add('encryptionKeyArn', fault);
  return { arn: encryptionKeyArn };
}

/** The form of a key's ARN against where the memory will be. */
function faultOfKeyArn(arn: string, { region }: AwsPlace): string | undefined {
  const parts = parseKeyArn(arn);
  if (!parts) return `"${arn}" is not the ARN of a KMS key`;
  const partition = partitionOf(region);
  if (parts.partition !== partition) {
    return `the key is in the partition ${parts.partition}, the memory would be in ${partition}`;
  }
  return parts.region === region
    ? undefined
    : `the key is in ${parts.region}, the memory would be in ${region}; they must be in the same region`;
}

function refuseTwice(
  field: string,
  keys: readonly { key: string }[],
  problems: FieldProblems,
): void {
  keys.forEach(({ key }, index) => {
    if (keys.findIndex(other => other.key === key) < index) {
      problems.add(`${field}.${index}.key`, `"${key}" is there twice`);
    }
  });
}

/** IAM: only a role of the memory's own account can be passed; which of them, the configuration says. */
function readExecutionRole(
  text: string | undefined,
  accountId: string,
  allowed: readonly string[],
  problems: FieldProblems,
): string | undefined {
  const arn = text?.trim();
  if (!arn) return undefined;
  const refuse = (message: string) => problems.add('executionRoleArn', message);
  const role =
    /^arn:aws[a-z-]*:iam::(\d{12}):role(\/(?:[\w+=,.@-]+\/)*)[\w+=,.@-]{1,64}$/.exec(
      arn,
    );
  if (!role) {
    refuse(`"${arn}" is not the ARN of a role`);
    return undefined;
  }
  const [, roleAccount, path] = role;
  if (roleAccount !== accountId) {
    refuse(
      `the role is in account ${roleAccount}, the memory would be in ${accountId}; they must be in the same account`,
    );
  }
  // A path in the configuration ends with a slash, so that /agentcore/ does not allow /agentcore-admin/.
  if (!allowed.some(entry => entry === arn || path.startsWith(entry))) {
    refuse(
      'the role is not one that agentCoreMemory.writer.executionRoles allows',
    );
  }
  return arn;
}
