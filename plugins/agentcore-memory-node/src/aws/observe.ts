import { isError } from '@backstage/errors';
import { known, Observed } from 'backstage-plugin-agentcore-memory-common';
import { CredentialsError } from './CredentialsError';

/** Error names by which AWS answers "you may not". */
const DENIED = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'NotAuthorized',
  'UnauthorizedOperation',
]);

/** Error names by which AWS answers "there is no such thing". */
const MISSING = new Set(['NotFoundException', 'ResourceNotFoundException']);

/** What kind of answer an error from the AWS SDK is. */
export type AwsErrorKind = 'denied' | 'missing' | 'failed';

/** Only a clear "no" of AWS is an answer; every other error means that AWS did not answer. */
export function awsErrorKind(error: unknown): AwsErrorKind {
  if (error instanceof CredentialsError) return error.kind;
  const name = isError(error) ? error.name : '';
  if (DENIED.has(name)) return 'denied';
  return MISSING.has(name) ? 'missing' : 'failed';
}

/**
 * The reason a call gave no value: operation and error name. The message is left out, as it holds request
 * ids, session names and times that differ from scan to scan. Where there were no credentials, the call was never
 * made, and the reason is theirs.
 */
export function awsErrorReason(operation: string, error: unknown): string {
  if (error instanceof CredentialsError) return error.message;
  return `${operation}: ${isError(error) ? error.name : 'Error'}`;
}

/**
 * Asks AWS for one fact. Never rejects, but for an abort: an abandoned question is not an answer.
 *
 * @param operation - in IAM's spelling, such as `kms:DescribeKey`
 */
export async function observe<T>(
  operation: string,
  ask: () => Promise<T>,
  signal?: AbortSignal,
): Promise<Observed<T>> {
  try {
    return known(await ask());
  } catch (error) {
    signal?.throwIfAborted();
    return {
      state: awsErrorKind(error),
      reason: awsErrorReason(operation, error),
    };
  }
}
