import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const ID = 'agentcore-memory:create-key';

export const examples: TemplateExample[] = [
  {
    description: 'A key for the memories of a team',
    example: stringify({
      steps: [
        {
          id: 'key',
          action: ID,
          name: 'Create the key',
          input: {
            alias: 'alias/agentcore/support-sessions',
            owner: 'group:default/customer-support',
            accountId: '111122223333',
            region: 'eu-central-1',
          },
        },
      ],
    }),
  },
  {
    description:
      'A key with a description and a tag, and a memory that is encrypted with it',
    example: stringify({
      steps: [
        {
          id: 'key',
          action: ID,
          name: 'Create the key',
          input: {
            alias: 'alias/agentcore/shopping-preferences',
            owner: 'group:default/checkout',
            description: 'What customers like',
            accountId: '111122223333',
            region: 'us-east-1',
            tags: [{ key: 'CostCenter', value: 'CC-1234' }],
          },
        },
        {
          id: 'create',
          action: 'agentcore-memory:create',
          name: 'Create the memory',
          input: {
            name: 'shopping_preferences',
            owner: 'group:default/checkout',
            accountId: '111122223333',
            region: 'us-east-1',
            encryptionKeyArn: '${{ steps.key.output.keyArn }}',
          },
        },
      ],
    }),
  },
];
