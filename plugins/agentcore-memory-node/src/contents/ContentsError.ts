import { isError, NotAllowedError } from '@backstage/errors';
import { isThrottled } from '../aws/governCalls';
import { awsErrorKind } from '../aws/observe';
import { unreadable } from '../inventory/unreadable';

/**
 * Why a call for contents failed: AWS said no, said that there is no such thing, refused what was asked, or gave no
 * answer, which may be another one the next time.
 *
 * @public
 */
export type ContentsErrorKind = 'denied' | 'missing' | 'refused' | 'unanswered';

/**
 * A call for the contents of a memory that failed. It has no cause and quotes nothing of what AWS says where it was asked
 * with content or the ids of people: AWS repeats the values that it refuses.
 *
 * @public
 */
export class ContentsError extends Error {
  /** Tells this error from others across copies of the package. */
  name = 'ContentsError' as const;
  /** What kind of answer it was. */
  readonly kind: ContentsErrorKind;

  constructor(kind: ContentsErrorKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

const REFUSED = new Set([
  'ValidationException',
  'InvalidInputException',
  'SerializationException',
]);

/** The reason that AWS gives for refusing a request, as one of its words. */
export function refusalReason(error: unknown): string | undefined {
  if (!isError(error) || !REFUSED.has(error.name)) return undefined;
  const { reason } = error as { reason?: unknown };
  return typeof reason === 'string' && /^[A-Za-z_]+$/.test(reason)
    ? reason
    : undefined;
}

function kindOf(error: unknown): ContentsErrorKind {
  const kind = awsErrorKind(error);
  if (kind !== 'failed') return kind;
  return isError(error) && REFUSED.has(error.name) && !isThrottled(error)
    ? 'refused'
    : 'unanswered';
}

function messageOf(operation: string, error: unknown, quotes: boolean): string {
  const { message } = unreadable(operation, error);
  if (!isError(error) || kindOf(error) !== 'refused') return message;
  if (quotes) return `${message}: ${error.message}`;
  const reason = refusalReason(error);
  return reason ? `${message} (${reason})` : message;
}

/**
 * To be caught from a call for contents.
 *
 * @param operation - such as `CreateEvent`
 * @param quotes - whether AWS may be quoted: the question had neither content nor ids of people in it
 */
export function toContentsError(
  operation: string,
  error: unknown,
  quotes: boolean,
): unknown {
  if (error instanceof NotAllowedError) return error;
  return new ContentsError(
    kindOf(error),
    messageOf(`bedrock-agentcore:${operation}`, error, quotes),
  );
}
