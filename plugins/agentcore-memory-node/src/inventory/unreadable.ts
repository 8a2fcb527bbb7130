import {
  isError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { awsErrorReason } from '../aws/observe';
import { UnexpectedAnswerError } from '../aws/toFacts';
import { UnreadablePlaceError } from './UnreadablePlaceError';

/**
 * A region without AgentCore has no such host. One that is not enabled for the account does not know its
 * credentials.
 */
function looksLikeNoService(error: unknown): boolean {
  if (!isError(error)) return false;
  const { code } = error as { code?: unknown };
  return (
    code === 'ENOTFOUND' ||
    ['UnknownOperationException', 'UnrecognizedClientException'].includes(
      error.name,
    )
  );
}

/** What AWS answered and was not understood, or a place that was not asked because nothing covers it. */
function isOurs(error: unknown): error is Error {
  return (
    error instanceof UnexpectedAnswerError ||
    error instanceof NotAllowedError ||
    error instanceof ServiceUnavailableError
  );
}

/** The error to throw where a place could not be read. */
export function unreadable(
  operation: string,
  error: unknown,
): UnreadablePlaceError {
  // Our own messages are fit to be shown; AWS's hold request ids and session names.
  let message = awsErrorReason(operation, error);
  if (isOurs(error)) message = error.message;
  return new UnreadablePlaceError(message, {
    cause: error,
    noSuchService: looksLikeNoService(error),
  });
}
