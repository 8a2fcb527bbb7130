import { InputError } from '@backstage/errors';
import {
  agentCoreMemoryCreatePermission,
  agentCoreMemoryKeyCreatePermission,
  agentCoreMemoryMigratePermission,
  MemoryArnParts,
  memoryEntityRef,
  MemoryFacts,
  MIGRATION_TASK_TAG,
  OwnerRules,
  parseMemoryArn,
  REPLACED_BY_TAG,
  REPLACES_TAG,
  SUCCESSOR_TAG,
  SYSTEM_TAG,
  systemRefOf,
  tagOf,
  WRITER_TAG,
} from 'backstage-plugin-agentcore-memory-common';
import { ownerRulesFor } from '../config/readProviderConfigs';
import { WriterConfig } from '../config/readWriterConfig';
import { MemoryInventory } from '../inventory/MemoryInventory';
import { Requester } from '../permissions/Requester';
import { Places } from '../places/ConfiguredPlaces';
import { MemoryWriter, RepeatableMemory } from '../writer/MemoryWriter';
import { MAX_TAGS } from '../writer/tags';
import { replacementFields } from './creationFields';
import { FieldProblemsError } from './FieldProblems';
import { findOwned, readNamedMemory, refuseHidden } from './ownedMemory';
import { coveringForPeople } from './prepareCreation';
import { MemoryCreation, readMemoryCreation } from './readCreation';
import { readFields } from './readFields';

/** A memory that may be replaced, and what its successor is to be. @public */
export interface Replacement {
  /** The memory that is replaced. */
  source: MemoryArnParts & { arn: string };
  /** What AWS says of it. */
  memory: MemoryFacts;
  /** How the owners of its account are found. */
  owners: OwnerRules;
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
    SUCCESSOR_TAG,
    WRITER_TAG,
  ].map(key => key.toLocaleLowerCase('en-US'));
  const kept = Object.entries(tags.state === 'known' ? tags.value : {})
    .filter(([key]) => !given.includes(key.toLocaleLowerCase('en-US')))
    .filter(([key]) => !/^aws:/i.test(key))
    .map(([key, value]) => ({ key, value }));
  return [...kept, { key: REPLACES_TAG, value: arn }];
}

/**
 * Refuses a memory whose data another task moves, or has moved: a second successor would get all of it as well, and two
 * tasks that write to one successor would write records twice.
 *
 * @throws `InputError`, also where it can't be told
 * @public
 */
export async function refuseSecondSuccessor(
  memory: MemoryFacts,
  {
    inventory,
    requester,
    taskId,
    signal,
  }: {
    inventory: Pick<MemoryInventory, 'findMemory'>;
    requester: Pick<Requester, 'mayKnow'>;
    /** The task that may have begun before; left out: none. */
    taskId?: string;
    signal?: AbortSignal;
  },
): Promise<void> {
  const notKnown = (): never => {
    throw new InputError(
      'memoryArn: whether another task moves its data is not known, since AWS does not give all tags at the moment. Try again.',
    );
  };
  if (memory.tags.state !== 'known') notKnown();
  for (const key of [SUCCESSOR_TAG, REPLACED_BY_TAG]) {
    const arn = tagOf(memory, key);
    const parts = arn === undefined ? undefined : parseMemoryArn(arn);
    const isNear =
      parts?.accountId === memory.accountId && parts.region === memory.region;
    const found =
      arn && isNear ? await inventory.findMemory(arn, { signal }) : undefined;
    if (found && found.tags.state !== 'known') notKnown();
    // Anybody may write a tag: the other memory has to say the same.
    if (!found || tagOf(found, REPLACES_TAG) !== memory.arn) continue;
    const task = tagOf(found, MIGRATION_TASK_TAG);
    if (task !== undefined && task === taskId) continue;
    const { memoryId } = found;
    const may = await requester.mayKnow(memoryEntityRef(found), found.arn);
    throw new InputError(
      `memoryArn: ${
        may
          ? `its data is moved to ${memoryId} by another task${
              task ? ` (${task})` : ''
            }, or was`
          : 'its data is moved by another task, or was'
      }. Retry that task if it failed; or copy what is missing by agentcore-memory:catch-up. Nothing was changed.`,
    );
  }
}

/** Two tags say what became of a memory: it must have room for them. */
function refuseFull(memory: MemoryFacts): void {
  const { tags } = memory;
  const count =
    tags.state === 'known'
      ? Object.keys(tags.value).filter(key => !/^aws:/i.test(key)).length
      : 0;
  const missing = [SUCCESSOR_TAG, REPLACED_BY_TAG].filter(
    key => tagOf(memory, key) === undefined,
  ).length;
  if (count + missing <= MAX_TAGS) return;
  throw new InputError(
    `memoryArn: the memory has ${count} tags, and ${missing} more are needed to say by what it is replaced; AWS takes ${MAX_TAGS}. Remove some. Nothing was changed.`,
  );
}

/**
 * Checks, in this order:
 *
 * 1. whether the requester may move data and create there for this owner
 * 2. whether the place is configured
 * 3. whether the catalog shows them the memory, whose settings they are told
 * 4. whether AWS says that the memory is the owner's
 *
 * Nothing is asked of AWS before the first three hold. Then it reads what the memory is like. The successor is like it, but
 * for its name, key and what is configured for all.
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
    /** Of the task that replaces it; left out: none does yet. */
    taskId?: string;
    signal?: AbortSignal;
  },
): Promise<Replacement> {
  const { requester, inventory, writer, places, config, signal, taskId } =
    options;
  const read = readFields(replacementFields, input);
  if (!read.ok) throw new FieldProblemsError(read.problems);
  const { name, encryptionKeyArn, newKeyAlias } = read.value;
  const named = readNamedMemory(read.value);
  const { source, owner } = named;
  const place = { accountId: source.accountId, region: source.region };
  const change = { ...place, owner };
  await requester.authorize(agentCoreMemoryMigratePermission, change);
  await requester.authorize(agentCoreMemoryCreatePermission, change);
  if (newKeyAlias !== undefined) {
    await requester.authorize(agentCoreMemoryKeyCreatePermission, change);
  }
  const provider = await coveringForPeople(places, place);
  await refuseHidden(source, requester);
  const owners = ownerRulesFor(provider, source.accountId);
  const memory = await findOwned(named, owners, inventory, {
    states: ['ACTIVE'],
    signal,
  });
  await refuseSecondSuccessor(memory, { inventory, requester, taskId, signal });
  refuseFull(memory);
  const settings = await writer.readToRepeat(place, source.memoryId, {
    signal,
  });
  const { state, strategies } = settings;
  const system = tagOf(memory, SYSTEM_TAG);
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
  // Of owner, system, task and writer.
  const more = system ? 4 : 3;
  if (Object.keys(creation.tags).length + more > MAX_TAGS) {
    throw new InputError(
      `memoryArn: its successor would have more than ${MAX_TAGS} tags, with those that are configured and ours. Remove some of the memory. Nothing was changed.`,
    );
  }
  return {
    source,
    memory,
    owners,
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
