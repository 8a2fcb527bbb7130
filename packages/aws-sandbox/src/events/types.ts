/** CloudTrail record of one call that changed a resource. */
export interface ChangeDetail {
  eventVersion: string;
  eventType: 'AwsApiCall';
  /** E.g. `kms.amazonaws.com`. */
  eventSource: string;
  /** API name, e.g. `DisableKey`. */
  eventName: string;
  awsRegion: string;
  /** Account of the resource. */
  recipientAccountId: string;
  /** ISO 8601, whole seconds. */
  eventTime: string;
  eventID: string;
  userIdentity: { accountId: string; arn: string };
  /** As called: a `keyId` may be an id or an ARN. Names, descriptions and prompts are `***`. */
  requestParameters: Readonly<Record<string, unknown>>;
  responseElements: Readonly<Record<string, unknown>> | null;
  resources: Array<{ accountId: string; type: string; ARN: string }>;
}

/** EventBridge event of one call that changed a resource. */
export interface ChangeEvent {
  version: '0';
  id: string;
  'detail-type': 'AWS API Call via CloudTrail';
  source: 'aws.bedrock-agentcore' | 'aws.kms';
  account: string;
  /** ISO 8601, whole seconds. */
  time: string;
  region: string;
  resources: string[];
  detail: ChangeDetail;
}
