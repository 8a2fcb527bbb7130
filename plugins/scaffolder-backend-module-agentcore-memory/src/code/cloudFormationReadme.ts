import { CodeRequest } from 'backstage-plugin-agentcore-memory-node';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html: template body size. */
const MAX_BYTES = 51_200;

/** What a person reads who finds the folder. */
export function cloudFormationReadme(
  { place, memory, key }: CodeRequest,
  template: string,
): string {
  const { accountId, region } = place;
  const isNewKey = 'create' in key;
  const what = isNewKey
    ? 'a key, its alias, and an AgentCore memory that the key encrypts'
    : 'an AgentCore memory that an existing key encrypts';
  const command = [
    'aws cloudformation deploy',
    `--region ${region}`,
    `--stack-name agentcore-memory-${memory.name.replace(/_/g, '-')}`,
    '--template-file template.yaml',
    ...(Buffer.byteLength(template) > MAX_BYTES
      ? ['--s3-bucket YOUR-BUCKET-FOR-TEMPLATES']
      : []),
  ].join(' \\\n  ');
  return `# AgentCore memory ${memory.name}

CloudFormation template of ${what}. It is for the AWS account ${accountId} and the
region ${region}, and refuses to create anything elsewhere.

## Deploy

\`\`\`sh
${command}
\`\`\`

## Before you change it

- **Never change \`Name\` or \`EncryptionKeyArn\` of the memory.** AWS can change neither: CloudFormation would create
  another memory, which is empty, and let go of this one.
- When the stack is deleted, ${
    isNewKey ? 'the memory, its key and the alias stay' : 'the memory stays'
  }. What the memory holds is lost only when
  ${isNewKey ? 'the memory or its key' : 'it'} is deleted by hand.
`;
}
