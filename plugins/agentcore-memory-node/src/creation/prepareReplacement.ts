import { InputError } from '@backstage/errors';
import {
  agentCoreMemoryMigratePermission,
  MemoryArnParts,
  MemoryFacts,
  MIGRATION_TASK_TAG,
  parseMemoryArn,
  REPLACED_BY_TAG,
  REPLACES_TAG,
  SYSTEM_TAG,
  systemRefOf,
} from 'backstage-plugin-agentcore-memory-common';
import { WriterConfig } from '../config/readWriterConfig';
import { MemoryInventory } from '../inventory/MemoryInventory';
import { Requester } from '../permissions/Requester';
import { Places } from '../places/ConfiguredPlaces';
import { MemoryWriter, RepeatableMemory } from '../writer/MemoryWriter';
import {
  keyArnField,
  newKeyAliasField,
  replacementFields,
  Zod,
} from './creationFields';
import { FieldProblemsError } from './FieldProblems';
import { findOwned, readNamedMemory } from './ownedMemory';
import { coveringForPeople } from './prepareCreation';
import { MemoryCreation, readMemoryCreation } from './readCreation';
import { readFields } from './readFields';

const REPLACEMENT = {
  ...replacementFields,
  encryptionKeyArn: (zod: Zod) => keyArnField(zod).optional(),
  newKeyAlias: (zod: Zod) => newKeyAliasField(zod).optional(),
};

/** A memory that may be replaced, and what its successor is to be. @public */
export interface Replacement {
  /** The memory that is replaced. */
  source: MemoryArnParts & { arn: string };
  /** Its tags, as far as AWS gave them. */
  tags: Readonly<Record<string, string>>;
  /** All about it, prompts included. */
  settings: RepeatableMemory;
  /** Its successor. */
  creation: MemoryCreation;
}

/** The tags that the successor gets like the memory itself: not those that fields, the configuration or AWS give. */
function tagsToRepeat(
  { tags }: MemoryFacts,
  arn: string,
  { ownerTags, config }: { ownerTags: readonly string[]; config: WriterConfig },
): { key: string; value: string }[] {
  const given = [
    ...ownerTags,
    ...Object.keys(config.defaultTags),
    SYSTEM_TAG,
    MIGRATION_TASK_TAG,
    REPLACED_BY_TAG,
    REPLACES_TAG,
  ].map(key => key.toLocaleLowerCase('en-US'));
  const kept = Object.entries(tags.state === 'known' ? tags.value : {})
    .filter(([key]) => !given.includes(key.toLocaleLowerCase('en-US')))
    .filter(([key]) => !/^aws:/i.test(key))
    .map(([key, value]) => ({ key, value }));
  return [...kept, { key: REPLACES_TAG, value: arn }];
}

/** Refuses a memory whose successor exists under another name than the wanted one: a second would get its data as well. */
async function refuseSecond(
  { tags }: MemoryFacts,
  { source, name }: { source: MemoryArnParts; name: string },
  inventory: MemoryInventory,
  signal?: AbortSignal,
): Promise<void> {
  const arn = tags.state === 'known' ? tags.value[REPLACED_BY_TAG] : undefined;
  const successor = arn && parseMemoryArn(arn);
  const isNear =
    successor &&
    successor.accountId === source.accountId &&
    successor.region === source.region;
  if (!isNear || successor.memoryId.startsWith(`${name}-`)) return;
  if ((await inventory.findMemory(arn, { signal })) === undefined) return;
  throw new InputError(
    `memoryArn: the memory was replaced by ${successor.memoryId} before. Retire it, or delete its successor first. Nothing was changed.`,
  );
}

/**
 * Checks in this order whether the requester may move data there for this owner, whether the place is configured, and
 * whether AWS says that the memory is the owner's; then reads what it is like. Nothing is asked of AWS before the first two
 * hold. The successor is like the memory, but for its name, key and what is configured for all.
 *
 * @param input - what `agentcore-memory:migrate` is given
 * @throws `FieldProblemsError`, `NotAllowedError`, `InputError` where it can't be replaced as it is, `WithheldReason`
 * @public
 */
export async function prepareReplacement(
  input: unknown,
  options: {
    requester: Requester;
    inventory: MemoryInventory;
    writer: MemoryWriter;
    places: Places;
    config: WriterConfig;
    signal?: AbortSignal;
  },
): Promise<Replacement> {
  const { requester, inventory, writer, places, config, signal } = options;
  const read = readFields(REPLACEMENT, input);
  if (!read.ok) throw new FieldProblemsError(read.problems);
  const { name, encryptionKeyArn, newKeyAlias } = read.value;
  const named = readNamedMemory(read.value);
  const { source, owner } = named;
  const place = { accountId: source.accountId, region: source.region };
  await requester.authorize(agentCoreMemoryMigratePermission, {
    ...place,
    owner,
  });
  const { owners } = await coveringForPeople(places, place);
  const memory = await findOwned(named, owners, inventory, {
    states: ['ACTIVE'],
    signal,
  });
  await refuseSecond(memory, { source, name }, inventory, signal);
  const settings = await writer.readToRepeat(place, source.memoryId, {
    signal,
  });
  const { state, strategies } = settings;
  const system =
    memory.tags.state === 'known' ? memory.tags.value[SYSTEM_TAG] : undefined;
  const creation = readMemoryCreation(
    {
      ...place,
      name,
      owner,
      system: system && systemRefOf(system),
      description: state.description,
      encryptionKeyArn,
      newKeyAlias,
      eventExpiryDays: state.eventExpiryDays,
      strategies: strategies.map(
        ({ strategyId: _, recordSchema: __, ...strategy }) => strategy,
      ),
      indexedKeys: state.indexedKeys,
      namespaceKeys: state.namespaceKeys,
      executionRoleArn: state.executionRoleArn,
      tags: tagsToRepeat(memory, source.arn, {
        ownerTags: owners.tags,
        config,
      }),
    },
    config,
  );
  return {
    source,
    tags: memory.tags.state === 'known' ? memory.tags.value : {},
    settings,
    creation: {
      ...creation,
      memory: {
        ...creation.memory,
        strategies: creation.memory.strategies.map((strategy, index) => ({
          ...strategy,
          recordSchema: strategies[index].recordSchema,
        })),
      },
    },
  };
}
