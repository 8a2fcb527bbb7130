/**
 * Calls per second by `service:operation`, `operation` or `service:*`, in this order of precedence. Names with a third part
 * are quotas that the calls about one session share.
 */
export type Quotas = Readonly<Partial<Record<string, number>>>;

/**
 * The quotas that AWS documents for an account in a region.
 *
 * @remarks
 * AgentCore's "all other memory APIs" applies to each operation separately; for tags it is an estimate. The quotas of
 * Organizations are estimates too, since AWS publishes no numbers.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/bedrock-agentcore-limits.html
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html
 * @see https://docs.aws.amazon.com/general/latest/gr/arg.html
 */
export const DOCUMENTED_QUOTAS: Quotas = {
  'bedrock-agentcore:ListMemories': 5,
  'bedrock-agentcore:GetMemory': 50,
  'bedrock-agentcore:CreateMemory': 3,
  'bedrock-agentcore:UpdateMemory': 3,
  'bedrock-agentcore:DeleteMemory': 3,
  'bedrock-agentcore:CreateEvent': 200,
  'bedrock-agentcore:CreateEvent:conversational': 5,
  'bedrock-agentcore:CreateEvent:other': 10,
  'bedrock-agentcore:DeleteEvent': 20,
  'bedrock-agentcore:DeleteEvent:session': 5,
  'bedrock-agentcore:ListEvents': 200,
  'bedrock-agentcore:ListMemoryRecords': 30,
  'bedrock-agentcore:*': 20,
  'cloudtrail:LookupEvents': 2,
  'kms:DescribeKey': 2000,
  'kms:GetKeyLastUsage': 5,
  'kms:GetKeyPolicy': 1000,
  'kms:GetKeyRotationStatus': 1000,
  'kms:ListResourceTags': 2000,
  'kms:ListAliases': 500,
  'kms:ListKeys': 500,
  'kms:CreateKey': 5,
  'kms:PutKeyPolicy': 15,
  'kms:EnableKeyRotation': 15,
  'kms:ScheduleKeyDeletion': 15,
  'tagging:GetResources': 15,
  'organizations:*': 10,
  'sts:AssumeRole': 500,
};
