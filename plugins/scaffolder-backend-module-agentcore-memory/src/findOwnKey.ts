import { setTimeout as delay } from 'node:timers/promises';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  AwsPlace,
  MemoryInventory,
  REQUEST_TAG,
} from 'backstage-plugin-agentcore-memory-node';
import { Propagation } from './retryWhileNew';

/** How often AWS is asked: it takes a while to know the tags of something new. */
const TRIES = 5;

/** Whether a key has the tag of a step. What can't be read has not. */
export async function isOwnKey(
  inventory: MemoryInventory,
  place: AwsPlace,
  { arn, token }: { arn: string; token: string },
  signal?: AbortSignal,
): Promise<boolean> {
  const tags = await inventory.readTags(place, [{ arn }], { signal });
  const fact = tags.get(arn);
  return fact?.state === 'known' && fact.value[REQUEST_TAG] === token;
}

/**
 * The key that an earlier run of a step made, of which it may not have heard. Rejects with a `ServiceUnavailableError`
 * where AWS would not say: then another key must not be made.
 */
export async function findOwnKey(
  inventory: MemoryInventory,
  place: AwsPlace,
  token: string,
  { propagation, signal }: { propagation: Propagation; signal?: AbortSignal },
): Promise<string | undefined> {
  let pause = propagation.firstPauseMs;
  for (let tries = 1; ; tries += 1) {
    const [found] = await inventory
      .findKeysByTag(place, { key: REQUEST_TAG, value: token }, { signal })
      .catch(error => {
        signal?.throwIfAborted();
        throw new ServiceUnavailableError(
          `Whether an earlier run of this step made a key can't be told, so none is created`,
          error,
        );
      });
    if (found !== undefined || tries === TRIES) return found;
    await delay(pause, undefined, { signal });
    pause *= 2;
  }
}
