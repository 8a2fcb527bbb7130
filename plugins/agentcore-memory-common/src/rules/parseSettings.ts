import { InputError } from '@backstage/errors';
import { isAccountId } from '../facts';

/** The settings that a rule can be given besides its severity. */
export interface SettingsParser<Settings extends object> {
  /** Their keys in the configuration. */
  keys: readonly string[];
  /**
   * Reads them. An empty object gives the defaults, with every field of the settings. Throws `InputError` naming
   * the key that is wrong.
   *
   * @param path - where `raw` stands in the configuration
   */
  parse(raw: Readonly<Record<string, unknown>>, path: string): Settings;
}

type Raw = Readonly<Record<string, unknown>>;

/** An object of the configuration; throws `InputError` naming the path for anything else. */
export function objectAt(value: unknown, path: string): Raw {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InputError(`"${path}" must be an object in the configuration`);
  }
  return value as Raw;
}

/** Throws `InputError` naming a key that is not one of the known ones: a typo must not pass in silence. */
export function refuseUnknownKeys(
  raw: Raw,
  known: readonly string[],
  path: string,
): void {
  const unknown = Object.keys(raw).find(key => !known.includes(key));
  if (unknown !== undefined) {
    throw new InputError(
      `Unknown key "${path}.${unknown}" in the configuration; known are ${known.join(
        ', ',
      )}`,
    );
  }
}

/** A whole number of days above 0; `undefined` if the key is absent. Numbers from the environment are text. */
export function daysAt(
  raw: Raw,
  key: string,
  path: string,
): number | undefined {
  const value = raw[key] ?? undefined;
  if (value === undefined) return undefined;
  const isNumeric =
    typeof value === 'number' ||
    (typeof value === 'string' && /^\d+$/.test(value));
  const days = isNumeric ? Number(value) : NaN;
  if (!(Number.isSafeInteger(days) && days > 0)) {
    throw new InputError(
      `"${path}.${key}" must be a whole number of days above 0, not ${String(
        value,
      )}`,
    );
  }
  return days;
}

/** A list of texts, or one text with commas, as it comes from one environment variable. */
export function textsAt(
  raw: Raw,
  key: string,
  path: string,
): string[] | undefined {
  const value = raw[key] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value === 'string') {
    return value
      .split(',')
      .map(part => part.trim())
      .filter(Boolean);
  }
  if (!Array.isArray(value)) {
    throw new InputError(
      `"${path}.${key}" must be a list in the configuration`,
    );
  }
  return value.map(String);
}

/** A list of AWS account ids. */
export function accountsAt(
  raw: Raw,
  key: string,
  path: string,
): string[] | undefined {
  const accountIds = textsAt(raw, key, path);
  accountIds?.forEach((id, index) => {
    if (!isAccountId(id)) {
      throw new InputError(
        `"${id}" at "${path}.${key}[${index}]" is not an AWS account id: twelve digits, in quotes`,
      );
    }
  });
  return accountIds;
}
