import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { isAccountId } from 'backstage-plugin-agentcore-memory-common';

/** Throws `InputError` naming a key that is not one of the known ones: a typo must not pass in silence. */
export function refuseUnknownKeys(
  config: Config,
  known: readonly string[],
  path: string,
) {
  const unknown = config.keys().find(key => !known.includes(key));
  if (unknown !== undefined) {
    throw new InputError(
      `Unknown key "${path}.${unknown}" in the configuration; known are ${known.join(
        ', ',
      )}`,
    );
  }
}

/** An account id; throws `InputError` naming the path for anything else. */
export function accountAt(path: string, value: string): string {
  if (!isAccountId(value)) {
    throw new InputError(
      `"${value}" at "${path}" is not an AWS account id: twelve digits, in quotes`,
    );
  }
  return value;
}

/** A list in the configuration, or one text with commas, as it comes from one environment variable. */
export function listAt(config: Config, key: string): unknown[] | undefined {
  const value = config.getOptional(key);
  if (value === undefined) return undefined;
  if (typeof value === 'string') {
    return value
      .split(',')
      .map(part => part.trim())
      .filter(Boolean);
  }
  if (!Array.isArray(value)) {
    throw new InputError(`"${key}" must be a list in the configuration`);
  }
  return value;
}
