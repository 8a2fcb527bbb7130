import { partitionOf } from '../facts';

/**
 * What AgentCore needs of a key to encrypt a memory with it.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/storage-encryption.html
 */
const SERVICE_ACTIONS = [
  'kms:CreateGrant',
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncrypt*',
];

/** All that changes a key or tells of it, and nothing that leads to what it encrypts. */
const ADMINISTRATION = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:Describe*',
  'kms:Disable*',
  'kms:Enable*',
  'kms:Get*',
  'kms:List*',
  'kms:PutKeyPolicy',
  'kms:RevokeGrant',
  'kms:RotateKeyOnDemand',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
];

/** A key policy as IAM reads it. @public */
export interface KeyPolicyDocument {
  /** Version of IAM's language. */
  Version: string;
  /** Name of the policy. */
  Id: string;
  /** Who may do what with the key. */
  Statement: {
    Sid: string;
    Effect: 'Allow';
    Principal: Record<string, string>;
    Action: string[];
    Resource: '*';
    Condition?: { StringEquals: Record<string, string> };
  }[];
}

/**
 * The key policy of a new key for memories of one account and region, with no more than that takes: the account's IAM
 * policies decide who administers the key, and who uses it through AgentCore; AgentCore itself uses it for this account.
 * The policy allows no other use of the key.
 *
 * The account keeps `kms:PutKeyPolicy`, so that the key can't become unmanageable.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 * @public
 */
export function newKeyPolicy(place: {
  accountId: string;
  region: string;
}): KeyPolicyDocument {
  const { accountId, region } = place;
  const account = `arn:${partitionOf(region)}:iam::${accountId}:root`;
  return {
    Version: '2012-10-17',
    Id: 'agentcore-memory',
    Statement: [
      {
        Sid: 'AccountAdministersTheKey',
        Effect: 'Allow',
        Principal: { AWS: account },
        Action: ADMINISTRATION,
        Resource: '*',
      },
      {
        Sid: 'AccountUsesTheKeyThroughAgentCore',
        Effect: 'Allow',
        Principal: { AWS: account },
        Action: SERVICE_ACTIONS,
        Resource: '*',
        Condition: {
          StringEquals: {
            'kms:CallerAccount': accountId,
            'kms:ViaService': `bedrock-agentcore.${region}.amazonaws.com`,
          },
        },
      },
      {
        Sid: 'AgentCoreUsesTheKeyForTheAccount',
        Effect: 'Allow',
        Principal: { Service: 'bedrock-agentcore.amazonaws.com' },
        Action: SERVICE_ACTIONS,
        Resource: '*',
        Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
      },
    ],
  };
}
