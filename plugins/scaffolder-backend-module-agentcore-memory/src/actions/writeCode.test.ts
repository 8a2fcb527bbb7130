import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { parse } from 'yaml';
import { CreationWorld, OWNER, place } from '../__testUtils__/CreationWorld';
import { examples } from './writeCode.examples';

describe('agentcore-memory:write-code', () => {
  let world: CreationWorld;
  let workspacePath: string;

  beforeEach(async () => {
    world = await CreationWorld.start();
    workspacePath = await mkdtemp(join(tmpdir(), 'write-code-'));
  });

  afterEach(async () => {
    await rm(workspacePath, { recursive: true });
    await world.stop();
  });

  const INPUT = { language: 'terraform', newKeyAlias: 'alias/agentcore/notes' };
  const write = (input: Record<string, unknown> = {}, more = {}) =>
    world.runCode({ ...INPUT, ...input }, { workspacePath, ...more });
  const refusal = (input: Record<string, unknown> = {}) =>
    write(input).then(
      () => 'It was not refused',
      ({ message }) => message,
    );
  const written = () => readdir(workspacePath, { recursive: true });
  const read = (path: string) => readFile(join(workspacePath, path), 'utf8');
  const changes = () =>
    ['CreateMemory', 'CreateKey', 'CreateAlias', 'EnableKeyRotation'].filter(
      operation => world.sandbox.calls.count({ operation }) > 0,
    );

  it('writes Terraform of the memory and its new key, and creates nothing', async () => {
    world.config = { writer: { defaultTags: { CostCenter: 'CC-1' } } };
    const output = await write({
      targetPath: 'memories/notes',
      system: 'system:default/shop',
    });
    expect(output).toMatchObject({
      files: ['README.md', 'main.tf', 'outputs.tf', 'versions.tf'],
      verdict: 'compliant',
      warnings: [],
    });
    expect(await written()).toEqual(
      expect.arrayContaining(['memories/notes/main.tf']),
    );
    const main = await read('memories/notes/main.tf');
    expect(main).toContain('"aws_kms_key" "memory"');
    expect(main).toContain('"alias/agentcore/notes"');
    expect(main).toMatch(/CostCenter\s+= "CC-1"/);
    expect(main).toMatch(/"backstage.io\/system"\s+= "system:default\/shop"/);
    expect(output.markdown).toContain(main.trim());
    expect(changes()).toEqual([]);
  });

  it('writes CloudFormation of a memory with a key that exists', async () => {
    const { arn } = world.goodKey();
    await write({
      language: 'cloudformation',
      newKeyAlias: undefined,
      encryptionKeyArn: arn,
    });
    expect((await written()).sort()).toEqual(['README.md', 'template.yaml']);
    expect(await read('template.yaml')).toContain(arn);
    expect(changes()).toEqual([]);
  });

  it('writes the same in a dry run, which shows the files', async () => {
    await write({}, { isDryRun: true });
    expect(await written()).toContain('main.tf');
  });

  it('fences files that have fences themselves', async () => {
    const { markdown } = await write({
      description: 'Say ```hello``` in markdown',
    });
    expect(markdown).toContain('````hcl\n');
  });

  describe('refuses, writes nothing and says why:', () => {
    /** The refusal, where nothing was written. */
    async function cleanRefusal(input: Record<string, unknown> = {}) {
      const message = await refusal(input);
      const traces = [...(await written()), ...changes()];
      return traces.length === 0 ? message : `It left ${traces}: ${message}`;
    }

    it.each<[string, Record<string, unknown>, RegExp]>([
      ['a malformed name', { name: 'my-notes' }, /^name: /],
      ['no key', { newKeyAlias: undefined }, /^encryptionKeyArn: is needed/],
      [
        'a field that there is none',
        { kmsKey: 'x' },
        /^kmsKey: is not a field/,
      ],
      [
        'what the language can’t express',
        { eventExpiryDays: 3 },
        /^eventExpiryDays: .*CloudFormation/,
      ],
      [
        'a place that is not configured',
        { region: 'us-east-1' },
        /^No entry of .* covers account/,
      ],
    ])('%s', async (_, input, message) => {
      expect(await cleanRefusal(input)).toMatch(message);
    });

    it('a key with which the memory would not be compliant', async () => {
      const { arn } = world.sandbox.state.createKey({
        ...place,
        keyState: 'Disabled',
      });
      expect(
        await cleanRefusal({ newKeyAlias: undefined, encryptionKeyArn: arn }),
      ).toMatch(/^encryptionKeyArn: the memory would be non-compliant/);
    });

    it('an alias that is taken', async () => {
      world.sandbox.state.createKey({ ...place, alias: INPUT.newKeyAlias });
      expect(await cleanRefusal()).toMatch(/^newKeyAlias: .* is taken/);
    });

    it('a name that is taken, even by a memory that is just this', async () => {
      const { arn } = world.goodKey();
      const input = { newKeyAlias: undefined, encryptionKeyArn: arn };
      world.sandbox.state.createMemory({
        ...place,
        name: 'notes',
        encryptionKeyArn: arn,
        eventExpiryDuration: 90,
        tags: { owner: OWNER },
      });
      expect(await cleanRefusal(input)).toMatch(
        /^name: memory notes-.* code can't adopt it/,
      );
    });

    it('who may not create this', async () => {
      world.decision = { result: AuthorizeResult.DENY };
      expect(await cleanRefusal()).toMatch(
        /the permission policy does not allow it/,
      );
      expect(world.audited).toMatchObject([
        { eventId: 'memory-write-code', outcome: 'failed' },
      ]);
    });

    it('a folder outside of the workspace', async () => {
      expect(await cleanRefusal({ targetPath: '../elsewhere' })).toMatch(
        /Relative path is not allowed/,
      );
    });
  });

  it.each(examples.map(e => [e.description, e.example]))(
    'has an example that runs: %s',
    async (_, example) => {
      const [{ action, input }, publish] = parse(example).steps;
      expect(action).toBe('agentcore-memory:write-code');
      world.memberships = [input.owner];
      world.provider = {
        accounts: [input.accountId],
        regions: [input.region],
        ownerTags: ['owner'],
      };
      if (input.encryptionKeyArn) {
        world.sandbox.state.createKey({
          ...place,
          region: input.region,
          keyId: input.encryptionKeyArn.split('/')[1],
          rotationEnabled: true,
        });
      }
      const { files } = await world.runCode(input, { workspacePath });
      // The folder that is published is the one that was written.
      expect(
        (await readdir(join(workspacePath, publish.input.sourcePath))).sort(),
      ).toEqual(files);
    },
  );
});
