import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { parse } from 'yaml';
import { CreationWorld, OWNER, place } from '../__testUtils__/CreationWorld';
import { examples } from './deleteMemory.examples';

describe('agentcore-memory:delete', () => {
  let world: CreationWorld;

  beforeEach(async () => {
    world = await CreationWorld.start();
  });

  afterEach(() => world.stop());

  const old = (more = {}) =>
    world.sandbox.state.createMemory({
      ...place,
      name: 'notes',
      tags: { owner: OWNER },
      ...more,
    });
  const run = (memoryArn: string, more = {}, options = {}) =>
    world.runDelete({ memoryArn, confirmName: 'notes', ...more }, options);
  const deletions = () =>
    world.sandbox.calls.count({ operation: 'DeleteMemory' });
  /** The refusal, where nothing was deleted. */
  async function refusal(memoryArn: string, more = {}, options = {}) {
    const message = await run(memoryArn, more, options).then(
      () => 'It was not refused',
      error => error.message,
    );
    return deletions() === 0 ? message : `It was deleted. ${message}`;
  }

  it('deletes a memory whose name was typed, tells the catalog, and puts it on record', async () => {
    const { arn, id } = old();
    expect(await run(arn)).toEqual({ memoryId: id, alreadyGone: false });
    expect(world.sandbox.state.findMemory(arn)?.status ?? 'gone').toMatch(
      /DELETING|gone/,
    );
    expect(world.published).toMatchObject([{ eventPayload: { arn } }]);
    expect(world.audited).toMatchObject([
      {
        eventId: 'memory-delete',
        outcome: 'succeeded',
        meta: { memoryArn: arn, owner: OWNER, initiator: 'user:default/mock' },
      },
    ]);
  });

  it('deletes one that AWS failed to create', async () => {
    await run(old({ status: 'FAILED' }).arn);
    expect(deletions()).toBe(1);
  });

  it('is done when it is run again', async () => {
    const checkpoints = new Map();
    const { arn } = old();
    await run(arn, {}, { checkpoints });
    await run(arn, {}, { checkpoints });
    expect(deletions()).toBe(1);
  });

  it('prints the request in a dry run, and deletes nothing', async () => {
    const { arn, id } = old();
    await run(arn, {}, { isDryRun: true });
    expect(world.logger.info).toHaveBeenCalledWith(
      expect.stringContaining(`DeleteMemory {"memoryId":"${id}"}`),
    );
    expect(deletions()).toBe(0);
    expect(
      await refusal(arn, { confirmName: 'x' }, { isDryRun: true }),
    ).toMatch(/^confirmName: /);
  });

  it.each([
    [
      'another name',
      {},
      { confirmName: 'Notes' },
      /^confirmName: it is not the name/,
    ],
    [
      'one that was not replaced, where no name was typed',
      {},
      { confirmName: '' },
      /^memoryArn: the memory was not replaced by another one/,
    ],
    [
      'a memory of another owner',
      { tags: { owner: 'group:default/payments' } },
      {},
      /^memoryArn: .* has no such memory/,
    ],
    [
      'a memory without an owner',
      { tags: {} },
      {},
      /^memoryArn: .* has no such memory/,
    ],
    [
      'one that a harness manages',
      {
        managedByResourceArn:
          'arn:aws:bedrock-agentcore:eu-central-1:111122223333:harness/h',
      },
      {},
      /is managed by arn:.*:harness/,
    ],
    [
      'one that changes at the moment',
      { status: 'UPDATING' },
      {},
      /the memory is UPDATING, not ACTIVE or FAILED/,
    ],
  ])('refuses %s', async (_, memory, input, message) => {
    expect(await refusal(old(memory).arn, input)).toMatch(message);
    expect(world.audited).toMatchObject([
      { eventId: 'memory-delete', outcome: 'failed' },
    ]);
  });

  it('refuses one whose tags or name could not be read', async () => {
    const { arn } = old();
    world.sandbox.faults.add({
      kind: 'deny',
      operation: 'ListTagsForResource',
    });
    world.sandbox.faults.add({ kind: 'deny', operation: 'GetResources' });
    expect(await refusal(arn)).toMatch(
      /has no such memory, or its tags could not be read/,
    );
  });

  it('asks AWS for nothing before it is allowed', async () => {
    const { arn } = old();
    world.memberships = [];
    expect(await refusal(arn)).toMatch(
      /agentcore-memory.memory.delete.*you are not a member/,
    );
    world.memberships = [OWNER];
    world.decision = { result: AuthorizeResult.DENY };
    expect(await refusal(arn)).toMatch(
      /the permission policy does not allow it/,
    );
    expect(world.sandbox.calls.count({})).toBe(0);
  });

  it('is red with the words of AWS, and does not end well', async () => {
    const { arn } = old();
    world.sandbox.faults.add({ kind: 'deny', operation: 'DeleteMemory' });
    await expect(run(arn)).rejects.toThrow(/^bedrock-agentcore:DeleteMemory/);
    expect(world.published).toEqual([]);
  });

  it.each(examples.map(e => [e.description, e.example]))(
    'has an example that runs: %s',
    async (_, example) => {
      const [{ action, input }] = parse(example).steps;
      expect(action).toBe('agentcore-memory:delete');
      const id = input.memoryArn.split('/')[1];
      const { arn } = old({
        id,
        name: 'support_sessions',
        tags: { owner: input.owner },
      });
      world.memberships = [input.owner];
      if (!input.confirmName) {
        await world.runMigrate({
          memoryArn: arn,
          owner: input.owner,
          encryptionKeyArn: world.goodKey().arn,
        });
      }
      expect(await world.runDelete(input)).toEqual({
        memoryId: id,
        alreadyGone: false,
      });
    },
  );
});
