/**
 * Calls a second that AWS documents for one account in one region, by IAM action.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/bedrock-agentcore-limits.html
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html
 * @see https://docs.aws.amazon.com/general/latest/gr/arg.html
 */
const DOCUMENTED_RATES: Readonly<Record<string, number>> = {
  'bedrock-agentcore:ListMemories': 5,
  'bedrock-agentcore:GetMemory': 50,
  'bedrock-agentcore:CreateMemory': 3,
  'bedrock-agentcore:DeleteMemory': 3,
  'bedrock-agentcore:CreateEvent': 200,
  // In one session, of events with and without something said. AWS does not raise these.
  'bedrock-agentcore:CreateEvent:conversational': 5,
  'bedrock-agentcore:CreateEvent:other': 10,
  'bedrock-agentcore:ListEvents': 200,
  'bedrock-agentcore:ListMemoryRecords': 30,
  'cloudtrail:LookupEvents': 2,
  'kms:DescribeKey': 2000,
  'kms:GetKeyLastUsage': 5,
  'kms:GetKeyPolicy': 1000,
  'kms:GetKeyRotationStatus': 1000,
  'kms:ListResourceTags': 2000,
  'kms:ListAliases': 500,
  'kms:ListKeys': 500,
  'kms:CreateKey': 5,
  'kms:CreateAlias': 5,
  'kms:EnableKeyRotation': 15,
  'tag:GetResources': 15,
};

/** For what is documented as "all others", and where nothing is. */
const OTHER_RATE = 20;

/** One for the whole organisation, and less than AWS allows for any reading call: others administer it. */
const ORGANIZATIONS_RATE = 5;

/** The share of a quota that is used: agents, consoles and other tools have to live on the rest. */
const QUOTA_SHARE = 0.95;

/** Calls a second that are made of an operation, unless it is configured. */
export function defaultRate(operation: string): number {
  const other = operation.startsWith('organizations:')
    ? ORGANIZATIONS_RATE
    : OTHER_RATE;
  return (DOCUMENTED_RATES[operation] ?? other) * QUOTA_SHARE;
}
