import { KeyDetails, MemorySettings } from '../facts';
import { FixContext } from './types';

/** How the memory is set up, or `undefined` if it could not be read. */
export function memoryDetailsOf({
  memory,
}: FixContext): MemorySettings | undefined {
  return memory.details.state === 'known' ? memory.details.value : undefined;
}

/** Kind and state of the key, or `undefined` if it could not be read. */
export function keyDetailsOf({ key }: FixContext): KeyDetails | undefined {
  return key?.details.state === 'known' ? key.details.value : undefined;
}
