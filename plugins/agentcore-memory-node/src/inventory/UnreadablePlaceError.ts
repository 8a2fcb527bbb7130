/**
 * An account and region that could not be read. What was known of it before
 * stays as it is.
 *
 * The message is fit for people and for storing: operation and error name, without request ids or secrets.
 * What AWS said in full is the `cause`.
 *
 * @public
 */
export class UnreadablePlaceError extends Error {
  /** Tells this error from others across copies of the package. */
  name = 'UnreadablePlaceError' as const;
  /** Whether it looks as if the region did not have the service, or were not enabled for the account. */
  readonly noSuchService: boolean;

  constructor(
    message: string,
    options: { cause?: unknown; noSuchService?: boolean } = {},
  ) {
    super(message, { cause: options.cause });
    this.noSuchService = options.noSuchService ?? false;
  }
}
