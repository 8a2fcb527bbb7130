import {
  isError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { CredentialsError } from '../aws/CredentialsError';
import { awsErrorKind, awsErrorReason } from '../aws/observe';
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

/**
 * The part of a denial that says why. What comes before it names the session.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
const WHY_DENIED =
  /\b(?:with an explicit deny in an? [a-z-]+(?: [a-z-]+){0,2} policy(?:: arn:aws[a-z-]*:organizations::\d{12}:policy\/o-[a-z0-9]+\/[a-z_]+\/p-[a-z0-9]+)?|because no [a-z-]+(?: [a-z-]+){0,2} policy allows the [a-z-]+:[A-Za-z]+ action)/;

function whyDenied(error: unknown): string | undefined {
  if (!isError(error) || awsErrorKind(error) !== 'denied') return undefined;
  return WHY_DENIED.exec(error.message)?.[0];
}

/** The error to throw where a place could not be read. */
export function unreadable(
  operation: string,
  error: unknown,
): UnreadablePlaceError {
  // Our own messages are fit to be shown; AWS's hold request ids and session names.
  let message = awsErrorReason(operation, error);
  if (isOurs(error)) message = error.message;
  const why = error instanceof CredentialsError ? undefined : whyDenied(error);
  if (why) message += ` ${why}`;
  return new UnreadablePlaceError(message, {
    cause: error,
    noSuchService: looksLikeNoService(error),
    blockedByPolicy: /\bservice control policy\b/.test(why ?? ''),
  });
}
