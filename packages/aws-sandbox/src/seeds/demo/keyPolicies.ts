/** The KMS actions that AgentCore needs on the key of a memory. */
export const MEMORY_ACTIONS = [
  'kms:CreateGrant',
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncrypt*',
];

/** Delegates to the account's IAM policies. */
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

/** A policy with these statements, as JSON. */
export function toPolicy(...statements: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/** The policy of a healthy key: delegation to the account's IAM policies, and the six actions for AgentCore. */
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

/** Every principal of AWS may decrypt. */
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

/** Delegates to the account's IAM policies for principals with the tag of a team, whom the policy does not identify. */
export function teamOnlyPolicy(accountId: string, team: string): string {
  return toPolicy({
    ...rootStatement(accountId),
    Sid: 'PrincipalsOfTheTeam',
    Condition: { StringEquals: { 'aws:PrincipalTag/team': team } },
  });
}

/** A healthy policy that also lets every principal at certain IP addresses decrypt. */
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
