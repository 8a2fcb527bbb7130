import { MEMORY_ACTIONS, rootStatement, toPolicy } from './keyPolicies';

function allow(
  who: object,
  actions: string | string[],
  more: { Sid?: string; Condition?: object } = {},
) {
  return {
    Effect: 'Allow',
    Principal: who,
    Action: actions,
    Resource: '*',
    ...more,
  };
}

/** Style of CDK: no Sids, delegation to the account's IAM policies, and a grant to the execution role. */
export function cdkPolicy(accountId: string): string {
  const iam = `arn:aws:iam::${accountId}`;
  return toPolicy(
    allow({ AWS: `${iam}:root` }, 'kms:*'),
    allow(
      { AWS: `${iam}:role/DisputesStack-MemoryExecutionRole7A1C2F0E-pX3kQ9` },
      MEMORY_ACTIONS,
    ),
  );
}

/** Style of the Control Tower guide: delegation to the account's IAM policies; Config and CloudTrail may encrypt logs. */
export function controlTowerPolicy(accountId: string, region: string): string {
  return toPolicy(
    { ...rootStatement(accountId), Sid: 'Enable IAM User Permissions' },
    allow(
      { Service: 'config.amazonaws.com' },
      ['kms:Decrypt', 'kms:GenerateDataKey'],
      {
        Sid: 'Allow Config to use KMS for encryption',
        Condition: {
          ArnLike: {
            'aws:SourceArn': `arn:aws:config:${region}:${accountId}:*`,
          },
        },
      },
    ),
    allow(
      { Service: 'cloudtrail.amazonaws.com' },
      ['kms:GenerateDataKey*', 'kms:Decrypt'],
      {
        Sid: 'Allow CloudTrail to use KMS for encryption',
        Condition: {
          StringEquals: {
            'aws:SourceArn': `arn:aws:cloudtrail:${region}:${accountId}:trail/aws-controltower-BaselineCloudTrail`,
          },
          StringLike: {
            'kms:EncryptionContext:aws:cloudtrail:arn': `arn:aws:cloudtrail:*:${accountId}:trail/*`,
          },
        },
      },
    ),
  );
}

/** Style of a Terraform module: roles of administrators and users, no delegation to the account's IAM policies. */
export function terraformModulePolicy(
  accountId: string,
  region: string,
): string {
  const iam = `arn:aws:iam::${accountId}`;
  const users = {
    AWS: [`${iam}:role/search-agents`, `${iam}:role/search-memory-execution`],
  };
  return toPolicy(
    allow(
      { AWS: `${iam}:role/KeyAdministrator` },
      [
        'kms:Create*',
        'kms:Describe*',
        'kms:Enable*',
        'kms:List*',
        'kms:Put*',
        'kms:Update*',
        'kms:Revoke*',
        'kms:Disable*',
        'kms:Get*',
        'kms:Delete*',
        'kms:TagResource',
        'kms:UntagResource',
        'kms:ScheduleKeyDeletion',
        'kms:CancelKeyDeletion',
      ],
      { Sid: 'KeyAdministration' },
    ),
    allow(
      users,
      [
        'kms:Encrypt',
        'kms:Decrypt',
        'kms:ReEncrypt*',
        'kms:GenerateDataKey*',
        'kms:DescribeKey',
      ],
      {
        Sid: 'KeyUsage',
        Condition: {
          StringEquals: {
            'kms:ViaService': `bedrock-agentcore.${region}.amazonaws.com`,
          },
        },
      },
    ),
    allow(users, ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'], {
      Sid: 'KeyServiceUsage',
      Condition: { Bool: { 'kms:GrantIsForAWSResource': true } },
    }),
  );
}
