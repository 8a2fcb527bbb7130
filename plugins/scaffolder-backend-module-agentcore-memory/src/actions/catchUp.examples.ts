import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Copy what agents wrote to a memory after it was replaced',
    example: stringify({
      steps: [
        {
          id: 'catch-up',
          action: 'agentcore-memory:catch-up',
          name: 'Copy what came in since',
          input: {
            memoryArn:
              'arn:aws:bedrock-agentcore:eu-central-1:111122223333:memory/support_sessions-a1B2c3D4e5',
            owner: 'group:default/customer-support',
          },
        },
      ],
    }),
  },
];
