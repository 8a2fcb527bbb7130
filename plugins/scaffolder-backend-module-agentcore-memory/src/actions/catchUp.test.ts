import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { parse } from 'yaml';
import { CreationWorld, OWNER } from '../__testUtils__/CreationWorld';
import { moving } from '../__testUtils__/movingWorld';
import { examples } from './catchUp.examples';

describe('agentcore-memory:catch-up', () => {
  let world: CreationWorld;
  let at: ReturnType<typeof moving>;

  beforeEach(async () => {
    world = await CreationWorld.start();
    at = moving(world);
  });

  afterEach(() => world.stop());

  /** A memory that was replaced, of which another task is about to be run. */
  async function replaced() {
    const memory = at.old();
    await at.migrate(memory.arn);
    world.taskId = 'task-2';
    world.audited.length = 0;
    return { memory, next: at.named('notes_cmk')! };
  }

  it('copies what came in since, and is the task that the successor names', async () => {
    const { memory, next } = await replaced();
    at.say(memory.arn, 'late');
    expect(await at.catchUp(memory.arn)).toMatchObject({
      memoryId: next.id,
      isClean: true,
      report: expect.stringContaining('are equal: 4 events and 1 record.'),
    });
    expect(at.events(next.arn)).toBe(4);
    expect(next.tags).toMatchObject({
      'agentcore-memory/migration-task': 'task-2',
    });
    expect(
      world.audited.map(({ eventId, outcome }) => `${eventId} ${outcome}`),
    ).toEqual([
      'memory-tag succeeded',
      'memory-migrate succeeded',
      'memory-tag succeeded',
    ]);
    expect(await at.deletion(memory.arn)).toBe('done');
  });

  it('goes on where a task ended that failed', async () => {
    const memory = at.old();
    const fault = world.sandbox.faults.add({
      kind: 'deny',
      operation: 'BatchCreateMemoryRecords',
    });
    expect(await at.migration(memory.arn)).toMatch(/The copy is NOT complete/);
    world.sandbox.faults.remove(fault);
    world.taskId = 'task-2';
    expect(await at.catchUp(memory.arn)).toMatchObject({ isClean: true });
    expect(memory.tags).toHaveProperty('agentcore-memory/replaced-by');
    expect(
      world.sandbox.state.records(at.named('notes_cmk')!.arn),
    ).toHaveLength(1);
  });

  it('lets a task end that still writes', async () => {
    const memory = at.old();
    const hold = world.sandbox.faults.hold({
      operation: 'CreateEvent',
      times: 1,
    });
    const first = at.migration(memory.arn);
    await hold.reached();
    world.taskId = 'task-2';
    const second = at.catchUp(memory.arn);
    expect(await first).toMatch(/^Another run \(task task-2\) took over/);
    hold.release();
    expect(await second).toMatchObject({ isClean: true });
    expect(at.events(at.named('notes_cmk')!.arn)).toBe(3);
  });

  it('prints what it would ask in a dry run, and changes nothing', async () => {
    const { memory, next } = await replaced();
    at.say(memory.arn, 'late');
    await at.catchUp(memory.arn, {}, { isDryRun: true });
    const lines = world.logger.info.mock.calls.map(([line]) => line).join('\n');
    expect(lines).toContain('TagResource {"resourceArn":');
    expect(lines).toContain('CreateEvent');
    expect(at.events(next.arn)).toBe(3);
    expect(next.tags).toMatchObject({
      'agentcore-memory/migration-task': 'task-1',
    });
  });

  it('refuses a successor that would not be created, and copies nothing to it', async () => {
    const { memory, next } = await replaced();
    at.say(memory.arn, 'late');
    Object.assign(next, { encryptionKeyArn: undefined });
    expect(await at.catchingUp(memory.arn)).toMatch(
      /its successor notes_cmk-\w+ is non-compliant itself/,
    );
    expect(at.events(next.arn)).toBe(3);
  });

  it('refuses a memory that was not replaced', async () => {
    expect(await at.catchingUp(at.old().arn)).toMatch(
      /^memoryArn: the memory was not replaced/,
    );
  });

  it('asks AWS for nothing before it is allowed', async () => {
    const { memory } = await replaced();
    const before = world.sandbox.calls.count({});
    world.memberships = [];
    expect(await at.catchingUp(memory.arn)).toMatch(
      /agentcore-memory.memory.migrate.*you are not a member/,
    );
    world.memberships = [OWNER];
    world.decision = { result: AuthorizeResult.DENY };
    expect(await at.catchingUp(memory.arn)).toMatch(/does not allow it/);
    expect(world.sandbox.calls.count({})).toBe(before);
    expect(world.audited).toMatchObject([
      { eventId: 'memory-migrate', outcome: 'failed' },
      { eventId: 'memory-migrate', outcome: 'failed' },
    ]);
  });

  it.each(examples.map(e => [e.description, e.example]))(
    'has an example that runs: %s',
    async (_, example) => {
      const [{ action, input }] = parse(example).steps;
      expect(action).toBe('agentcore-memory:catch-up');
      at.old({
        id: input.memoryArn.split('/')[1],
        name: 'support_sessions',
        tags: { owner: input.owner },
      });
      world.memberships = [input.owner];
      await at.migrate(input.memoryArn, { owner: input.owner });
      world.taskId = 'task-2';
      expect(await world.runCatchUp(input)).toMatchObject({ isClean: true });
    },
  );
});
