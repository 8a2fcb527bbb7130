import { newKeyPolicy } from 'backstage-plugin-agentcore-memory-common';
import { NewKey, NewStrategy } from 'backstage-plugin-agentcore-memory-node';
import { CodeRequest } from 'backstage-plugin-agentcore-memory-node';

export const place = { accountId: '111122223333', region: 'eu-central-1' };
/** A key that the tests create beforehand. */
export const KEY_ID = '0a1b2c3d-1111-2222-3333-444455556666';
const EXISTING_KEY = {
  arn: `arn:aws:kms:eu-central-1:111122223333:key/${KEY_ID}`,
};

export const newKey: NewKey = {
  alias: 'alias/agentcore/notes',
  description: 'Encrypts the memory notes',
  policy: JSON.stringify(newKeyPolicy(place)),
  tags: { owner: 'group:default/customer-support' },
};

/** A memory with no more than it needs. */
export const minimal: CodeRequest = {
  place,
  memory: {
    name: 'notes',
    eventExpiryDays: 90,
    strategies: [],
    indexedKeys: [],
    namespaceKeys: [],
    tags: {},
  },
  key: EXISTING_KEY,
};

/** The minimal one with something else. */
export function requestWith(
  memory: Partial<CodeRequest['memory']>,
  key: CodeRequest['key'] = EXISTING_KEY,
): CodeRequest {
  return { place, memory: { ...minimal.memory, ...memory }, key };
}

export const step = (text: string) => ({
  modelId: `anthropic.${text}-v1:0`,
  appendToPrompt: `Mind the ${text}.\nBe brief.`,
});

const ROLE = 'arn:aws:iam::111122223333:role/agentcore/MemoryModels';

export const builtIn: NewStrategy[] = [
  {
    type: 'SEMANTIC',
    name: 'facts',
    description: 'Facts of people',
    namespaceTemplate: '/facts/{actorId}',
  },
  {
    type: 'SUMMARIZATION',
    name: 'summaries',
    namespaceTemplate: '/summaries/{actorId}/{sessionId}',
  },
  {
    type: 'USER_PREFERENCE',
    name: 'preferences',
    description: 'What people like',
    namespaceTemplate: '/preferences/{actorId}',
  },
  {
    type: 'EPISODIC',
    name: 'episodes',
    namespaceTemplate: '/episodes/{actorId}/{sessionId}',
    reflectionNamespaceTemplate: '/episodes/{actorId}',
  },
];

export const overrides: NewStrategy[] = [
  {
    type: 'CUSTOM',
    name: 'own_facts',
    description: 'Facts by our models',
    namespaceTemplate: '/own-facts/{actorId}',
    override: 'SEMANTIC_OVERRIDE',
    extraction: step('extraction'),
    consolidation: step('consolidation'),
  },
  {
    type: 'CUSTOM',
    name: 'own_summaries',
    namespaceTemplate: '/own-summaries/{sessionId}',
    override: 'SUMMARY_OVERRIDE',
    consolidation: step('summaries'),
  },
  {
    type: 'CUSTOM',
    name: 'own_preferences',
    namespaceTemplate: '/own-preferences/{actorId}',
    override: 'USER_PREFERENCE_OVERRIDE',
    extraction: step('preferences'),
    consolidation: step('their-consolidation'),
  },
  {
    type: 'CUSTOM',
    name: 'own_episodes',
    namespaceTemplate: '/own-episodes/{actorId}/{sessionId}',
    override: 'EPISODIC_OVERRIDE',
    extraction: step('episodes'),
    consolidation: step('episode-consolidation'),
    reflection: step('reflection'),
    reflectionNamespaceTemplate: '/own-episodes/{actorId}',
  },
];

export const selfManaged: NewStrategy = {
  type: 'CUSTOM',
  name: 'own_pipeline',
  override: 'SELF_MANAGED',
  selfManaged: {
    topicArn: 'arn:aws:sns:eu-central-1:111122223333:memory-events',
    bucketName: 'memory-payloads',
    messageCount: 10,
    tokenCount: 1_000,
    idleSessionTimeoutSeconds: 60,
    historicalContextWindowSize: 8,
  },
};

/** Texts that some parser could take for something else. */
const AWKWARD = [
  '${aws_kms_key.memory.arn} $${x} $$${y} ${',
  '%{ if true }yes%{ endif } %%{x} %{',
  '"quoted" \\ \\n back\\\\slash \'single\'',
  'two\nlines\n',
  ' leading\n   and deeper \r\n\ttab ',
  '${AWS::AccountId} {{no}} !Ref Memory',
  'yes',
  '2020-01-01',
  '0x1F',
  '12:30:45',
  '- item: # comment',
  'Ärger, 東京, 🦄, \u00a0, \u2028, \u202e, \ufeff, \u0007',
  '<<EOT\nheredoc\nEOT',
  '---\n...\n',
  '`date` $(date) </script>',
];

/** Requests that both languages can express. */
export const requests: [string, CodeRequest][] = [
  ['a minimal one', minimal],
  ['one with a new key', requestWith({}, { create: newKey })],
  [
    'one with every built-in strategy',
    requestWith({ strategies: builtIn }, { create: newKey }),
  ],
  [
    'one with every override',
    requestWith({ strategies: overrides, executionRoleArn: ROLE }),
  ],
  [
    'one with a pipeline of its own',
    requestWith({ strategies: [selfManaged], executionRoleArn: ROLE }),
  ],
  [
    'one with a pipeline and all defaults',
    requestWith({
      strategies: [
        {
          type: 'CUSTOM',
          name: 'own_pipeline',
          override: 'SELF_MANAGED',
          selfManaged: {
            topicArn: 'arn:aws:sns:eu-central-1:111122223333:memory-events',
            bucketName: 'memory-payloads',
          },
        },
      ],
      executionRoleArn: ROLE,
    }),
  ],
  [
    'one with indexed keys, tags and a description',
    requestWith(
      {
        description: 'What customers said',
        eventExpiryDays: 365,
        indexedKeys: [
          { key: 'order id', type: 'STRING' },
          { key: 'topics', type: 'STRINGLIST' },
          { key: 'urgency', type: 'NUMBER' },
        ],
        tags: { owner: 'group:default/customer-support', 'cost centre': '42' },
      },
      { create: { ...newKey, tags: { ...newKey.tags, 'cost centre': '42' } } },
    ),
  ],
  ...AWKWARD.map((text): [string, CodeRequest] => [
    `one with the text ${JSON.stringify(text)}`,
    requestWith(
      {
        description: text,
        strategies: [
          { ...builtIn[0], description: text },
          {
            ...overrides[0],
            consolidation: { modelId: 'a-model', appendToPrompt: text },
          },
        ],
        executionRoleArn: ROLE,
      },
      { create: { ...newKey, description: text } },
    ),
  ]),
];

/** Requests that Terraform's provider can't express. */
export const beyondTerraform: [string, CodeRequest][] = [
  [
    'one with namespace keys',
    requestWith({
      namespaceKeys: [
        { key: 'tenant' },
        { key: 'stage', allowedValues: ['dev', 'prod'] },
        { key: 'region', regexPattern: '^[a-z]{2}-\\d$' },
      ],
    }),
  ],
  [
    'one with strategies that leave everything to AWS',
    requestWith({
      eventExpiryDays: 3,
      strategies: [
        { type: 'SEMANTIC', name: 'facts' },
        { type: 'EPISODIC', name: 'episodes' },
        {
          type: 'CUSTOM',
          name: 'own_facts',
          override: 'SEMANTIC_OVERRIDE',
        },
        {
          type: 'CUSTOM',
          name: 'own_episodes',
          override: 'EPISODIC_OVERRIDE',
          extraction: step('episodes'),
        },
        { ...selfManaged, namespaceTemplate: '/own/{actorId}' },
      ],
    }),
  ],
];
