import { extractSchemaFromStep } from '@backstage/plugin-scaffolder-react/alpha';
import { getDefaultFormState, RJSFSchema } from '@rjsf/utils';
import { customizeValidator } from '@rjsf/validator-ajv8';
import { t } from '../__testUtils__/english';
import { templatePages } from '../__testUtils__/template';
import {
  creationFields,
  itemFields,
  replacementFields,
} from './creationFields';

const validator = customizeValidator();
const PAGES = templatePages('create-memory');

function schemaOf(title: string): RJSFSchema {
  const page = PAGES.find(each => each.title === title);
  if (!page) throw new Error(`There is no page "${title}"`);
  return extractSchemaFromStep(page as never).schema as RJSFSchema;
}

/** What is wrong with a page, by field; a field that is missing is called so. */
function errorsOf(title: string, formData: object): string[] {
  const { errors } = validator.validateFormData(formData, schemaOf(title));
  return errors.map(({ property = '' }) => property.replace(/^\./, ''));
}

const MEMORY = { name: 'notes', owner: 'group:default/payments' };
const PLACE = { accountId: '111122223333', region: 'eu-central-1' };
const ARN = 'arn:aws:kms:eu-central-1:111122223333:key/1234';
const ROLE = 'arn:aws:iam::111122223333:role/memory';
const STEP = { modelId: 'anthropic.claude', appendToPrompt: 'Be brief' };
const PIPELINE = {
  topicArn: 'arn:aws:sns:eu-central-1:111122223333:events',
  bucketName: 'my-events',
};
const custom = (override: string, more: object = {}) => ({
  type: 'CUSTOM',
  name: 'custom',
  override,
  ...more,
});
const keeps = (...strategies: object[]) => ({
  eventExpiryDays: 90,
  strategies,
  executionRoleArn: ROLE,
});

describe('the form of the template', () => {
  it('has five pages', () => {
    expect(PAGES.map(({ title }) => title)).toEqual([
      'Memory',
      'Place and key',
      'What it keeps',
      'Now or as code',
      'Verdict',
    ]);
  });

  it.each([
    ['Memory', MEMORY],
    ['Memory', { ...MEMORY, system: 'system:default/shop', description: 'x' }],
    ['Place and key', { place: PLACE, key: { encryptionKeyArn: ARN } }],
    ['Place and key', { place: PLACE, key: { newKeyAlias: 'alias/a/b_c-1' } }],
    ['Now or as code', { how: 'create' }],
    ['Now or as code', { how: 'terraform', publish: 'show' }],
    [
      'Now or as code',
      {
        how: 'cloudformation',
        publish: 'pull-request',
        repoUrl: 'github.com?owner=a&repo=b',
        path: 'memories/notes',
      },
    ],
    ['What it keeps', { eventExpiryDays: 3 }],
    ['What it keeps', { eventExpiryDays: 365, tags: [{ key: 'a' }] }],
    [
      'What it keeps',
      {
        eventExpiryDays: 90,
        indexedKeys: [{ key: 'topic', type: 'STRINGLIST' }],
        namespaceKeys: [{ key: 'tenant', allowedValues: ['a', 'b'] }],
      },
    ],
    ['Verdict', { previewed: true }],
  ])('accepts on the page %s what is right: %j', (page, formData) => {
    expect(errorsOf(page, formData)).toEqual([]);
  });

  it.each([
    { type: 'SEMANTIC', name: 'facts', namespaceTemplate: '/a/{actorId}' },
    { type: 'SUMMARIZATION', name: 'summaries', description: 'Short' },
    { type: 'USER_PREFERENCE', name: 'preferences' },
    { type: 'EPISODIC', name: 'e', reflectionNamespaceTemplate: '/{actorId}' },
    custom('SEMANTIC_OVERRIDE', { extraction: STEP, consolidation: STEP }),
    custom('SEMANTIC_OVERRIDE', { extraction: {}, consolidation: STEP }),
    custom('SUMMARY_OVERRIDE', { consolidation: STEP }),
    custom('USER_PREFERENCE_OVERRIDE', { extraction: STEP }),
    custom('EPISODIC_OVERRIDE', { extraction: STEP, reflection: STEP }),
    custom('SELF_MANAGED', { selfManaged: PIPELINE }),
    custom('SELF_MANAGED', {
      selfManaged: { ...PIPELINE, messageCount: 6, tokenCount: 100 },
    }),
  ])('accepts the strategy %j', strategy => {
    expect(errorsOf('What it keeps', keeps(strategy))).toEqual([]);
  });

  it.each([
    ['Memory', {}, ['name', 'owner']],
    ['Memory', { ...MEMORY, name: '1-a' }, ['name']],
    ['Memory', { ...MEMORY, name: 'x'.repeat(49) }, ['name', 'name']],
    [
      'Place and key',
      { place: {}, key: {} },
      ['place.accountId', 'place.region', 'key'],
    ],
    [
      'Place and key',
      { place: PLACE, key: { encryptionKeyArn: ARN, newKeyAlias: 'alias/a' } },
      ['key'],
    ],
    [
      'Place and key',
      { place: PLACE, key: { newKeyAlias: 'alias/aws/mine' } },
      ['key.newKeyAlias'],
    ],
    [
      'Place and key',
      { place: PLACE, key: { encryptionKeyArn: 'arn:aws:s3:::bucket' } },
      ['key.encryptionKeyArn'],
    ],
    ['What it keeps', { eventExpiryDays: 2 }, ['eventExpiryDays']],
    ['What it keeps', { eventExpiryDays: 366 }, ['eventExpiryDays']],
    [
      'What it keeps',
      { eventExpiryDays: 90, tags: [{ key: 'aws:x', value: 'a,b' }] },
      ['tags.0.key', 'tags.0.value'],
    ],
    [
      'What it keeps',
      { eventExpiryDays: 90, namespaceKeys: [{ key: 'Tenant' }] },
      ['namespaceKeys.0.key'],
    ],
    [
      'What it keeps',
      { eventExpiryDays: 90, indexedKeys: [{ type: 'STRING' }] },
      ['indexedKeys.0.key'],
    ],
    [
      'What it keeps',
      keeps(
        ...Array.from({ length: 7 }, () => ({ type: 'SEMANTIC', name: 'a' })),
      ),
      ['strategies'],
    ],
  ])('refuses on the page %s, at the field: %j', (page, formData, fields) => {
    expect(errorsOf(page, formData)).toEqual(fields);
  });

  it.each<[object, string]>([
    [{ type: 'SEMANTIC' }, 'name'],
    [{ type: 'SEMANTIC', name: 'a-b' }, 'name'],
    [{ type: 'OTHER', name: 'a' }, 'type'],
    [{ type: 'CUSTOM', name: 'a' }, 'override'],
    [custom('OTHER'), 'override'],
    [custom('SELF_MANAGED'), 'selfManaged'],
    [
      custom('SELF_MANAGED', { selfManaged: { bucketName: 'my-events' } }),
      'selfManaged.topicArn',
    ],
    [
      custom('SELF_MANAGED', { selfManaged: { ...PIPELINE, tokenCount: 99 } }),
      'selfManaged.tokenCount',
    ],
    [
      custom('SEMANTIC_OVERRIDE', { extraction: { modelId: 'a' } }),
      'extraction.appendToPrompt',
    ],
    [
      custom('EPISODIC_OVERRIDE', { reflection: { appendToPrompt: 'a' } }),
      'reflection.modelId',
    ],
  ])('refuses at the field the strategy %j', (strategy, field) => {
    const errors = errorsOf('What it keeps', keeps(strategy));
    expect(errors).toContain(`strategies.0.${field}`);
    // The others only say that a condition is not met.
    expect(new Set(errors)).toEqual(
      new Set([
        `strategies.0.${field}`,
        ...errors.filter(e => e === 'strategies.0'),
      ]),
    );
  });

  it('wants an execution role of custom strategies, and only of them', () => {
    const { executionRoleArn, ...without } = keeps(
      custom('SUMMARY_OVERRIDE', { consolidation: STEP }),
    );
    expect(errorsOf('What it keeps', without)).toContain('executionRoleArn');
    expect(
      errorsOf('What it keeps', {
        eventExpiryDays: 90,
        strategies: [{ type: 'SEMANTIC', name: 'facts' }],
      }),
    ).toEqual([]);
  });

  it('keeps events for 90 days unless told otherwise', () => {
    expect(
      getDefaultFormState(validator, schemaOf('What it keeps'), {}),
    ).toMatchObject({ eventExpiryDays: 90 });
  });

  it('always has a verdict to check', () => {
    expect(getDefaultFormState(validator, schemaOf('Verdict'), {})).toEqual({
      previewed: true,
    });
  });

  it('calls the fields what the list of problems calls them', () => {
    const titles: string[][] = [];
    const collect = (node: unknown, field = '', page = '') => {
      if (typeof node !== 'object' || node === null) return;
      for (const [name, value] of Object.entries(node)) {
        if (name === 'title' && typeof value === 'string' && field) {
          titles.push([page, field, value]);
        }
        const isNamed =
          !['properties', 'items', 'allOf', 'if', 'else', 'then'].includes(
            name,
          ) && !/^\d+$/.test(name);
        collect(value, isNamed ? name : field, page);
      }
    };
    for (const { title, ...page } of PAGES) {
      collect(page, '', title);
    }
    for (const [field, [title, page]] of Object.entries(creationFields(t))) {
      const named =
        {
          accountId: 'place',
          region: 'place',
          encryptionKeyArn: 'key',
          newKeyAlias: 'key',
          language: 'how',
        }[field] ?? field;
      expect(titles).toContainEqual([page, named, title]);
    }
    for (const [field, title] of Object.entries(itemFields(t))) {
      expect(titles).toContainEqual(['What it keeps', field, title]);
    }
  });
});

describe('the form that replaces a memory', () => {
  it('calls the fields what the list of problems calls them', () => {
    const pages = templatePages('replace-memory');
    for (const [field, [title, page]] of Object.entries(replacementFields(t))) {
      const named =
        {
          memoryArn: 'memory',
          owner: 'memory',
          accountId: 'memory',
          region: 'memory',
          encryptionKeyArn: 'key',
          newKeyAlias: 'key',
        }[field] ?? field;
      expect(pages.find(each => each.title === page)).toMatchObject({
        properties: { [named]: { title } },
      });
    }
  });
});
