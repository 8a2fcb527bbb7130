import { randomUUID } from 'node:crypto';
import { newRecord } from '../cloudtrail/newRecord';
import { userIdentityOf } from '../cloudtrail/userIdentityOf';
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
  const detail = newRecord({
    accountId,
    region,
    at: context.now,
    eventSource: `${service}.amazonaws.com`,
    eventName: operation,
    userIdentity: userIdentityOf(context.caller),
    readOnly: false,
    ...change,
    resources: [{ accountId, type, ARN: arn }],
  });
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'AWS API Call via CloudTrail',
    source: service === 'kms' ? 'aws.kms' : 'aws.bedrock-agentcore',
    account: accountId,
    time: detail.eventTime,
    region,
    resources: [],
    detail,
  };
}
