import { CodeRequest } from './CodeRequest';
import { FieldProblems } from './FieldProblems';
import { textsOf } from './textsOf';

/**
 * Refuses the texts that CloudFormation would replace with something else. It can express everything else.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export function checkCloudFormation(
  request: CodeRequest,
  problems: FieldProblems,
): void {
  for (const { field, text } of textsOf(request)) {
    if (text.includes('{{resolve:')) {
      problems.add(
        field,
        `CloudFormation replaces "{{resolve:" by a parameter or secret; write it in another way, or choose Terraform, which does not`,
      );
    }
  }
  for (const name of Object.keys(request.memory.tags)) {
    if (name === 'Ref' || name.startsWith('Fn::')) {
      problems.add(
        `tags.${name}`,
        `CloudFormation takes a tag of this name for a function; call it something else, or choose Terraform, which does not`,
      );
    }
  }
}
