import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const memory = {
  memoryArn:
    'arn:aws:bedrock-agentcore:eu-central-1:111122223333:memory/support_sessions-a1B2c3D4e5',
  owner: 'group:default/customer-support',
};

function example(input: object): string {
  return stringify({
    steps: [
      {
        id: 'delete',
        action: 'agentcore-memory:delete',
        name: 'Delete the memory',
        input,
      },
    ],
  });
}

export const examples: TemplateExample[] = [
  {
    description: 'Delete a memory whose successor has all that it holds',
    example: example(memory),
  },
  {
    description: 'Delete a memory whose name was typed',
    example: example({ ...memory, confirmName: 'support_sessions' }),
  },
];
