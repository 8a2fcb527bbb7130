import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Delete a memory whose name was typed',
    example: stringify({
      steps: [
        {
          id: 'delete',
          action: 'agentcore-memory:delete',
          name: 'Delete the memory',
          input: {
            memoryArn:
              'arn:aws:bedrock-agentcore:eu-central-1:111122223333:memory/support_sessions-a1B2c3D4e5',
            owner: 'group:default/customer-support',
            confirmName: 'support_sessions',
          },
        },
      ],
    }),
  },
];
