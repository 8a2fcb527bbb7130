import { randomUUID } from 'node:crypto';
import type { OperationContext, OperationResult } from '../http/operation';
import type { ServiceName } from '../http/services';
import { changes } from './changes';
import type { ChangeEvent } from './types';

const resourceTypes: Partial<Record<ServiceName, string>> = {
  'bedrock-agentcore': 'AWS::BedrockAgentCore::Memory',
  kms: 'AWS::KMS::Key',
};

/** The event that a successful call leads to; undefined where none does. */
export function toChangeEvent(
  service: ServiceName,
  operation: string,
  context: OperationContext,
  result: OperationResult,
): ChangeEvent | undefined {
  const describe = changes[`${service}:${operation}`];
  const type = resourceTypes[service];
  if (!describe || !type) {
    return undefined;
  }
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
