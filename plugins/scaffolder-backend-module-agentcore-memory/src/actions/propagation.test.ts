import { Fault } from 'aws-sandbox';
import { CreationWorld, place } from '../__testUtils__/CreationWorld';

const ROLE = `arn:aws:iam::${place.accountId}:role/agentcore/Memory`;

describe('what AWS does not know yet', () => {
  let world: CreationWorld;

  beforeEach(async () => {
    world = await CreationWorld.start();
    world.config = { writer: { executionRoles: ['/agentcore/'] } };
  });

  afterEach(() => world.stop());

  const answer = (code: string, message: string, times?: number): Fault => ({
    kind: 'refuse',
    operation: 'CreateMemory',
    error: { code, message },
    times,
  });

  it.each([
    ['ValidationException', 'Role validation failed: x'],
    ['ValidationException', 'The role must have a valid trust policy'],
    ['ValidationException', 'The provided role cannot be assumed'],
  ])('of a role is asked again: %s %s', async (name, message) => {
    world.sandbox.faults.add(answer(name, message, 2));
    await world.run({
      encryptionKeyArn: world.goodKey().arn,
      executionRoleArn: ROLE,
    });
    expect(world.creations()).toBe(3);
    expect(world.memories()).toHaveLength(1);
    // One act, however often AWS was asked.
    expect(world.audited).toHaveLength(1);
  });

  it.each([
    ['ResourceNotFoundException', 'Key not found'],
    ['ValidationException', 'The KMS key arn:aws:kms:x does not exist'],
  ])('of a new key is asked again: %s %s', async (name, message) => {
    world.sandbox.faults.add(answer(name, message, 2));
    await world.run({ encryptionKeyArn: world.goodKey().arn });
    expect(world.creations()).toBe(3);
  });

  it('is red with the words of AWS when it takes too long', async () => {
    world.sandbox.faults.add(
      answer('ValidationException', 'Role validation failed: no trust'),
    );
    expect(
      await world.refusal({
        encryptionKeyArn: world.goodKey().arn,
        executionRoleArn: ROLE,
      }),
    ).toMatch(
      /^Role validation failed: no trust executionRoleArn: the role must let/,
    );
    expect(world.creations()).toBeGreaterThan(2);
    expect(world.creations()).toBeLessThan(10);
  });

  it.each<[string, object, string, string]>([
    [
      'an old key',
      { createdAt: 0 },
      'ResourceNotFoundException',
      'Key not found',
    ],
    ['no role', {}, 'ValidationException', 'Role validation failed'],
    ['something else', {}, 'ValidationException', 'Invalid name'],
  ])('of %s is red at once', async (_, key, name, message) => {
    world.sandbox.faults.add(answer(name, message));
    const { arn } = world.sandbox.state.createKey({
      ...place,
      rotationEnabled: true,
      ...key,
    });
    expect(await world.refusal({ encryptionKeyArn: arn })).toMatch(
      new RegExp(`^${message}`),
    );
    expect(world.creations()).toBe(1);
  });

  it('does not take a memory that AWS does not show yet for gone', async () => {
    world.sandbox.faults.add({
      ...answer('ResourceNotFoundException', 'no such memory', 2),
      operation: 'GetMemory',
    });
    expect(
      await world.run({ encryptionKeyArn: world.goodKey().arn }),
    ).toMatchObject({ adopted: false });
  });
});
