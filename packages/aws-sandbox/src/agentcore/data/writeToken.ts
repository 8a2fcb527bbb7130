import { createHash } from 'node:crypto';
import { Input } from '../../http/InputReader';
import { validationException } from '../validation';
import { WriteToken } from './MemoryContents';

/** A digest of a request without its client token and memory; the request itself has content, and would take more memory. */
export function digestOf(input: Input): string {
  return createHash('sha256')
    .update(
      JSON.stringify({ ...input, memoryId: undefined, clientToken: undefined }),
    )
    .digest('base64');
}

/** The answer to an earlier request with the same token; throws when that was another request. */
export function earlierAnswer<T>(
  tokens: ReadonlyMap<string, WriteToken<T>>,
  clientToken: string | undefined,
  request: string,
): T | undefined {
  const earlier =
    clientToken === undefined ? undefined : tokens.get(clientToken);
  if (earlier && earlier.request !== request) {
    throw validationException(
      'The client token was used with another request.',
      [],
      'IdempotentParameterMismatchException',
    );
  }
  return earlier?.answer;
}
