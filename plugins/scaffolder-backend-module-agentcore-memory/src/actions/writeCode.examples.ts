import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const MEMORY = {
  name: 'shopping_preferences',
  owner: 'group:default/checkout',
  description: 'What customers like',
  accountId: '111122223333',
  region: 'us-east-1',
  strategies: [
    {
      type: 'USER_PREFERENCE',
      name: 'preferences',
      namespaceTemplate: '/preferences/{actorId}',
    },
  ],
};

function example(input: object): string {
  return stringify({
    steps: [
      {
        id: 'code',
        action: 'agentcore-memory:write-code',
        name: 'Write the code',
        input: { ...MEMORY, ...input },
      },
      {
        id: 'publish',
        action: 'publish:github:pull-request',
        name: 'Open a pull request',
        input: {
          repoUrl: 'github.com?owner=example&repo=infrastructure',
          branchName: 'agentcore-memory-shopping-preferences',
          title: 'AgentCore memory shopping_preferences',
          description: 'Encrypted with a customer-managed key',
          sourcePath: 'memory',
          targetPath: 'memories/shopping_preferences',
        },
      },
    ],
  });
}

export const examples: TemplateExample[] = [
  {
    description: 'Terraform of a memory and a new key, in a pull request',
    example: example({
      language: 'terraform',
      newKeyAlias: 'alias/agentcore/shopping-preferences',
      targetPath: 'memory',
    }),
  },
  {
    description:
      'CloudFormation of a memory with an existing key, in a pull request',
    example: example({
      language: 'cloudformation',
      encryptionKeyArn:
        'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
      targetPath: 'memory',
    }),
  },
];
