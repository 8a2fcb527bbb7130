import { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  MemoryFacts,
  OwnerRules,
  parseMemoryArn,
  REPLACED_BY_TAG,
  REPLACES_TAG,
} from 'backstage-plugin-agentcore-memory-common';
import {
  findOwned,
  MemoryContents,
  MemoryInventory,
  MemoryWriter,
  NamedMemory,
} from 'backstage-plugin-agentcore-memory-node';
import { compareContents } from './migration/copyContents';
import { logProgress } from './migration/logProgress';
import { MigrationOptions } from './migration/MigrationOptions';
import { outcomeOf } from './migration/reportMarkdown';
import { strategyMap } from './migration/strategyMap';

/** With what a successor is looked at. */
export interface VerificationOptions {
  inventory: MemoryInventory;
  writer: MemoryWriter;
  contents: MemoryContents;
  logger: Pick<LoggerService, 'info'>;
  /** Of comparing; tests have other ones. */
  copying?: Pick<MigrationOptions, 'wait'>;
  signal?: AbortSignal;
}

const OTHERWISE =
  'Type the name of the memory to delete it all the same. Nothing was deleted.';

function refuse(why: string): never {
  throw new InputError(`memoryArn: ${why} ${OTHERWISE}`);
}

function tagOf({ tags }: MemoryFacts, key: string): string | undefined {
  return tags.state === 'known' ? tags.value[key] : undefined;
}

/** The memory that took the place of another, of the same owner and place. Both have to say so by their tags. */
async function findSuccessor(
  named: NamedMemory,
  memory: MemoryFacts,
  owners: OwnerRules,
  { inventory, signal }: VerificationOptions,
): Promise<NamedMemory> {
  const { source, owner } = named;
  const arn = tagOf(memory, REPLACED_BY_TAG);
  const parts = arn === undefined ? undefined : parseMemoryArn(arn);
  if (!arn || !parts) refuse('the memory was not replaced by another one.');
  const isNear =
    parts.accountId === source.accountId &&
    parts.region === source.region &&
    arn !== source.arn;
  if (!isNear) refuse('what its tags name as its successor can be none.');
  const successor = { source: { ...parts, arn }, owner };
  const found = await findOwned(successor, owners, inventory, {
    states: ['ACTIVE'],
    signal,
  }).catch((error: Error): never =>
    refuse(
      `its successor ${parts.memoryId} can't be looked at: ${error.message}`,
    ),
  );
  if (tagOf(found, REPLACES_TAG) !== source.arn) {
    refuse(`${parts.memoryId} does not say that it replaces this memory.`);
  }
  return successor;
}

/**
 * Resolves if the successor of a memory has all that the memory holds now, and nobody writes to the memory: no report is
 * believed, both are read, twice. Throws an `InputError` that says why not.
 */
export async function verifySuccessor(
  named: NamedMemory,
  memory: MemoryFacts,
  owners: OwnerRules,
  options: VerificationOptions,
): Promise<void> {
  const { writer, contents, logger, signal } = options;
  const successor = await findSuccessor(named, memory, owners, options);
  const { accountId, region, memoryId } = named.source;
  const place = { accountId, region };
  const to = successor.source.memoryId;
  const [before, after] = await Promise.all(
    [memoryId, to].map(id => writer.readToRepeat(place, id, { signal })),
  );
  const compare = async () => {
    const result = await compareContents({
      ...options.copying,
      contents,
      from: { place, memoryId },
      to: { place, memoryId: to },
      strategies: strategyMap(before.strategies, after.strategies),
      onProgress: logProgress(logger),
      signal,
    });
    if (!result.complete) {
      refuse(
        `its successor ${to} does not have all of it. ${outcomeOf(
          result,
        )} Run the migration again, or find out what changed since.`,
      );
    }
    return result;
  };
  const first = await compare();
  const second = await compare();
  const isQuiet =
    first.source.events === second.source.events &&
    first.source.records === second.source.records;
  if (!isQuiet) {
    refuse('somebody still writes to the memory, or it changes by itself.');
  }
  logger.info(outcomeOf(second));
}
