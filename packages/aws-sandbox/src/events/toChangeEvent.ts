import { randomUUID } from 'node:crypto';
import { OperationContext, OperationResult } from '../http/operation';
import { ServiceName } from '../http/services';
import { CHANGES } from './changes';
import { ChangeEvent } from './types';

const RESOURCE_TYPES: Partial<Record<ServiceName, string>> = {
  'bedrock-agentcore': 'AWS::BedrockAgentCore::Memory',
  kms: 'AWS::KMS::Key',
};

/** The event of a successful call; undefined for an operation without events. */
export function toChangeEvent(
  service: ServiceName,
  operation: string,
  context: OperationContext,
  result: OperationResult,
): ChangeEvent | undefined {
  const describe = CHANGES[`${service}:${operation}`];
  const type = RESOURCE_TYPES[service];
  if (!describe || !type) return undefined;
  const { arn, ...change } = describe(context, result);
  const { accountId, region } = context.place;
  const time = new Date(context.now).toISOString().replace(/\.\d+Z$/, 'Z');
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'AWS API Call via CloudTrail',
    source: service === 'kms' ? 'aws.kms' : 'aws.bedrock-agentcore',
    account: accountId,
    time,
    region,
    resources: [],
    detail: {
      eventVersion: '1.11',
      eventType: 'AwsApiCall',
      eventSource: `${service}.amazonaws.com`,
      eventName: operation,
      awsRegion: region,
      recipientAccountId: accountId,
      eventTime: time,
      eventID: randomUUID(),
      userIdentity: {
        accountId: context.caller.accountId,
        arn: context.caller.principalArn,
      },
      ...change,
      resources: [{ accountId, type, ARN: arn }],
    },
  };
}
