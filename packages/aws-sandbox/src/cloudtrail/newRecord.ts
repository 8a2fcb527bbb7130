import { randomUUID } from 'node:crypto';
import { Place } from '../state/arn';
import { CloudTrailRecord } from './types';

/** What a record needs to say; the rest has defaults. */
export type RecordInput = Place & {
  /** Epoch milliseconds of the call. */
  at: number;
} & Pick<
    CloudTrailRecord,
    'eventSource' | 'eventName' | 'userIdentity' | 'readOnly' | 'resources'
  > &
  Partial<CloudTrailRecord>;

/** Completes a record of a management event. */
export function newRecord({
  accountId,
  region,
  at,
  ...record
}: RecordInput): CloudTrailRecord {
  return {
    eventVersion: '1.11',
    eventType: 'AwsApiCall',
    eventCategory: 'Management',
    managementEvent: true,
    awsRegion: region,
    recipientAccountId: accountId,
    eventTime: new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'),
    eventID: randomUUID(),
    requestID: randomUUID(),
    sourceIPAddress: '127.0.0.1',
    userAgent: 'aws-sandbox',
    requestParameters: null,
    responseElements: null,
    ...record,
  };
}
