import { awsErrorKind } from '../aws/observe';
import { unreadable } from '../inventory/unreadable';

/**
 * A denial names the role, its session and the policy, which are not for whoever asked; it is the cause of the error.
 *
 * @param operation - in IAM's spelling, such as `kms:CreateKey`
 */
export function withoutNames(operation: string): (error: unknown) => never {
  return error => {
    throw awsErrorKind(error) === 'denied'
      ? unreadable(operation, error)
      : error;
  };
}
