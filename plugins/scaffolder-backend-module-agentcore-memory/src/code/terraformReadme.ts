import { CodeRequest } from 'backstage-plugin-agentcore-memory-node';

/** What a person reads who finds the folder. */
export function terraformReadme({ place, memory, key }: CodeRequest): string {
  const { accountId, region } = place;
  const isNewKey = 'create' in key;
  const what = isNewKey
    ? 'a key, its alias, and an AgentCore memory that the key encrypts'
    : 'an AgentCore memory that an existing key encrypts';
  return `# AgentCore memory ${memory.name}

Terraform code of ${what}. It is for the AWS account ${accountId} and the
region ${region}, and refuses to run with credentials of another account.

## Apply

\`\`\`sh
terraform init
terraform plan
terraform apply
\`\`\`

Say in \`versions.tf\` where the state is kept, before others apply it as well.

## Before you change it

- AWS can't change the name or the key of a memory. Terraform would create another memory and delete this one, with all
  that it remembers; \`prevent_destroy\` in \`main.tf\` makes it refuse.
${
  isNewKey
    ? '- Without its key nobody can read the memory any more, so that the key has `prevent_destroy`, too.\n'
    : ''
}- To delete the memory on purpose, take \`prevent_destroy\` out first.
`;
}
