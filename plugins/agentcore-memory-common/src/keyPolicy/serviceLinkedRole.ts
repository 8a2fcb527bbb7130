/** What the ARN of a service-linked role has behind `role/`. */
const PATH = 'aws-service-role/';

/** Its sessions do not show the path of the role, but its name begins like this. */
const SERVICE_LINKED =
  /^arn:[^:]*:(iam::\d{12}:role\/aws-service-role\/|sts::\d{12}:assumed-role\/AWSServiceRoleFor)/;

/**
 * Whether this is a service-linked role. AWS: "The linked service defines the permissions", and only that
 * service can assume the role: it is nobody who calls AgentCore, and no stranger either.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html
 */
export function isServiceLinkedRole(arn: string): boolean {
  return SERVICE_LINKED.test(arn);
}

/** Whether what a pattern has left behind `role/` can only be the path of a service-linked role. */
export function isServiceLinkedRest(rest: string): boolean {
  return rest.startsWith(PATH);
}
