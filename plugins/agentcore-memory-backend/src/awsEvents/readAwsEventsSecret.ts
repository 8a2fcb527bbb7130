import { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

const PARENT = 'agentCoreMemory.awsEvents';
const KEY = `${PARENT}.secret`;
const MIN_LENGTH = 16;

/**
 * The secret that senders of AWS events have to know; `undefined`: events are not taken over HTTP. Throws
 * `InputError` naming the key, and never the value.
 */
export function readAwsEventsSecret(
  config: RootConfigService,
): string | undefined {
  if (!config.has(PARENT)) return undefined;
  const secret = config.getOptionalString(KEY);
  // What else there is can't be sent in a header as it is.
  if (!secret || !/^[\x21-\x7e]+$/.test(secret)) {
    throw new InputError(
      `"${KEY}" must be a text of printable ASCII characters without spaces`,
    );
  }
  if (secret.length < MIN_LENGTH) {
    throw new InputError(
      `"${KEY}" must have at least ${MIN_LENGTH} characters`,
    );
  }
  return secret;
}
