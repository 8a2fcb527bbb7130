import { parseKeyArn } from '../facts';
import { ApprovedKeys } from '../rules/approvedKeys';
import { memoryDetailsOf } from './fixInput';
import { comment, quotedText, shellWord, yamlText } from './escape';
import { throughManager } from './throughManager';
import { Fix, FixContext } from './types';

/** The second one is for a memory that was replaced before. */
const SUFFIXES = ['_cmk', '_cmk2'];
/** AWS: at most 48 letters, digits and underscores. */
const MAX_NAME = 48;
const DEFAULT_RETENTION_DAYS = 90;

/** A name for a memory's replacement, which AWS takes while the old memory still has its own. @public */
export function replacementName(name: string): string {
  const base = name.replace(/[^a-zA-Z0-9_]/g, '_').replace(/^[^a-zA-Z]+/, '');
  const [first, second] = SUFFIXES.map(
    suffix =>
      `${(base || 'memory').slice(0, MAX_NAME - suffix.length)}${suffix}`,
  );
  return first === name ? second : first;
}

type Approved = ApprovedKeys | undefined;

/** What a new memory must be given again by hand: none of it can be read out and pasted. */
function carriedOver(input: FixContext, approved: Approved): string[] {
  return [...settingsToRepeat(input), ...approvalToAskFor(input, approved)];
}

/** A new key is on no list of approved keys by itself, unless its whole account is. */
function approvalToAskFor(
  { memory }: FixContext,
  approved: Approved,
): string[] {
  const { accountId, region } = memory.scope;
  const needed =
    approved &&
    !approved.accountIds.includes(accountId) &&
    !approvedArn(approved, region);
  return needed ? ['Have the new key put on the list of approved keys.'] : [];
}

function approvedArn(approved: Approved, region: string): string | undefined {
  return approved?.keyArns.find(arn => parseKeyArn(arn)?.region === region);
}

function settingsToRepeat(input: FixContext): string[] {
  const details = memoryDetailsOf(input);
  if (!details) {
    return ['The memory could not be read: compare its settings first.'];
  }
  const strategies = details.strategies.map(
    ({ name, type }) => `${name} (${type})`,
  );
  return [
    ...(strategies.length > 0
      ? [`Add its strategies as well: ${strategies.join(', ')}.`]
      : []),
    ...(details.recordStreams.length > 0
      ? ['Add its record streaming as well.']
      : []),
  ];
}

interface Plan {
  oldName: string;
  name: string;
  days: number;
  region: string;
  /** An approved key that exists; otherwise a new one is made. */
  keyArn?: string;
}

function planOf(input: FixContext, approved: Approved): Plan {
  const { memoryId, scope } = input.memory;
  const details = memoryDetailsOf(input);
  // AWS appends a hyphen and ten characters to the name.
  const oldName = memoryId.replace(/-[a-zA-Z0-9]{10}$/, '');
  return {
    oldName,
    name: replacementName(oldName),
    days: details?.eventExpiryDays ?? DEFAULT_RETENTION_DAYS,
    region: scope.region,
    keyArn: approvedArn(approved, scope.region),
  };
}

function cli(plan: Plan, more: string[]) {
  const { oldName, name, days, keyArn } = plan;
  const region = shellWord(plan.region);
  const key = keyArn
    ? `KEY_ARN=${shellWord(keyArn)}`
    : [
        `KEY_ARN=$(aws kms create-key --region ${region} \\`,
        `  --description ${shellWord(`AgentCore memory ${name}`)} \\`,
        `  --query KeyMetadata.Arn --output text)`,
        `aws kms enable-key-rotation --region ${region} --key-id "$KEY_ARN"`,
      ].join('\n');
  return [
    comment('1. The key'),
    key,
    comment(
      '2. The new memory; names are unique, so it needs another one while the old one exists',
      ...more,
    ),
    `aws bedrock-agentcore-control create-memory --region ${region} \\`,
    `  --name ${shellWord(name)} --event-expiry-duration ${days} \\`,
    `  --encryption-key-arn "$KEY_ARN"`,
    comment(
      `3. Move the data of ${oldName}, point the agents at the new memory, and only then retire the old one`,
    ),
  ].join('\n');
}

function cloudFormation({ name, days, keyArn }: Plan, more: string[]) {
  const key = [
    '  MemoryKey:',
    '    Type: AWS::KMS::Key',
    '    DeletionPolicy: Retain',
    '    UpdateReplacePolicy: Retain',
    '    Properties:',
    '      EnableKeyRotation: true',
    '      KeyPolicy:',
    "        Version: '2012-10-17'",
    '        Statement:',
    '          - Sid: AccountDecides',
    '            Effect: Allow',
    '            Principal:',
    "              AWS: !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'",
    '            Action: kms:*',
    "            Resource: '*'",
  ];
  return [
    comment(
      'A resource of its own. Setting the key on the existing one makes CloudFormation replace it and delete its data.',
      ...more,
    ),
    'Resources:',
    ...(keyArn ? [] : key),
    '  EncryptedMemory:',
    '    Type: AWS::BedrockAgentCore::Memory',
    '    Properties:',
    `      Name: ${yamlText(name)}`,
    `      EventExpiryDuration: ${days}`,
    `      EncryptionKeyArn: ${
      keyArn ? yamlText(keyArn) : '!GetAtt MemoryKey.Arn'
    }`,
  ].join('\n');
}

function terraform({ name, days, keyArn }: Plan, more: string[]) {
  const key = [
    'resource "aws_kms_key" "memory" {',
    `  description         = ${quotedText(`AgentCore memory ${name}`)}`,
    '  enable_key_rotation = true',
    '}',
    '',
  ];
  return [
    comment(
      'A resource of its own. Setting the key on the existing one makes Terraform destroy it with its data.',
      ...more,
    ),
    ...(keyArn ? [] : key),
    'resource "aws_bedrockagentcore_memory" "encrypted" {',
    `  name                  = ${quotedText(name)}`,
    `  event_expiry_duration = ${days}`,
    `  encryption_key_arn    = ${
      keyArn ? quotedText(keyArn) : 'aws_kms_key.memory.arn'
    }`,
    '}',
  ].join('\n');
}

/**
 * A new memory under a customer-managed key, beside the old one.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-bedrockagentcore-memory.html
 */
export function replaceMemory(
  input: FixContext,
  because: string,
  approved: Approved,
): Fix {
  const plan = planOf(input, approved);
  const more = carriedOver(input, approved);
  return throughManager(input, 'replace', {
    text: `${because} AWS takes a key only when a memory is created. Create a new memory under a customer-managed key, move the data, point the agents at it, then retire this one.`,
    cli: cli(plan, more),
    cloudFormation: cloudFormation(plan, more),
    terraform: terraform(plan, more),
  });
}
