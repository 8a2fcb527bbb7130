import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'A memory for short-term events, kept for 30 days',
    example: stringify({
      steps: [
        {
          id: 'create',
          action: 'agentcore-memory:create',
          name: 'Create the memory',
          input: {
            name: 'support_sessions',
            owner: 'group:default/customer-support',
            accountId: '111122223333',
            region: 'eu-central-1',
            encryptionKeyArn:
              'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
            eventExpiryDays: 30,
          },
        },
      ],
    }),
  },
  {
    description:
      'A memory with long-term strategies and a tag that the organisation asks for',
    example: stringify({
      steps: [
        {
          id: 'create',
          action: 'agentcore-memory:create',
          name: 'Create the memory',
          input: {
            name: 'shopping_preferences',
            owner: 'group:default/checkout',
            description: 'What customers like',
            accountId: '111122223333',
            region: 'us-east-1',
            encryptionKeyArn:
              'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
            strategies: [
              { type: 'SEMANTIC', name: 'facts' },
              { type: 'USER_PREFERENCE', name: 'preferences' },
            ],
            tags: [{ key: 'CostCenter', value: 'CC-1234' }],
          },
        },
      ],
    }),
  },
];
