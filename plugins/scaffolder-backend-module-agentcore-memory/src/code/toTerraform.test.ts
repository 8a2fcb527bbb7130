import * as fc from 'fast-check';
import { checkTerraformCode } from './__testUtils__/checkTerraformCode';
import {
  Expression,
  parseTerraform,
  TerraformCode,
} from './__testUtils__/parseTerraform';
import {
  builtIn,
  minimal,
  newKey,
  overrides,
  requests,
  requestWith,
  selfManaged,
  step,
} from './__testUtils__/requests';
import { CodeRequest } from 'backstage-plugin-agentcore-memory-node';
import { toTerraform } from './toTerraform';

function codeOf(request: CodeRequest): TerraformCode {
  return parseTerraform(toTerraform(request));
}

function contentOf(request: CodeRequest, wanted: string): string {
  const file = toTerraform(request).find(({ path }) => path === wanted);
  return file?.content ?? '';
}

describe('toTerraform', () => {
  it.each(requests)(
    "writes code that has the form of the provider's schema: %s",
    (_, request) => {
      expect(checkTerraformCode(codeOf(request))).toEqual([]);
    },
  );

  it('writes the same files for the same request', () => {
    const [, request] = requests[2];
    const files = toTerraform(request);
    expect(files.map(({ path }) => path)).toEqual([
      'README.md',
      'main.tf',
      'outputs.tf',
      'versions.tf',
    ]);
    expect(toTerraform(structuredClone(request))).toEqual(files);
  });

  it('lets nobody delete the memory and its key by mistake', () => {
    const { resource } = codeOf(requestWith({}, { create: newKey }));
    const kept = [{ prevent_destroy: true }];
    expect(resource.aws_kms_key.memory).toMatchObject([{ lifecycle: kept }]);
    expect(resource.aws_bedrockagentcore_memory.memory).toMatchObject([
      { lifecycle: kept },
    ]);
  });

  it('has no key of its own for an existing one, which may be an alias of another account', () => {
    const arn = 'arn:aws:kms:eu-central-1:999900009999:alias/shared';
    const { resource, output } = codeOf(requestWith({}, { arn }));
    expect(Object.keys(resource)).toEqual(['aws_bedrockagentcore_memory']);
    expect(resource.aws_bedrockagentcore_memory.memory).toMatchObject([
      { encryption_key_arn: arn },
    ]);
    expect(output.key_arn).toMatchObject([{ value: arn }]);
  });

  it('is for one account and region only', () => {
    expect(codeOf(minimal).provider).toEqual({
      aws: [{ region: 'eu-central-1', allowed_account_ids: ['111122223333'] }],
    });
  });

  it('puts out the ARNs and the id', () => {
    const { output } = codeOf(requestWith({}, { create: newKey }));
    const memory = 'aws_bedrockagentcore_memory.memory';
    expect(output).toMatchObject({
      memory_arn: [{ value: new Expression(`${memory}.arn`) }],
      memory_id: [{ value: new Expression(`${memory}.id`) }],
      key_arn: [{ value: new Expression('aws_kms_key.memory.arn') }],
    });
  });

  it.each([
    ['~> 6.18', requestWith({}, { create: newKey })],
    ['~> 6.57', requestWith({ indexedKeys: [{ key: 'a', type: 'NUMBER' }] })],
    ['~> 6.57', requestWith({ strategies: builtIn })],
    ['~> 6.62', requestWith({ strategies: [selfManaged] })],
  ])(
    'asks for the first provider that has all of it: %s',
    (version, request) => {
      expect(codeOf(request).terraform).toMatchObject([
        { required_providers: [{ aws: { source: 'hashicorp/aws', version } }] },
      ]);
    },
  );

  it('says how it is applied, and what Terraform would delete', () => {
    const readme = contentOf(minimal, 'README.md');
    expect(readme).toContain('terraform apply');
    expect(readme).toContain("AWS can't change the name or the key");
    expect(readme).toContain('account 111122223333');
  });

  it('is formatted as terraform fmt does it', () => {
    const main = contentOf(
      requestWith({
        indexedKeys: [{ key: 'a', type: 'NUMBER' }],
        tags: { owner: 'me', 'cost centre': '42', for: 'x' },
      }),
      'main.tf',
    );
    expect(main).toContain(`
resource "aws_bedrockagentcore_memory" "memory" {
  name                  = "notes"
  encryption_key_arn    = "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-1111-2222-3333-444455556666"
  event_expiry_duration = 90
  tags = {
    owner         = "me"
    "cost centre" = "42"
    "for"         = "x"
  }

  indexed_key {
    key  = "a"
    type = "NUMBER"
  }

  lifecycle {
    prevent_destroy = true
  }
}
`);
  });

  it('shows reviewers the characters that they could not see', () => {
    const main = contentOf(
      requestWith({ description: 'a\u202eb\u2028c\ufeffd' }),
      'main.tf',
    );
    expect(main).toContain('"a\\u202eb\\u2028c\\ufeffd"');
  });

  const { namespaceTemplate: _, ...anywhere } = builtIn[0];
  const { reflectionNamespaceTemplate: __, ...withoutReflection } = builtIn[3];
  const { reflection: ___, ...ownEpisodes } = overrides[3];
  const { reflectionNamespaceTemplate: ____, ...ownReflection } = overrides[3];
  it.each([
    ['eventExpiryDays', requestWith({ eventExpiryDays: 6 })],
    ['namespaceKeys', requestWith({ namespaceKeys: [{ key: 'tenant' }] })],
    [
      'strategies.1.namespaceTemplate',
      requestWith({ strategies: [builtIn[1], anywhere] }),
    ],
    [
      'strategies.0.namespaceTemplate',
      requestWith({
        strategies: [{ ...selfManaged, namespaceTemplate: '/x' }],
      }),
    ],
    [
      'strategies.0.reflectionNamespaceTemplate',
      requestWith({ strategies: [withoutReflection] }),
    ],
    [
      'strategies.0.reflection',
      requestWith({
        strategies: [
          { ...ownEpisodes, reflectionNamespaceTemplate: undefined },
        ],
      }),
    ],
    [
      'strategies.0.reflectionNamespaceTemplate',
      requestWith({ strategies: [ownReflection] }),
    ],
    ['description', requestWith({ description: 'A\u0308rger' })],
    ['tags.note', requestWith({ tags: { note: 'A\u0308rger' } })],
  ])('refuses what its provider has no words for: %s', (field, request) => {
    expect(() => toTerraform(request)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringMatching(
          new RegExp(`^${field}: .*choose CloudFormation`),
        ),
      }),
    );
  });

  it('carries any text unchanged', () => {
    const awkward = fc.constantFrom('$', '%', '{', '}', '"', '\\', '\n', '~');
    const text = fc
      .oneof(
        fc.string({ unit: 'binary', minLength: 1 }),
        fc.string({ unit: awkward, minLength: 1 }),
      )
      .filter(one => one === one.normalize('NFC'));
    const tags = fc.dictionary(
      fc.stringMatching(/^[\w.:/=+@-][\w .:/=+@-]{0,20}$/),
      fc.stringMatching(/^[\w .:/=+@-]{0,30}$/),
      { noNullPrototype: true },
    );
    const name = fc.stringMatching(/^[a-zA-Z]\w{0,47}$/);
    fc.assert(
      fc.property(name, text, text, text, tags, (...args) => {
        const [memoryName, description, prompt, template, someTags] = args;
        fc.pre(!Object.hasOwn(someTags, '__proto__'));
        const code = codeOf(
          requestWith(
            {
              name: memoryName,
              description,
              tags: someTags,
              strategies: [
                {
                  ...builtIn[0],
                  name: 'facts',
                  description,
                  namespaceTemplate: template,
                },
                {
                  ...overrides[1],
                  name: 'own',
                  consolidation: { modelId: prompt, appendToPrompt: prompt },
                },
              ],
            },
            {
              create: {
                ...newKey,
                description,
                tags: someTags,
                policy: JSON.stringify({
                  Id: description,
                  [prompt]: [template],
                }),
              },
            },
          ),
        );
        expect(checkTerraformCode(code)).toEqual([]);
        const [key] = code.resource.aws_kms_key.memory;
        expect(key.description).toBe(description);
        expect(key.tags ?? {}).toEqual(someTags);
        expect(JSON.parse(String(key.policy))).toEqual({
          Id: description,
          [prompt]: [template],
        });
        const [memory] = code.resource.aws_bedrockagentcore_memory.memory;
        expect(memory).toMatchObject({ name: memoryName, description });
        expect(memory.tags ?? {}).toEqual(someTags);
        const { facts, own } =
          code.resource.aws_bedrockagentcore_memory_strategy;
        expect(facts).toMatchObject([
          { description, namespace_templates: [template] },
        ]);
        expect(own).toMatchObject([
          {
            configuration: [
              {
                consolidation: [{ model_id: prompt, append_to_prompt: prompt }],
              },
            ],
          },
        ]);
      }),
    );
  });

  it('keeps the prompts of all steps apart', () => {
    const { resource } = codeOf(requestWith({ strategies: [overrides[3]] }));
    const prompt = (text: string) => step(text).appendToPrompt;
    expect(
      resource.aws_bedrockagentcore_memory_strategy.own_episodes,
    ).toMatchObject([
      {
        configuration: [
          {
            type: 'EPISODIC_OVERRIDE',
            extraction: [{ append_to_prompt: prompt('episodes') }],
            consolidation: [
              { append_to_prompt: prompt('episode-consolidation') },
            ],
            reflection: [{ append_to_prompt: prompt('reflection') }],
          },
        ],
      },
    ]);
  });
});
