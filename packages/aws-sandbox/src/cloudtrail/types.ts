/**
 * Who made a call, as CloudTrail records it.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export interface UserIdentity {
  /** E.g. `AssumedRole`, `IAMUser`, `AWSService`; `AWSAccount` for a caller of another account. */
  type: string;
  principalId?: string;
  arn?: string;
  accountId?: string;
  accessKeyId?: string;
  userName?: string;
  /** The AWS service that made the call, for itself or for the principal. */
  invokedBy?: string;
  sessionContext?: Readonly<Record<string, unknown>>;
}

/** CloudTrail's record of one call. */
export interface CloudTrailRecord {
  eventVersion: string;
  eventType: 'AwsApiCall';
  /** E.g. `kms.amazonaws.com`. */
  eventSource: string;
  /** API name, e.g. `DisableKey`. */
  eventName: string;
  eventCategory: 'Management';
  managementEvent: true;
  awsRegion: string;
  /** Account of the resource. */
  recipientAccountId: string;
  /** ISO 8601, whole seconds. */
  eventTime: string;
  eventID: string;
  requestID: string;
  userIdentity: UserIdentity;
  sourceIPAddress: string;
  userAgent: string;
  readOnly: boolean;
  /** Only of a call that failed. */
  errorCode?: string;
  errorMessage?: string;
  /** As called: a `keyId` may be an id or an ARN. Names, descriptions and prompts are `***`. */
  requestParameters: Readonly<Record<string, unknown>> | null;
  responseElements: Readonly<Record<string, unknown>> | null;
  resources: Array<{ accountId: string; type: string; ARN: string }>;
}

/** A record in the event history of an account in a region. */
export interface RecordedEvent {
  record: CloudTrailRecord;
  /** What LookupEvents gives of the record. */
  json: string;
  /** Order of recording in the sandbox. */
  sequence: number;
}
