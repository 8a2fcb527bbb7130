import { ConflictError, toError } from '@backstage/errors';
import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { parseKeyArn } from 'backstage-plugin-agentcore-memory-common';
import {
  checkAssessment,
  CreationOptions,
  describeCreateKey,
  findExisting,
  MemoryCreation,
  MemoryInventory,
  MemoryWriter,
  PreparedMemory,
  prepareMemory,
  tagsForKey,
} from 'backstage-plugin-agentcore-memory-node';
import { tellRequests } from './dryRun';
import { isOwnKey } from './findOwnKey';
import { keyTokenOf, makeKey, requestOf } from './makeKey';
import { withRemedy } from './withRemedy';

type Context = Pick<
  ActionContext<any, any>, // any: whatever the action puts in and out
  'checkpoint' | 'isDryRun' | 'logger' | 'signal' | 'step' | 'task'
>;

/** Whether an earlier run of this step made a key, for a memory with a new one. */
export async function ownsKey(
  ctx: Context,
  { place, key }: MemoryCreation,
  arn: string,
  inventory: MemoryInventory,
): Promise<boolean> {
  if (!('newAlias' in key)) return false;
  const token = keyTokenOf(ctx, { place, alias: key.newAlias });
  return isOwnKey(inventory, place, { arn, token }, ctx.signal);
}

/**
 * Makes the key of a memory where it is a new one, after everything about the memory was checked and if its name is free,
 * so that no key is left of a memory that can't be. Gives the memory as it is with that key, and the alias of it.
 */
export async function withNewKey(
  ctx: Context,
  creation: MemoryCreation,
  prepared: PreparedMemory,
  options: Omit<Parameters<typeof makeKey>[2], 'existing' | 'beforeCreate'> &
    Omit<CreationOptions, 'requester' | 'ownsKey'> & { writer: MemoryWriter },
): Promise<{ prepared: PreparedMemory; alias?: string }> {
  const { place, owner, key: choice } = creation;
  if (!('newAlias' in choice)) return { prepared };
  const alias = choice.newAlias;
  const { memory } = prepared;
  const tags = tagsForKey(memory.tags);
  const toMake = { place, owner, alias, tags };
  const requester = options.initiator;
  const { signal } = ctx;
  if (ctx.isDryRun) {
    const request = requestOf(toMake, keyTokenOf(ctx, toMake));
    tellRequests(ctx.logger, place, describeCreateKey(request));
    return { prepared };
  }
  const arn = memory.encryptionKeyArn;
  const { keyArn } = await makeKey(ctx, toMake, {
    ...options,
    existing: parseKeyArn(arn)?.resource.startsWith('key/') ? arn : undefined,
    beforeCreate: async () => {
      const existing = await findExisting(place, memory, {
        ...options,
        keyArns: prepared.keyArns,
        requester,
        signal,
      }).catch(withRemedy);
      if (!existing) return;
      throw new ConflictError(
        `name: memory ${existing.memoryId} has this name. Nothing was created.`,
      );
    },
  });
  const ready = await sayingWhatStays(alias, async () => {
    const again = await prepareMemory(
      { ...creation, key: { arn: keyArn } },
      { ...options, requester, signal },
    );
    // The key may have been changed since it was ready.
    checkAssessment(again.assessment, options.rules, true);
    return again;
  });
  // They made it.
  return { prepared: { ...ready, mayReadKey: true }, alias };
}

/** Adds to an error that a key was created before it. */
export async function sayingWhatStays<T>(
  alias: string | undefined,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const { name, message } = toError(error);
    if (alias === undefined || name === 'AbortError') throw error;
    throw new Error(
      `${message.replace(
        / Nothing was created\.$/,
        '',
      )} The key ${alias} was created and stays: choose it the next time.`,
      { cause: error },
    );
  }
}
