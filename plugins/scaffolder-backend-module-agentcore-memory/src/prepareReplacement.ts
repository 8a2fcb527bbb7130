import {
  agentCoreMemoryMigratePermission,
  MemoryArnParts,
  MemoryFacts,
  REPLACED_BY_TAG,
  REPLACES_TAG,
  SYSTEM_TAG,
  systemRefOf,
} from 'backstage-plugin-agentcore-memory-common';
import {
  coveringForPeople,
  MemoryCreation,
  MemoryInventory,
  MemoryWriter,
  Places,
  readMemoryCreation,
  RepeatableMemory,
  WriterConfig,
} from 'backstage-plugin-agentcore-memory-node';
import { Initiator } from './Initiator';
import { findOwned, readNamedMemory } from './ownedMemory';

/** What a person asks for. */
export interface ReplacementInput {
  memoryArn: string;
  owner: string;
  name: string;
  encryptionKeyArn?: string;
  newKeyAlias?: string;
}

/** A memory that may be replaced, and what its successor is to be. */
export interface Replacement {
  /** Of the memory that is replaced. */
  source: MemoryArnParts & { arn: string };
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
    REPLACED_BY_TAG,
    REPLACES_TAG,
  ].map(key => key.toLocaleLowerCase('en-US'));
  const kept = Object.entries(tags.state === 'known' ? tags.value : {})
    .filter(([key]) => !given.includes(key.toLocaleLowerCase('en-US')))
    .filter(([key]) => !/^aws:/i.test(key))
    .map(([key, value]) => ({ key, value }));
  return [...kept, { key: REPLACES_TAG, value: arn }];
}

/**
 * Checks in this order whether the initiator may move data there for this owner, whether the place is configured, and
 * whether AWS says that the memory is the owner's; then reads what it is like. Nothing is asked of AWS before the first two
 * hold. The successor is like the memory, but for its name, key and what is configured for all.
 */
export async function prepareReplacement(
  input: ReplacementInput,
  options: {
    initiator: Initiator;
    inventory: MemoryInventory;
    writer: MemoryWriter;
    places: Places;
    config: WriterConfig;
    signal?: AbortSignal;
  },
): Promise<Replacement> {
  const { initiator, inventory, writer, places, config, signal } = options;
  const named = readNamedMemory(input);
  const { source, owner } = named;
  const place = { accountId: source.accountId, region: source.region };
  await initiator.authorize(agentCoreMemoryMigratePermission, {
    ...place,
    owner,
  });
  const { owners } = await coveringForPeople(places, place);
  const memory = await findOwned(named, owners, inventory, {
    states: ['ACTIVE'],
    signal,
  });
  const settings = await writer.readToRepeat(place, source.memoryId, {
    signal,
  });
  const { state, strategies } = settings;
  const system =
    memory.tags.state === 'known' ? memory.tags.value[SYSTEM_TAG] : undefined;
  const creation = readMemoryCreation(
    {
      ...place,
      name: input.name,
      owner,
      system: system && systemRefOf(system),
      description: state.description,
      encryptionKeyArn: input.encryptionKeyArn,
      newKeyAlias: input.newKeyAlias,
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
