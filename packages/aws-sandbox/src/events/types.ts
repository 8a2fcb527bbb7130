import { CloudTrailRecord } from '../cloudtrail/types';

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
  detail: CloudTrailRecord;
}
