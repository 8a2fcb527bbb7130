import { RootConfigService } from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { InputError, toError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

const KEY = 'agentCoreMemory.staleAfter';
const DEFAULT_MS = durationToMilliseconds({ hours: 24 });

/** How long facts are good for, in milliseconds. Throws `InputError` naming the key. */
export function readStaleAfter(config: RootConfigService): number {
  if (!config.has(KEY)) return DEFAULT_MS;
  let duration: number;
  try {
    duration = durationToMilliseconds(
      readDurationFromConfig(config, { key: KEY }),
    );
  } catch (error) {
    throw new InputError(
      `"${KEY}" is not a duration: ${toError(error).message}`,
      error,
    );
  }
  if (!(duration > 0)) {
    throw new InputError(`"${KEY}" must be longer than nothing`);
  }
  return duration;
}
