/**
 * An account and region that could not be read. What was known of it before
 * stays as it is.
 *
 * The message is fit for people and for storing: operation, error name and why AWS denied it, without session names,
 * request ids or secrets. What AWS said in full is the `cause`.
 *
 * @public
 */
export class UnreadablePlaceError extends Error {
  /** Tells this error from others across copies of the package. */
  name = 'UnreadablePlaceError' as const;
  /** Whether it looks as if the region did not have the service, or were not enabled for the account. */
  readonly noSuchService: boolean;
  /** Whether AWS said that a service control policy of the organisation denies the call. */
  readonly blockedByPolicy: boolean;

  constructor(
    message: string,
    options: {
      cause?: unknown;
      noSuchService?: boolean;
      blockedByPolicy?: boolean;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.noSuchService = options.noSuchService ?? false;
    this.blockedByPolicy = options.blockedByPolicy ?? false;
  }
}
