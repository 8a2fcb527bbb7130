import * as fc from 'fast-check';
import { checkTemplate } from './__testUtils__/checkTemplate';
import { parseTemplate, Template } from './__testUtils__/parseTemplate';
import {
  beyondTerraform,
  builtIn,
  minimal,
  newKey,
  overrides,
  requests,
  requestWith,
} from './__testUtils__/requests';
import { CodeRequest } from 'backstage-plugin-agentcore-memory-node';
import { toCloudFormation } from './toCloudFormation';

function contentOf(request: CodeRequest, wanted: string): string {
  const file = toCloudFormation(request).find(({ path }) => path === wanted);
  return file?.content ?? '';
}

function templateOf(request: CodeRequest): Template {
  return parseTemplate(contentOf(request, 'template.yaml'));
}

describe('toCloudFormation', () => {
  it.each([...requests, ...beyondTerraform])(
    'writes a template that has the form of the official schema: %s',
    (_, request) => {
      expect(checkTemplate(templateOf(request))).toEqual([]);
    },
  );

  it('writes the same files for the same request', () => {
    const [, request] = requests[2];
    const files = toCloudFormation(request);
    expect(files.map(({ path }) => path)).toEqual([
      'README.md',
      'template.yaml',
    ]);
    expect(toCloudFormation(structuredClone(request))).toEqual(files);
  });

  it('keeps all that holds data or leads to it when the stack is deleted', () => {
    const { Resources } = templateOf(requestWith({}, { create: newKey }));
    expect(Object.keys(Resources)).toEqual([
      'MemoryKey',
      'MemoryKeyAlias',
      'Memory',
    ]);
    for (const resource of Object.values(Resources)) {
      expect(resource).toMatchObject({
        DeletionPolicy: 'RetainExceptOnCreate',
        UpdateReplacePolicy: 'Retain',
      });
    }
  });

  it('has no key of its own for an existing one, which may be an alias of another account', () => {
    const arn = 'arn:aws:kms:eu-central-1:999900009999:alias/shared';
    const { Resources, Outputs } = templateOf(requestWith({}, { arn }));
    expect(Object.keys(Resources)).toEqual(['Memory']);
    expect(Resources.Memory.Properties.EncryptionKeyArn).toBe(arn);
    expect(Outputs.KeyArn.Value).toBe(arn);
  });

  it('is for one account and region only', () => {
    expect(templateOf(minimal).Rules).toMatchObject({
      RightPlace: {
        Assertions: [
          {
            Assert: {
              'Fn::Equals': [{ Ref: 'AWS::AccountId' }, '111122223333'],
            },
          },
          {
            Assert: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-central-1'] },
          },
        ],
      },
    });
  });

  it('says how it is deployed, and what never to change', () => {
    const readme = contentOf(requestWith({ name: 'my_notes' }), 'README.md');
    expect(readme).toContain('--stack-name agentcore-memory-my-notes');
    expect(readme).toContain('--region eu-central-1');
    expect(readme).toContain('Never change `Name` or `EncryptionKeyArn`');
    expect(readme).not.toContain('--s3-bucket');
  });

  it('says that a large template goes by way of a bucket', () => {
    const appendToPrompt = 'x'.repeat(30_000);
    const strategies = [
      {
        ...overrides[0],
        extraction: { modelId: 'a-model', appendToPrompt },
        consolidation: { modelId: 'a-model', appendToPrompt },
      },
    ];
    expect(contentOf(requestWith({ strategies }), 'README.md')).toContain(
      '--s3-bucket',
    );
  });

  it('shows reviewers the characters that they could not see', () => {
    const template = contentOf(
      requestWith({ description: 'a\u202eb\u2028c\ufeffd' }),
      'template.yaml',
    );
    expect(template).toContain('Description: "a\\u202eb\\u2028c\\ufeffd"');
  });

  it.each([
    [
      'description',
      requestWith({ description: 'a {{resolve:secretsmanager:db}}' }),
    ],
    [
      'strategies.0.extraction.appendToPrompt',
      requestWith({
        strategies: [
          {
            ...overrides[0],
            extraction: { modelId: 'm', appendToPrompt: '{{resolve:ssm:x}}' },
          },
        ],
      }),
    ],
    ['tags.note', requestWith({ tags: { note: '{{resolve:ssm:x:1}}' } })],
    ['tags.Ref', requestWith({ tags: { Ref: 'Memory' } })],
    ['tags.Fn::Sub', requestWith({ tags: { 'Fn::Sub': 'x' } })],
  ])(
    'refuses a text that CloudFormation would replace: %s',
    (field, request) => {
      expect(() => toCloudFormation(request)).toThrow(
        expect.objectContaining({
          name: 'InputError',
          message: expect.stringMatching(
            new RegExp(`^${field}: .*choose Terraform`),
          ),
        }),
      );
    },
  );

  it('carries any text unchanged', () => {
    const text = fc
      .string({ unit: 'binary', minLength: 1 })
      .filter(one => !one.includes('{{resolve:'));
    const tags = fc.dictionary(
      fc.stringMatching(/^[\w.:/=+@-][\w .:/=+@-]{0,20}$/),
      fc.stringMatching(/^[\w .:/=+@-]{0,30}$/),
    );
    const name = fc.stringMatching(/^[a-zA-Z]\w{0,47}$/);
    fc.assert(
      fc.property(name, text, text, text, tags, (...args) => {
        const [memoryName, description, prompt, template, someTags] = args;
        fc.pre(!Object.hasOwn(someTags, 'Ref'));
        const content = contentOf(
          requestWith(
            {
              name: memoryName,
              description,
              tags: someTags,
              strategies: [
                { ...builtIn[0], description, namespaceTemplate: template },
                {
                  ...overrides[1],
                  consolidation: { modelId: prompt, appendToPrompt: prompt },
                },
              ],
            },
            { create: { ...newKey, description, tags: someTags } },
          ),
          'template.yaml',
        );
        for (const version of ['1.1', '1.2'] as const) {
          const { Resources } = parseTemplate(content, version);
          const { MemoryKey, Memory } = Resources;
          expect(MemoryKey.Properties.Description).toBe(description);
          expect(MemoryKey.Properties.Tags ?? []).toEqual(
            Object.entries(someTags).map(([Key, Value]) => ({ Key, Value })),
          );
          expect(Memory.Properties).toMatchObject({
            Name: memoryName,
            Description: description,
            MemoryStrategies: [
              {
                SemanticMemoryStrategy: {
                  Description: description,
                  NamespaceTemplates: [template],
                },
              },
              {
                CustomMemoryStrategy: {
                  Configuration: {
                    SummaryOverride: {
                      Consolidation: {
                        ModelId: prompt,
                        AppendToPrompt: prompt,
                      },
                    },
                  },
                },
              },
            ],
          });
          expect({ ...(Memory.Properties.Tags ?? {}) }).toEqual(someTags);
        }
      }),
    );
  });
});
