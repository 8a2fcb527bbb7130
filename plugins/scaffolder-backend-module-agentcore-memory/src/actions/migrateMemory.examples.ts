import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const memory = {
  memoryArn:
    'arn:aws:bedrock-agentcore:eu-central-1:111122223333:memory/support_sessions-a1B2c3D4e5',
  owner: 'group:default/customer-support',
  name: 'support_sessions_cmk',
};

function example(input: object): string {
  return stringify({
    steps: [
      {
        id: 'replace',
        action: 'agentcore-memory:migrate',
        name: 'Replace the memory and move its data',
        input,
      },
    ],
  });
}

export const examples: TemplateExample[] = [
  {
    description: 'Replace a memory by one with a key of its own',
    example: example({
      ...memory,
      newKeyAlias: 'alias/agentcore/support-sessions-cmk',
    }),
  },
  {
    description: 'Replace a memory by one with a key that is there',
    example: example({
      ...memory,
      encryptionKeyArn:
        'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    }),
  },
];
