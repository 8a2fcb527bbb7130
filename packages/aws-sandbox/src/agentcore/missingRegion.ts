import { AwsError } from '../http/awsError';

/** Why AgentCore cannot be called in a region: AWS does not offer it there, or the account did not opt in to the region. */
export type MissingRegionKind = 'unsupported' | 'not-enabled';

/**
 * The error of AgentCore in a region where it is missing.
 *
 * @remarks
 * In AWS the endpoint of an unsupported region has no address (ENOTFOUND). The sandbox is one host for all regions, and
 * answers as a host that does not know the operation.
 */
export function missingRegionError(
  kind: MissingRegionKind,
  region: string,
): AwsError {
  return kind === 'not-enabled'
    ? new AwsError(
        'UnrecognizedClientException',
        403,
        'The security token included in the request is invalid.',
      )
    : new AwsError(
        'UnknownOperationException',
        404,
        `Bedrock AgentCore is not available in ${region}`,
      );
}
