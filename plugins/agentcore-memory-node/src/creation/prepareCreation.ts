import {
  ConflictError,
  isError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  agentCoreMemoryCreatePermission,
  agentCoreMemoryKeyCreatePermission,
  Assessment,
  Finding,
  KeyFacts,
  keyArnOf,
  keyEntityRef,
  RuleSettings,
} from 'backstage-plugin-agentcore-memory-common';
import { AwsPlace } from '../aws/AwsPlace';
import { ProviderConfig } from '../config/readProviderConfigs';
import { MemoryInventory } from '../inventory/MemoryInventory';
import { Requester, WithheldReason } from '../permissions/Requester';
import { Places } from '../places/ConfiguredPlaces';
import { MemoryWriter, NewMemory } from '../writer/MemoryWriter';
import { checkCode } from './checkCode';
import { CodeLanguage, CodeRequest } from './CodeRequest';
import { checkKeyTags, completeTags } from './completeTags';
import { findExisting } from './findExisting';
import { aliasTaken, findKeyByAlias, futureKey, newKeyOf } from './newKeys';
import { assessFuture, assessKey, checkAssessment } from './preflight';
import { KeyCreation, MemoryCreation } from './readCreation';

/** What checks before a creation need. @public */
export interface CreationOptions {
  /** For whom. */
  requester: Requester;
  /** Reads keys. */
  inventory: MemoryInventory;
  /** What is covered. */
  places: Places;
  /** The portal's rule settings. */
  rules: RuleSettings;
  /** Whether an earlier run of the same step made the key that has the alias of the new one. */
  ownsKey?: (keyArn: string) => Promise<boolean>;
  /** Aborts the calls. */
  signal?: AbortSignal;
}

/** A memory that may be created, and what is known of it before. @public */
export interface PreparedMemory {
  /** All of the memory but its token. `encryptionKeyArn` is the alias where the key is a new one. */
  memory: Omit<NewMemory, 'clientToken'>;
  /** Facts of the key, as they will be where it is a new one. */
  key: Omit<KeyFacts, 'tags'>;
  /** The ARNs by which a memory may name the key: those of the key and of the alias that was asked for. */
  keyArns: readonly string[];
  /** The verdict that the memory will have. */
  assessment: Assessment;
  /** Whether the requester may know what the key is like. */
  mayReadKey: boolean;
}

/** Why an organisation does not answer is not for whoever asked. */
function withoutReason(error: unknown): never {
  throw isError(error) && error.name === 'ServiceUnavailableError'
    ? new WithheldReason(
        new ServiceUnavailableError(
          'accountId: whether the account is configured is not known at the moment. Nothing was created.',
        ),
        error,
      )
    : error;
}

/**
 * `Places.covering` for people: throws a `WithheldReason` where an organisation does not answer.
 *
 * @public
 */
export function coveringForPeople(
  places: Places,
  place: AwsPlace,
): Promise<ProviderConfig> {
  return places.covering(place).catch(withoutReason);
}

async function readKey(
  { place, key: choice }: MemoryCreation,
  { requester, inventory, ownsKey, signal }: CreationOptions,
): Promise<Pick<PreparedMemory, 'key' | 'mayReadKey'>> {
  const reader = inventory.createKeyReader({ signal });
  if ('newAlias' in choice) {
    const { newAlias } = choice;
    const taken = await findKeyByAlias(reader, place, newAlias, 'newKeyAlias');
    if (taken === undefined) {
      return { key: futureKey(place, newAlias), mayReadKey: true };
    }
    if (!(await ownsKey?.(taken))) {
      throw aliasTaken('newKeyAlias', place, newAlias);
    }
    return {
      key: await reader.read(taken, place.accountId),
      mayReadKey: true,
    };
  }
  const reading = await reader.read(choice.arn, place.accountId);
  const keyArn = keyArnOf(reading) ?? reading.arn;
  const mayReadKey = await requester.mayKnow(keyEntityRef(keyArn), keyArn);
  return { key: reading, mayReadKey };
}

/**
 * Checks in this order whether the requester may create a memory there and for this owner, a new key included, whether
 * the place is configured, and the verdict that the memory will have. Nothing is asked of AWS before the first two hold.
 *
 * @throws `NotAllowedError`, `FieldProblemsError`, `ConflictError` where an alias is taken, `ServiceUnavailableError` or
 * `WithheldReason` where that can't be told
 * @public
 */
export async function prepareMemory(
  creation: MemoryCreation,
  options: CreationOptions,
): Promise<PreparedMemory> {
  const { place, owner, system, key: choice } = creation;
  const { requester, places, rules } = options;
  const change = { ...place, owner };
  await requester.authorize(agentCoreMemoryCreatePermission, change, system);
  if ('newAlias' in choice) {
    await requester.authorize(agentCoreMemoryKeyCreatePermission, change);
  }
  const { owners } = await coveringForPeople(places, place);
  const tags = completeTags(creation.tags, { owner, system }, owners);
  if ('newAlias' in choice) checkKeyTags(tags);
  const { key: asked, mayReadKey } = await readKey(creation, options);
  // Not an alias: it may be another key's a moment later.
  const encryptionKeyArn = keyArnOf(asked) ?? asked.arn;
  const key = { ...asked, arn: encryptionKeyArn };
  const memory = { ...creation.memory, tags, encryptionKeyArn };
  return {
    memory,
    key,
    keyArns: [asked.arn, encryptionKeyArn],
    assessment: assessFuture(place, memory, key, rules),
    mayReadKey,
  };
}

/**
 * What is written as code for a prepared memory. Refuses a verdict that is not good enough, and what the language can't
 * express. A memory of the name is refused, whatever it is like: code can't adopt it.
 *
 * @throws as `checkAssessment` and `checkCode`, and a `ConflictError` where the name is taken
 * @public
 */
export async function prepareCode(
  creation: MemoryCreation,
  prepared: PreparedMemory,
  language: CodeLanguage,
  options: CreationOptions & { writer: MemoryWriter },
): Promise<CodeRequest> {
  const { memory, keyArns, assessment, mayReadKey } = prepared;
  checkAssessment(assessment, options.rules, mayReadKey);
  const { place, owner, key: choice } = creation;
  const { encryptionKeyArn: arn, ...rest } = memory;
  const request = {
    place,
    memory: rest,
    key:
      'newAlias' in choice
        ? {
            create: newKeyOf(
              place,
              { alias: choice.newAlias, owner },
              memory.tags,
            ),
          }
        : { arn },
  };
  checkCode(language, request);
  const existing = await findExisting(place, memory, { ...options, keyArns });
  if (existing) {
    throw new ConflictError(
      `name: memory ${existing.memoryId} has this name, and code can't adopt it. Nothing was created.`,
    );
  }
  return request;
}

/** A key that may be created. @public */
export interface PreparedKey {
  /** All tags of the key. */
  tags: Record<string, string>;
  /** What the scorecard will say of it. */
  findings: Finding[];
}

/**
 * Checks as `prepareMemory` does for a key by itself. Asks AWS for nothing.
 *
 * @public
 */
export async function prepareKey(
  { place, owner, tags, alias }: KeyCreation,
  { requester, places, rules }: Omit<CreationOptions, 'inventory'>,
): Promise<PreparedKey> {
  await requester.authorize(agentCoreMemoryKeyCreatePermission, {
    ...place,
    owner,
  });
  const { owners } = await coveringForPeople(places, place);
  const all = completeTags(tags, { owner }, owners);
  checkKeyTags(all);
  return {
    tags: all,
    findings: assessKey(place, futureKey(place, alias), rules),
  };
}
