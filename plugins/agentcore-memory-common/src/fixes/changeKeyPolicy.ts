import { comment, shellWord } from './escape';
import { FixContext } from './types';

/** A policy may have one statement instead of a list of them. */
const AS_LIST = '.Statement |= (if type == "array" then . else [.] end)';

/** Commands that change the policy of the key by a filter of jq. */
export function changeKeyPolicy({ key }: FixContext, change: string): string {
  const options = `--region ${shellWord(
    key?.scope.region ?? 'REGION',
  )} --key-id ${shellWord(key?.arn ?? 'KEY_ARN')}`;
  return [
    comment(
      'Look at new.json before the last command: it replaces the whole policy',
    ),
    `aws kms get-key-policy ${options} --policy-name default --query Policy --output text > old.json`,
    `jq ${shellWord(`${AS_LIST} | ${change}`)} old.json > new.json`,
    `aws kms put-key-policy ${options} --policy-name default --policy file://new.json`,
  ].join('\n');
}
