import { CloudTrailRecord } from '../cloudtrail/types';
import { OperationContext, OperationResult } from '../http/operation';
import { toKmsArn } from '../kms/findKey';
import { resolveKey } from '../kms/resolveKey';
import { memoryArn } from '../state/arn';
import { redact } from './redact';

/** The members of a change event that depend on the operation. */
export interface Change
  extends Pick<CloudTrailRecord, 'requestParameters' | 'responseElements'> {
  /** ARN of the changed resource. */
  arn: string;
}

type Describe = (context: OperationContext, result: OperationResult) => Change;
type Body = Readonly<Record<string, unknown>>;

const memoryChange: Describe = ({ input, place }, { body }) => {
  const made = body?.memory as { arn: string } | undefined;
  return {
    arn: made?.arn ?? memoryArn(place, String(input.memoryId)),
    requestParameters: redact(input) as Body,
    responseElements: redact(body) as Body,
  };
};

const tagChange: Describe = ({ input }) => ({
  arn: String(input.resourceArn),
  requestParameters: redact(input) as Body,
  responseElements: null,
});

/** CloudTrail writes members of KMS with a lower-case first letter. */
function uncapitalised(input: Body): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name[0].toLowerCase() + name.slice(1),
      value,
    ]),
  );
}

/** E.g. `Apr 12, 2021, 18:58:30 PM`: the format of CloudTrail. */
function dateForPeople(seconds: number): string {
  return new Date(seconds * 1000).toLocaleString('en-US', {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'UTC',
  });
}

const keyChange: Describe = ({ state, place, input }, { body }) => {
  const arn = toKmsArn(String(input.KeyId), place);
  const { DeletionDate: date, ...response } = body ?? {};
  return {
    arn: resolveKey(state, arn)?.arn ?? arn,
    requestParameters: uncapitalised(input),
    responseElements: body
      ? uncapitalised({
          ...response,
          ...(typeof date === 'number' && {
            deletionDate: dateForPeople(date),
          }),
        })
      : null,
  };
};

const policyChange: Describe = (context, result) => {
  const change = keyChange(context, result);
  return {
    ...change,
    requestParameters: {
      policyName: 'default',
      bypassPolicyLockoutSafetyCheck: false,
      ...change.requestParameters,
    },
  };
};

/** The operations with change events, by `service:operation`. */
export const CHANGES: Readonly<Record<string, Describe>> = {
  'bedrock-agentcore:CreateMemory': memoryChange,
  'bedrock-agentcore:UpdateMemory': memoryChange,
  'bedrock-agentcore:DeleteMemory': memoryChange,
  'bedrock-agentcore:TagResource': tagChange,
  'bedrock-agentcore:UntagResource': tagChange,
  'kms:DisableKey': keyChange,
  'kms:EnableKey': keyChange,
  'kms:ScheduleKeyDeletion': keyChange,
  'kms:CancelKeyDeletion': keyChange,
  'kms:PutKeyPolicy': policyChange,
  'kms:EnableKeyRotation': keyChange,
  'kms:DisableKeyRotation': keyChange,
};
