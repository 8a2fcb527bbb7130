import { InputError } from '@backstage/errors';
import { CodeRequest } from './CodeRequest';
import { textsOf } from './textsOf';

/**
 * Refuses the texts that CloudFormation would replace with something else. It can express everything else. Throws
 * `InputError` naming the field.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export function checkCloudFormation(request: CodeRequest): void {
  for (const { field, text } of textsOf(request)) {
    if (text.includes('{{resolve:')) {
      throw new InputError(
        `${field}: CloudFormation replaces "{{resolve:" by a parameter or secret; write it in another way, or choose Terraform, which does not`,
      );
    }
  }
  for (const name of Object.keys(request.memory.tags)) {
    if (name === 'Ref' || name.startsWith('Fn::')) {
      throw new InputError(
        `tags.${name}: CloudFormation takes a tag of this name for a function; call it something else, or choose Terraform, which does not`,
      );
    }
  }
}
