/** What AgentCore does with the key of a memory. */
export const MEMORY_ACTIONS = [
  'kms:CreateGrant',
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncrypt*',
];

/** The account's IAM decides. */
export function rootStatement(accountId: string) {
  return {
    Sid: 'RootDelegatesToIam',
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${accountId}:root` },
    Action: 'kms:*',
    Resource: '*',
  };
}

function serviceStatement(accountId: string) {
  return {
    Sid: 'AgentCoreMemory',
    Effect: 'Allow',
    Principal: { Service: 'bedrock-agentcore.amazonaws.com' },
    Action: MEMORY_ACTIONS,
    Resource: '*',
    Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
  };
}

/** A policy of these statements, as JSON. */
export function toPolicy(...statements: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/** What a healthy key has: the account's IAM decides, and AgentCore may do its six actions. */
export function healthyPolicy(accountId: string): string {
  return toPolicy(rootStatement(accountId), serviceStatement(accountId));
}

/** A healthy policy that opens the key to another account as well. */
export function sharedPolicy(accountId: string, otherAccountId: string) {
  return toPolicy(
    rootStatement(accountId),
    serviceStatement(accountId),
    serviceStatement(otherAccountId),
    {
      Sid: 'SharedWithAccount',
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${otherAccountId}:root` },
      Action: [...MEMORY_ACTIONS, 'kms:GetKeyRotationStatus'],
      Resource: '*',
    },
  );
}

/** Anyone can decrypt. */
export function openPolicy(accountId: string): string {
  return toPolicy(rootStatement(accountId), {
    Sid: 'TemporaryDebugging',
    Effect: 'Allow',
    Principal: '*',
    Action: ['kms:Decrypt', 'kms:DescribeKey'],
    Resource: '*',
  });
}

/** Only key administrators: neither AgentCore nor the account's IAM can use the key. */
export function lockedPolicy(accountId: string): string {
  return toPolicy({
    Sid: 'KeyAdministrators',
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${accountId}:role/KeyAdministrator` },
    Action: ['kms:Describe*', 'kms:Get*', 'kms:List*', 'kms:PutKeyPolicy'],
    Resource: '*',
  });
}

/** The account's IAM decides, but only about principals with the tag of a team: who they are, the policy does not tell. */
export function teamOnlyPolicy(accountId: string, team: string): string {
  return toPolicy({
    ...rootStatement(accountId),
    Sid: 'PrincipalsOfTheTeam',
    Condition: { StringEquals: { 'aws:PrincipalTag/team': team } },
  });
}

/** A healthy policy, and anyone at certain addresses can decrypt: whose those are, the policy does not tell. */
export function decryptFromAddressesPolicy(
  accountId: string,
  addresses: string,
): string {
  return toPolicy(rootStatement(accountId), serviceStatement(accountId), {
    Sid: 'DecryptFromTheOffice',
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: 'kms:Decrypt',
    Resource: '*',
    Condition: { IpAddress: { 'aws:SourceIp': addresses } },
  });
}
