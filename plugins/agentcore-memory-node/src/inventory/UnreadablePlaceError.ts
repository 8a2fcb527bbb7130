import { CustomErrorBase } from '@backstage/errors';

/**
 * An account and region that could not be read; the message says why, in words without secrets. What was
 * known of it before stays true as far as anybody can tell.
 *
 * @public
 */
export class UnreadablePlaceError extends CustomErrorBase {
  name = 'UnreadablePlaceError' as const;
}
