import { MEMORY_TYPE } from 'backstage-plugin-agentcore-memory-common';
import { here, ProviderWorld } from './__testUtils__/providerWorld';
import { collectTransformers } from './publish/transformers';

/** Whatever AWS or a portal puts into an entity, what is counted is what is listed. */
describe('lists and counts agree', () => {
  let world: ProviderWorld;

  beforeEach(async () => {
    world = await ProviderWorld.start();
  });

  afterEach(() => world.stop());

  /** What the catalog leaves out of its index, and of every list that is ordered or filtered by it. */
  const notIndexed = () =>
    world.catalog.of(MEMORY_TYPE).flatMap(({ metadata }) =>
      [metadata.title, ...Object.values(metadata.annotations ?? {})].filter(
        (value, index) =>
          // Findings are long, and nothing is filtered by them.
          !value?.startsWith('{') &&
          (index === 0 || value !== undefined) &&
          !(value && value.toLocaleLowerCase('en-US').length <= 200),
      ),
    );

  async function expectAgreement(memories: number) {
    const reports = world.reports().filter(({ memories: n }) => n > 0);
    expect(reports.at(-1)).toMatchObject({
      outcome: 'complete',
      memories,
      notInCatalog: 0,
    });
    expect(world.catalog.of(MEMORY_TYPE)).toHaveLength(memories);
    expect(notIndexed()).toEqual([]);
    // A quiet scan finds nothing to write and nothing missing.
    const writes = world.catalog.writes.length;
    await world.scan();
    expect(world.catalog.writes).toHaveLength(writes);
  }

  it('where an owner tag is 201 to 256 characters long', async () => {
    for (const length of [200, 201, 255, 256]) {
      world.sandbox.state.createMemory({
        ...here,
        name: `long_${length}`,
        tags: { owner: `Team ${'x'.repeat(length - 5)}` },
      });
    }
    await world.scan();
    await expectAgreement(4);
    expect(world.annotation('long_256', 'owner-claim')).toHaveLength(200);
  });

  it('where keys are no entities and one is named by its alias', async () => {
    const key = world.sandbox.state.createKey({
      ...here,
      alias: 'named',
      rotationEnabled: true,
    });
    world.sandbox.state.createMemory({
      ...here,
      name: 'by_alias',
      encryptionKeyArn: key.arn.replace(/key\/.*/, 'alias/named'),
    });
    await world.scan({ kmsKeys: false });
    expect(world.verdict('by_alias')).toBe('compliant');
    expect(world.catalog.of('kms-key')).toEqual([]);
    const [memory] = world.catalog.of(MEMORY_TYPE);
    expect(memory.spec?.dependsOn).toBeUndefined();
    const writes = world.catalog.writes.length;
    await world.scan({ kmsKeys: false });
    expect(world.catalog.writes).toHaveLength(writes);
    expect(world.reports().at(-1)).toMatchObject({ notInCatalog: 0 });
  });

  it.each<[string, unknown, string]>([
    ['drops', undefined, 'notes'],
    ['blanks', '  ', 'notes'],
    ['replaces by something else', 7, 'notes'],
    ['lengthens', 'x'.repeat(500), 'x'.repeat(200)],
    [
      'lengthens with characters that grow in lower case',
      '\u0130'.repeat(200),
      '\u0130'.repeat(100),
    ],
  ])('where a transformer %s the title', async (_, title, expected) => {
    world.sandbox.state.createMemory({ ...here, name: 'notes' });
    const { transformers, extensionPoint } = collectTransformers();
    extensionPoint.setMemoryTransformer(async entity => ({
      ...entity,
      metadata: { ...entity.metadata, title: title as string },
    }));
    const scanner = await world.process([{}], { transformers });
    await scanner.scan('main');
    const [memory] = world.catalog.of(MEMORY_TYPE);
    expect(memory.metadata.title).toBe(expected);
    expect(notIndexed()).toEqual([]);
  });
});

describe('a memory that a harness manages', () => {
  let world: ProviderWorld;

  beforeEach(async () => {
    world = await ProviderWorld.start();
  });

  afterEach(() => world.stop());

  const harness = `arn:aws:bedrock-agentcore:${here.region}:${here.accountId}:harness/agent-Kx81LmQ2aZ`;
  const managed = (more: object = {}) =>
    world.sandbox.state.createMemory({
      ...here,
      name: 'managed',
      managedByResourceArn: harness,
      ...more,
    });

  it('belongs to whom the tags of the harness name', async () => {
    world.sandbox.state.addTagged(harness, { Owner: 'group:default/agents' });
    managed({ tags: { stage: 'prod' } });
    await world.scan();
    expect(world.catalog.memory('managed')?.spec?.owner).toBe(
      'group:default/agents',
    );
    expect(world.annotation('managed', 'owner-source')).toBe(
      'manager-tag:owner',
    );
    const calls = () => world.sandbox.calls.countsByOperation();
    world.sandbox.calls.clear();
    await world.scan();
    // One more for the harness, in bulk.
    expect(calls()['tagging:GetResources']).toBe(2);
    expect(calls()['bedrock-agentcore:ListTagsForResource']).toBeUndefined();
  });

  it('belongs to whom its own tags name first', async () => {
    world.sandbox.state.addTagged(harness, { owner: 'group:default/agents' });
    managed({ tags: { owner: 'group:default/a' } });
    await world.scan();
    expect(world.catalog.memory('managed')?.spec?.owner).toBe(
      'group:default/a',
    );
  });

  it('has no owner, and no other harm, where those can’t be read', async () => {
    world.sandbox.faults.add({ kind: 'deny', service: 'tagging' });
    managed();
    world.encryptedMemory('other');
    await world.scan();
    expect(world.annotation('managed', 'owner-source')).toBe('none');
    expect(world.verdict('other')).toBe('compliant');
    expect(world.reports().every(({ outcome }) => outcome === 'complete')).toBe(
      true,
    );
  });

  it('keeps the owner while AWS does not answer for the harness', async () => {
    world.sandbox.state.addTagged(harness, { owner: 'group:default/agents' });
    managed();
    await world.scan();
    world.sandbox.faults.add({ kind: 'throttle', service: 'tagging' });
    await world.scan();
    expect(world.catalog.memory('managed')?.spec?.owner).toBe(
      'group:default/agents',
    );
  });

  it('asks no other account for its tags', async () => {
    managed({
      managedByResourceArn: harness.replace(here.accountId, '999999999999'),
      tags: { owner: 'group:default/a' },
    });
    await world.scan();
    expect(
      world.sandbox.calls.count({ operation: 'GetResources' }),
    ).toBeLessThanOrEqual(1);
  });
});
