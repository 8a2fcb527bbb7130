import {
  CreationWorld,
  OWNER,
  place,
  tagList,
} from '../__testUtils__/CreationWorld';

const ROLE = `arn:aws:iam::${place.accountId}:role/agentcore/Memory`;

const FACTS = { type: 'SEMANTIC', name: 'facts' };

describe('adopting a memory that exists', () => {
  let world: CreationWorld;
  let keyArn: string;

  beforeEach(async () => {
    world = await CreationWorld.start();
    world.config = { writer: { executionRoles: ['/agentcore/'] } };
    keyArn = world.goodKey().arn;
  });

  afterEach(() => world.stop());

  const wanted = () => ({
    encryptionKeyArn: keyArn,
    description: 'What customers said',
    eventExpiryDays: 30,
    strategies: [FACTS],
    executionRoleArn: ROLE,
    tags: tagList({ stage: 'prod' }),
  });

  it('takes it for its own where nothing differs, whatever else it is tagged with', async () => {
    const first = await world.run(wanted());
    world.sandbox.state.setTags(first.memoryArn, {
      ...world.memories()[0].tags,
      'added-by': 'organisation',
    });
    expect(await world.run(wanted())).toMatchObject({
      memoryArn: first.memoryArn,
      adopted: true,
    });
  });

  it.each<[string, object, RegExp]>([
    [
      'retention',
      { eventExpiryDays: 365 },
      /eventExpiryDays is 30, and 365 was asked for/,
    ],
    [
      'strategies',
      { strategies: [FACTS, { type: 'EPISODIC', name: 'episodes' }] },
      /strategies is SEMANTIC "facts", and EPISODIC "episodes", SEMANTIC "facts" was asked for/,
    ],
    [
      'strategy of this name',
      { strategies: [{ ...FACTS, namespaceTemplate: '/other' }] },
      /the strategy facts is set up another way/,
    ],
    [
      'indexed keys',
      { indexedKeys: [{ key: 'topic', type: 'STRING' }] },
      /indexedKeys is nothing, and .*topic.* was asked for/,
    ],
    [
      'namespace keys',
      { namespaceKeys: [{ key: 'tenant' }] },
      /namespaceKeys is nothing, and .*tenant.* was asked for/,
    ],
    [
      'no strategies',
      { strategies: [] },
      /strategies is SEMANTIC "facts", and nothing was asked for/,
    ],
    ['description', { description: 'Else' }, /description is another/],
    ['no description', { description: '' }, /description is another/],
    [
      'execution role',
      { executionRoleArn: undefined },
      /executionRoleArn is another/,
    ],
    ['tag', { tags: tagList({ stage: 'test' }) }, /the tag stage is another/],
    [
      'tag more',
      { tags: tagList({ stage: 'prod', toString: 'x' }) },
      /the tag toString is another/,
    ],
    ['owner', { owner: 'group:default/payments' }, /the tag owner is another/],
  ])('refuses another %s and says so', async (_, change, message) => {
    world.memberships = [OWNER, 'group:default/payments'];
    await world.run(wanted());
    const refusal = await world.refusal({ ...wanted(), ...change });
    expect(refusal).toMatch(message);
    expect(refusal).toMatch(/Nothing was created\.$/);
    // The catalog shows neither.
    expect(refusal).not.toMatch(/What customers said|prod/);
    expect(world.creations()).toBe(1);
  });

  it('refuses another key, and a key that AWS owns', async () => {
    await world.run(wanted());
    keyArn = world.goodKey().arn;
    expect(await world.refusal(wanted())).toMatch(/encryptionKeyArn is arn:/);
    world.sandbox.state.createMemory({ ...place, name: 'plain' });
    expect(await world.refusal({ ...wanted(), name: 'plain' })).toMatch(
      /encryptionKeyArn is a key that AWS owns, and arn:.* was asked for/,
    );
  });

  it('knows a key by its alias as well', async () => {
    const key = world.sandbox.state.createKey({
      ...place,
      alias: 'notes',
      rotationEnabled: true,
    });
    keyArn = key.arn.replace(/key\/.*/, 'alias/notes');
    await world.run(wanted());
    expect((await world.run(wanted())).adopted).toBe(true);
  });

  it.each(['DELETING', 'FAILED'] as const)(
    'never takes one that is %s',
    async status => {
      world.sandbox.state.createMemory({
        ...place,
        name: 'notes',
        encryptionKeyArn: keyArn,
        eventExpiryDuration: 90,
        tags: { owner: OWNER },
        status,
        ...(status === 'FAILED' && { failureReason: 'Role validation failed' }),
      });
      expect(await world.refusal({ encryptionKeyArn: keyArn })).toContain(
        `it is ${status}`,
      );
      expect(world.creations()).toBe(0);
      expect(world.published).toEqual([]);
    },
  );

  it('refuses one whose tags could not be read', async () => {
    await world.run(wanted());
    world.sandbox.faults.add({
      kind: 'deny',
      operation: 'ListTagsForResource',
    });
    expect(await world.refusal(wanted())).toMatch(/its tags could not be read/);
  });

  it('refuses one that a harness manages or that streams its records', async () => {
    const harness = `arn:aws:bedrock-agentcore:${place.region}:${place.accountId}:harness/h-a1B2c3D4e5`;
    world.sandbox.state.createMemory({
      ...place,
      name: 'notes',
      encryptionKeyArn: keyArn,
      eventExpiryDuration: 90,
      tags: { owner: OWNER },
      managedByResourceArn: harness,
    });
    expect(await world.refusal({ encryptionKeyArn: keyArn })).toContain(
      `it is managed by ${harness}`,
    );
  });
});
