import { isThrottled } from '../aws/governCalls';
import { AwsPlace } from '../aws/AwsPlace';
import { awsErrorKind } from '../aws/observe';
import { UnexpectedAnswerError } from '../aws/toFacts';
import { unreadable } from '../inventory/unreadable';

/** Why AWS did not answer, in words for those who look at the key. Without what AWS says of sessions and requests. */
export function whyUnknown(
  action: string,
  { accountId, region }: AwsPlace,
  error: unknown,
): string {
  const { message } = unreadable(action, error);
  if (error instanceof UnexpectedAnswerError) return message;
  if (isThrottled(error)) {
    return `AWS was asked for ${action} too often in account ${accountId} in ${region}, by Backstage or by others (${message})`;
  }
  switch (awsErrorKind(error)) {
    case 'denied':
      return `Backstage may not call ${action} in account ${accountId} (${message})`;
    case 'missing':
      return `AWS says that there is no such key (${message})`;
    default:
      return `AWS did not answer (${message})`;
  }
}
