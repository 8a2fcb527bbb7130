import { AwsError } from '../http/awsError';
import { ServiceName } from '../http/services';
import { Fault, FaultTarget } from './faults';

type ErrorKind = 'deny' | 'throttle' | 'serverError';
type Vocabulary = Record<ErrorKind, { code: string; status: number }>;

const MEMORY_ERRORS: Vocabulary = {
  deny: { code: 'AccessDeniedException', status: 403 },
  throttle: { code: 'ThrottledException', status: 429 },
  serverError: { code: 'ServiceException', status: 500 },
};

// The tag operations of AgentCore have other errors than its memory operations.
const TAG_ERRORS: Vocabulary = {
  deny: { code: 'AccessDeniedException', status: 403 },
  throttle: { code: 'ThrottlingException', status: 429 },
  serverError: { code: 'InternalServerException', status: 500 },
};

const TAG_OPERATIONS = new Set([
  'ListTagsForResource',
  'TagResource',
  'UntagResource',
]);

const VOCABULARIES: Record<ServiceName, Vocabulary> = {
  'bedrock-agentcore': MEMORY_ERRORS,
  cloudtrail: {
    deny: { code: 'AccessDeniedException', status: 400 },
    throttle: { code: 'ThrottlingException', status: 400 },
    serverError: { code: 'InternalFailure', status: 500 },
  },
  kms: {
    deny: { code: 'AccessDeniedException', status: 400 },
    throttle: { code: 'ThrottlingException', status: 400 },
    serverError: { code: 'KMSInternalException', status: 500 },
  },
  organizations: {
    deny: { code: 'AccessDeniedException', status: 400 },
    throttle: { code: 'TooManyRequestsException', status: 400 },
    serverError: { code: 'ServiceException', status: 500 },
  },
  sts: {
    deny: { code: 'AccessDenied', status: 403 },
    throttle: { code: 'Throttling', status: 400 },
    serverError: { code: 'InternalFailure', status: 500 },
  },
  tagging: {
    deny: { code: 'AccessDeniedException', status: 400 },
    throttle: { code: 'ThrottledException', status: 400 },
    serverError: { code: 'InternalServiceException', status: 500 },
  },
};

const MESSAGES: Record<ErrorKind, (target: FaultTarget) => string> = {
  deny: ({ account, service, operation }) =>
    `Account ${account} is not authorized to perform: ${
      service === 'tagging' ? 'tag' : service
    }:${operation}`,
  throttle: () => 'Rate exceeded',
  serverError: () => 'The service has an internal error. Try again.',
};

/**
 * What AWS says where a policy of the organization denies a call.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
function deniedBy(
  { policy, implicit }: Pick<Fault, 'policy' | 'implicit'>,
  { principal, service, operation, resources }: FaultTarget,
): string {
  const action = `${service === 'tagging' ? 'tag' : service}:${operation}`;
  const resource = resources.find(name => name.startsWith('arn:')) ?? '*';
  const why = implicit
    ? `because no ${policy} allows the ${action} action`
    : `with an explicit deny in a ${policy}`;
  return `User: ${principal} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
}

/**
 * The error of a service for a call that is denied, throttled, or fails with a server error.
 *
 * @param denial - what denies it; by default the caller's own policies do not allow it
 */
export function faultError(
  kind: ErrorKind,
  service: ServiceName,
  target: FaultTarget,
  denial: Pick<Fault, 'policy' | 'implicit'> = {},
): AwsError {
  const vocabulary =
    service === 'bedrock-agentcore' && TAG_OPERATIONS.has(target.operation)
      ? TAG_ERRORS
      : VOCABULARIES[service];
  const { code, status } = vocabulary[kind];
  return new AwsError(
    code,
    status,
    denial.policy ? deniedBy(denial, target) : MESSAGES[kind](target),
  );
}
