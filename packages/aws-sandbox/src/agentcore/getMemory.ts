import { Operation } from '../http/operation';
import { requireUsableKey } from './encryptionKey';
import { findMemory } from './findMemory';
import { toApiMemory } from './toApiMemory';
import { readInput } from './validation';

/**
 * GetMemory.
 *
 * @remarks
 * `view=full`, the default, decrypts prompts and requires the memory's key to be enabled. `view=without_decryption` works
 * with any key and leaves the prompts out.
 */
export const getMemory: Operation = context => {
  const memory = findMemory(context);
  const view =
    readInput(context.input).choice('view', ['full', 'without_decryption']) ??
    'full';
  const encrypted = memory.encryptionKeyArn !== undefined;
  if (view === 'full') requireUsableKey(context.state, memory);
  return {
    body: { memory: toApiMemory(memory, view === 'full' || !encrypted) },
  };
};
