import { toError } from '@backstage/errors';
import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { JsonObject } from '@backstage/types';
import { RuleSettings } from 'backstage-plugin-agentcore-memory-common';
import {
  AwsPlace,
  KeyWriter,
  MemoryInventory,
  newKeyOf,
  REQUEST_TAG,
} from 'backstage-plugin-agentcore-memory-node';
import { clientToken } from './clientToken';
import { findOwnKey } from './findOwnKey';
import { giveAlias } from './giveAlias';
import { Initiator } from './Initiator';
import { Propagation, retryWhileNew } from './retryWhileNew';
import { waitUntilKeyIsReady } from './waitUntilKeyIsReady';

/** How the audit log calls the creation of a key. */
export const CREATE_KEY_EVENT = 'key-create';

/** A key that is to be made. */
export interface KeyToMake {
  place: AwsPlace;
  owner: string;
  alias: string;
  description?: string;
  /** All but the one of the request. */
  tags: Readonly<Record<string, string>>;
}

/** The token by which a step of a task knows its key. */
export function keyTokenOf(
  { task, step }: Pick<ActionContext<any, any>, 'task' | 'step'>, // any: whatever the action puts in and out
  { place, alias }: Pick<KeyToMake, 'place' | 'alias'>,
): string {
  const stepId = step?.id ?? '';
  return clientToken({ taskId: task.id, stepId, name: alias, ...place });
}

/** The key as AWS is asked for it. */
export function requestOf(key: KeyToMake, token: string) {
  return newKeyOf(key.place, key, { ...key.tags, [REQUEST_TAG]: token });
}

/** Adds to an error what was made before it. */
async function saying<T>(what: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const { name, message } = toError(error);
    if (name === 'AbortError') throw error;
    throw new Error(`${message} (${what})`, { cause: error });
  }
}

/**
 * Makes a key with rotation and alias, once however often the step runs: KMS has no client tokens, so the key has a tag by
 * which it is found. Every error after it was made names it.
 */
export async function makeKey(
  ctx: Pick<
    ActionContext<any, any>, // any: whatever the action puts in and out
    'checkpoint' | 'logger' | 'signal' | 'step' | 'task'
  >,
  key: KeyToMake,
  options: {
    initiator: Initiator;
    inventory: MemoryInventory;
    keyWriter: KeyWriter;
    rules: RuleSettings;
    propagation: Propagation;
    /** ARN of the key that an earlier run made and that has the alias; left out: there is none. */
    existing?: string;
    /** Is called before a key is made, and rejects where none must be. */
    beforeCreate?: () => Promise<void>;
  },
): Promise<{ keyArn: string; adopted: boolean }> {
  const { place, alias } = key;
  const { initiator, inventory, keyWriter, propagation, existing } = options;
  const { logger, signal } = ctx;
  const token = keyTokenOf(ctx, key);
  const meta = { ...place, owner: key.owner, alias };
  const once = <T extends JsonObject>(what: string, fn: () => Promise<T>) =>
    ctx.checkpoint({
      key: `key.${what}.${place.accountId}.${place.region}.${alias}`,
      fn,
    });
  // Only a step that began before may have made a key of which it did not hear.
  let isFirst = false;
  await once('begin', async () => {
    isFirst = true;
    return {};
  });
  const { keyArn, adopted } = await once('create', async () => {
    const made =
      existing ??
      (isFirst
        ? undefined
        : await findOwnKey(inventory, place, token, { propagation, signal }));
    if (made) return { keyArn: made, adopted: true };
    await options.beforeCreate?.();
    const answer = await initiator.audited(
      CREATE_KEY_EVENT,
      meta,
      async () => ({
        keyArn: await saying(
          `where the answer was lost, AWS may have made a key: run the step again, which looks for it, or find it by the tag ${REQUEST_TAG}=${token}`,
          () => keyWriter.createKey(place, requestOf(key, token), { signal }),
        ),
      }),
    );
    return { ...answer, adopted: false };
  });
  logger.info(
    adopted
      ? `An earlier run of this step made the key ${keyArn}`
      : `AWS created the key ${keyArn}`,
  );

  const change = (eventId: string, act: () => Promise<void>) =>
    initiator.audited(eventId, { ...meta, keyArn }, async () => {
      await retryWhileNew(
        { hasRole: false, keyCreatedAt: new Date().toISOString() },
        act,
        {
          propagation,
          onRetry: ({ message }) =>
            logger.info(`AWS does not know the key yet: ${message}`),
          signal,
        },
      );
      return {};
    });
  await saying(`the key ${keyArn} was created`, async () => {
    await once('rotation', () =>
      change('key-enable-rotation', () =>
        keyWriter.enableRotation(place, keyArn, { signal }),
      ),
    );
    await once('alias', () =>
      change('key-create-alias', () =>
        giveAlias(place, alias, keyArn, { keyWriter, inventory, signal }),
      ),
    );
    await waitUntilKeyIsReady({ ...options, place, keyArn, signal });
  });
  logger.info(`The key is ready as ${alias}`);
  return { keyArn, adopted };
}
