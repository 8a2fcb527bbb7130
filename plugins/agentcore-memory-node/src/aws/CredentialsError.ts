import { isError } from '@backstage/errors';

/**
 * Why there are no credentials that may be used for an account. The message is fit for people and for storing: it
 * holds account ids and role ARNs, but no session names, keys or request ids.
 */
export class CredentialsError extends Error {
  name = 'CredentialsError' as const;
  /** `denied`: AWS said that this may not be. `failed`: it did not say, or these are not the right credentials. */
  readonly kind: 'denied' | 'failed';

  constructor(
    message: string,
    {
      kind = 'failed',
      cause,
    }: Partial<Pick<CredentialsError, 'kind'>> & {
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause });
    this.kind = kind;
  }
}

/** How STS says that a role may not be assumed. */
const DENIED = new Set(['AccessDenied', 'AccessDeniedException']);

/** STS names the call that it refuses, and the role. */
const REFUSED_CALL = /\bperform:? (sts:[A-Za-z]+)/;
const REFUSED_ROLE =
  /\bon resource: (arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+)/;

/** Of the SDK's providers and of Backstage's credentials manager, which has no error of its own. */
function saysThatThereAreNone(error: unknown): boolean {
  return (
    isError(error) &&
    (error.name === 'CredentialsProviderError' ||
      /no AWS integration that matches/.test(error.message))
  );
}

/** A system error is called by its code, such as ECONNREFUSED: its name is only "Error". */
function nameOf(error: unknown): string {
  if (!isError(error)) return 'Error';
  const { code } = error as { code?: unknown };
  return error.name === 'Error' && typeof code === 'string' ? code : error.name;
}

/**
 * The error for credentials that could not be obtained.
 *
 * @param roleArn - the role that was to be assumed, as far as that is configured
 */
export function toCredentialsError(
  error: unknown,
  roleArn?: string,
): CredentialsError {
  if (error instanceof CredentialsError) return error;
  if (saysThatThereAreNone(error)) {
    return new CredentialsError('No AWS credentials for the account', {
      cause: error,
    });
  }
  const message = isError(error) ? error.message : '';
  const role = roleArn ?? REFUSED_ROLE.exec(message)?.[1];
  const call =
    REFUSED_CALL.exec(message)?.[1] ??
    (roleArn ? 'sts:AssumeRole' : 'AWS credentials');
  const name = nameOf(error);
  return new CredentialsError(`${call}: ${name}${role ? ` for ${role}` : ''}`, {
    kind: DENIED.has(name) ? 'denied' : 'failed',
    cause: error,
  });
}
