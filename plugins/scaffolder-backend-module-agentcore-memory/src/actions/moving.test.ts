import { startSandbox } from 'aws-sandbox';
import { createMemoryContents } from 'backstage-plugin-agentcore-memory-node';
import { CreationWorld, OWNER, place } from '../__testUtils__/CreationWorld';
import { moving } from '../__testUtils__/movingWorld';

const PAYMENTS = 'group:default/payments';
const PLATFORM = 'group:default/platform';

describe('moving data', () => {
  let world: CreationWorld;
  let at: ReturnType<typeof moving>;

  beforeEach(async () => {
    world = await CreationWorld.start();
    at = moving(world);
  });

  afterEach(() => world.stop());

  /** Does something once, as soon as the new memory is ACTIVE and a copy waits for listings. */
  function onceCopying(act: () => void) {
    let isDone = false;
    world.beforePass = () => {
      if (isDone || at.named('notes_cmk')?.status !== 'ACTIVE') return;
      isDone = true;
      act();
    };
  }

  describe('of whom', () => {
    it('nobody moves what the catalog does not show them', async () => {
      const { arn } = at.old();
      await at.migrate(arn);
      const before = world.sandbox.calls.count({});
      world.shows = ref => ref.startsWith('group:');
      const refused = /the catalog does not show you this memory/;
      expect(await at.migration(arn)).toMatch(refused);
      expect(await at.catchingUp(arn)).toMatch(refused);
      expect(world.sandbox.calls.count({})).toBe(before);
    });

    it('nobody owns what has tags that could not be read', async () => {
      world.provider = { ...world.provider, defaultOwner: PLATFORM };
      world.memberships = [PLATFORM];
      const { arn } = at.old({ tags: { owner: PAYMENTS } });
      world.sandbox.faults.add({
        kind: 'deny',
        operation: 'ListTagsForResource',
      });
      const more = { owner: PLATFORM };
      const refused = /has no such memory, or its tags could not be read/;
      expect(await at.migration(arn, more)).toMatch(refused);
      expect(await at.deletion(arn, { ...more, confirmName: 'notes' })).toMatch(
        refused,
      );
    });

    it('who owns the account owns what has no owner tag', async () => {
      world.provider = {
        accounts: [{ accountId: place.accountId, owner: OWNER }],
        regions: [place.region],
        ownerTags: ['owner'],
      };
      const { arn } = at.old({ tags: {} });
      expect(await at.migration(arn)).toBe('done');
      expect(await at.deletion(arn)).toBe('done');
    });

    it('a memory that got another owner while it was copied is not tagged', async () => {
      const memory = at.old();
      onceCopying(() => {
        memory.tags.owner = PAYMENTS;
      });
      expect(await at.migration(memory.arn)).toMatch(/has no such memory/);
      expect(memory.tags).not.toHaveProperty('agentcore-memory/replaced-by');
    });

    it('a copy ends soon where the successor gets another owner meanwhile', async () => {
      const { arn } = at.old();
      const hold = world.sandbox.faults.hold({
        operation: 'CreateEvent',
        times: 1,
      });
      const running = at.migration(arn);
      await hold.reached();
      at.named('notes_cmk')!.tags.owner = PAYMENTS;
      // Nobody lets the call go on: the copy would wait for ever.
      expect(await running).toMatch(/notes_cmk-\w+ has another owner now/);
      hold.release();
    });

    it('nothing is copied to a successor that got another owner', async () => {
      const memory = at.old();
      const checkpoints = new Map();
      await at.migrate(memory.arn, {}, { checkpoints });
      const next = at.named('notes_cmk')!;
      next.tags.owner = PAYMENTS;
      at.say(memory.arn, 'late');
      expect(await at.migration(memory.arn, {}, { checkpoints })).toMatch(
        /its successor notes_cmk-\w+ can't be looked at/,
      );
      expect(at.events(next.arn)).toBe(3);
    });

    it('nothing is deleted that got another owner while it was compared', async () => {
      const memory = at.old();
      await at.migrate(memory.arn);
      const hold = world.sandbox.faults.hold({
        operation: 'ListActors',
        times: 1,
      });
      const running = at.deletion(memory.arn);
      await hold.reached();
      memory.tags.owner = PAYMENTS;
      hold.release();
      expect(await running).toMatch(/has no such memory/);
    });
  });

  describe('by several tasks', () => {
    it('to two successors at once ends well for one at most', async () => {
      const { arn } = at.old();
      const hold = world.sandbox.faults.hold({
        operation: 'CreateEvent',
        times: 1,
      });
      const first = at.migration(arn, { name: 'one' });
      await hold.reached();
      world.taskId = 'task-2';
      const second = await at.migration(arn, { name: 'two' });
      hold.release();
      expect(await first).toBe('done');
      expect(second).toMatch(/its data is moved to one-\w+ by another task/);
      expect(world.memories()).toHaveLength(2);
    });

    it('to two successors ends well for one where the other was being made meanwhile', async () => {
      const { arn } = at.old();
      const hold = world.sandbox.faults.hold({
        operation: 'CreateMemory',
        times: 1,
      });
      const slow = at.migration(arn, { name: 'slow' });
      await hold.reached();
      world.taskId = 'task-2';
      expect(await at.migration(arn, { name: 'fast' })).toBe('done');
      hold.release();
      expect(await slow).toMatch(
        /its data is moved to fast-\w+ by another task \(task-2\)/,
      );
      expect(at.events(at.named('slow')!.arn)).toBe(0);
    });

    it('is refused where nobody can tell whether there is another one', async () => {
      const { arn } = at.old();
      await at.migrate(arn);
      world.taskId = 'task-2';
      // Those of the old memory are given, those of the new one are not.
      world.sandbox.faults.add({
        kind: 'deny',
        operation: 'ListTagsForResource',
        resource: at.named('notes_cmk')!.arn,
      });
      expect(await at.migration(arn, { name: 'two' })).toMatch(
        /whether another task moves its data is not known/,
      );
      expect(world.memories()).toHaveLength(2);
    });

    it('given to two processes at once copies nothing twice', async () => {
      const { arn } = at.old();
      for (let i = 0; i < 150; i += 1) {
        world.sandbox.state.createRecord(arn, {
          text: `${i}`,
          namespace: '/facts',
        });
      }
      const hold = world.sandbox.faults.hold({
        operation: 'BatchCreateMemoryRecords',
        at: 'request',
        times: 1,
      });
      const first = at.migration(arn);
      await hold.reached();
      const second = at.migration(arn);
      expect(await first).toMatch(/^Another run \(task task-1\) took over/);
      hold.release();
      expect(await second).toBe('done');
      expect(
        world.sandbox.state.records(at.named('notes_cmk')!.arn),
      ).toHaveLength(151);
    });

    it('is refused after one failed, under any name', async () => {
      const { arn } = at.old();
      world.sandbox.faults.add({
        kind: 'deny',
        operation: 'BatchCreateMemoryRecords',
      });
      await at.migration(arn, { name: 'one' });
      world.taskId = 'task-2';
      for (const name of ['one', 'two']) {
        expect(await at.migration(arn, { name })).toMatch(
          /moved to one-\w+ by another task \(task-1\).*agentcore-memory:catch-up/,
        );
      }
      expect(world.memories()).toHaveLength(2);
    });

    it('tells nothing of a successor that the catalog hides', async () => {
      const { arn } = at.old();
      await at.migrate(arn);
      world.taskId = 'task-2';
      world.shows = ref => !ref.includes('notes_cmk');
      const message = await at.migration(arn);
      expect(message).toMatch(/is moved by another task/);
      expect(message).not.toMatch(/notes_cmk|task-1/);
    });

    it('starts anew where the new memory was deleted', async () => {
      const { arn } = at.old();
      const checkpoints = new Map();
      await at.migrate(arn, {}, { checkpoints });
      world.sandbox.state.deleteMemory(at.named('notes_cmk')!.arn);
      expect(await at.migration(arn, {}, { checkpoints })).toMatch(
        /AWS has no memory notes_cmk-\w+ \(any more\): start a new task/,
      );
      world.taskId = 'task-2';
      expect(await at.migration(arn)).toBe('done');
    });
  });

  describe('truly', () => {
    it('judges the new memory as AWS has it', async () => {
      const { arn } = at.old();
      onceCopying(() => {
        const dataStreamArn =
          'arn:aws:kinesis:eu-central-1:999988887777:stream/leak';
        Object.assign(at.named('notes_cmk')!, {
          streamDeliveryResources: {
            resources: [
              {
                kinesis: {
                  dataStreamArn,
                  contentConfigurations: [{ type: 'MEMORY_RECORDS' }],
                },
              },
            ],
          },
        });
      });
      expect(await at.migration(arn)).toMatch(
        /its verdict became worse meanwhile.*data-egress/,
      );
    });

    it('says how long the new memory keeps events, and which tags it lacks', async () => {
      const memory = at.old({
        tags: { owner: OWNER, team: 'x', stage: 'prod', kept: 'yes' },
      });
      world.config = { writer: { defaultTags: { stage: 'dev' } } };
      onceCopying(() => {
        world.sandbox.state.updateMemory(memory.arn, {
          eventExpiryDuration: 30,
        });
      });
      const { reportJson } = await at.migrate(memory.arn);
      expect(reportJson).toMatchObject({
        settings: [
          'eventExpiryDays is 90, and 30 was asked for',
          'the tag stage is another or missing',
        ],
      });
      expect(JSON.stringify(reportJson)).toContain('keeps events for 90 days');
    });

    it('is red where the old memory got a strategy that the new one lacks', async () => {
      const memory = at.old();
      onceCopying(() => {
        const [facts] = memory.strategies;
        memory.strategies.push({
          ...facts,
          strategyId: 'tastes-AbCdEfGhI2',
          name: 'tastes',
        });
      });
      expect(await at.migration(memory.arn)).toMatch(
        /strategies that the new one lacks: tastes/,
      );
    });

    it('ends also where somebody writes all the time, and says what was not read again', async () => {
      const memory = at.old();
      let said = 0;
      world.beforePass = () => {
        if (!at.named('notes_cmk')) return;
        said += 1;
        at.say(memory.arn, `live ${said}`);
      };
      const { isClean, report } = await at.migrate(memory.arn);
      expect(isClean).toBe(false);
      expect(report).toMatch(
        /Somebody writes to the old memory all the time: .* was copied and NOT read again/,
      );
      expect(memory.tags).toHaveProperty('agentcore-memory/replaced-by');
      expect(await at.deletion(memory.arn)).not.toBe('done');
    });

    it('tags the old memory again where somebody removed the tag', async () => {
      const memory = at.old();
      const checkpoints = new Map();
      await at.migrate(memory.arn, {}, { checkpoints });
      delete memory.tags['agentcore-memory/replaced-by'];
      await at.migrate(memory.arn, {}, { checkpoints });
      expect(memory.tags).toHaveProperty('agentcore-memory/replaced-by');
    });
  });

  describe('in silence', () => {
    it('a dry run tells no prompts and texts', async () => {
      const step = { modelId: 'm', appendToPrompt: 'SECRET PROMPT' };
      const { arn } = at.old({
        description: 'SECRET DESCRIPTION',
        memoryExecutionRoleArn: `arn:aws:iam::${place.accountId}:role/agentcore/secret`,
        strategies: [
          {
            ...at.old({ name: 'other' }).strategies[0],
            type: 'CUSTOM',
            configuration: {
              type: 'SEMANTIC_OVERRIDE',
              extraction: {
                customExtractionConfiguration: {
                  semanticExtractionOverride: step,
                },
              },
              consolidation: {
                customConsolidationConfiguration: {
                  semanticConsolidationOverride: step,
                },
              },
            },
          },
        ],
      });
      world.config = { writer: { executionRoles: ['/agentcore/'] } };
      expect(await at.migration(arn, {}, { isDryRun: true })).toBe('done');
      const told = JSON.stringify(world.logger.info.mock.calls);
      expect(told).toContain('<as on the old memory>');
      expect(told).not.toMatch(/secret/i);
    });

    it.each([
      ['ListEvents', 'ListEvents: ValidationException'],
      ['CreateMemory', 'AWS refuses a memory that is set up like the old one'],
    ])('nobody is told what AWS quotes of %s', async (operation, told) => {
      world.sandbox.faults.add({
        kind: 'refuse',
        operation,
        error: {
          code: 'ValidationException',
          message: `Value 'ann.smith@example.com' failed to satisfy constraint`,
        },
      });
      const message = await at.migration(at.old().arn);
      expect(message).toContain(told);
      expect(message).not.toContain('ann.smith');
      expect(JSON.stringify(world.logger)).not.toContain('ann.smith');
    });
  });

  it('refuses a memory that has no room for the tags', async () => {
    const tags: Record<string, string> = { owner: OWNER };
    for (let i = 0; i < 48; i += 1) tags[`t${i}`] = 'v';
    expect(await at.migration(at.old({ tags }).arn)).toMatch(
      /has 49 tags, and 2 more are needed/,
    );
    expect(world.memories()).toHaveLength(1);
  });

  it('does not delete what AWS has acknowledged and does not list yet', async () => {
    await world.stop();
    const sandbox = await startSandbox({
      transitionMs: 5,
      listingDelayMs: 1_000,
    });
    world = CreationWorld.of(sandbox);
    at = moving(world);
    world.beforePass = () => new Promise(done => setTimeout(done, 1_100));
    const { arn, id } = at.old();
    expect(await at.migration(arn)).toBe('done');
    await createMemoryContents(world.root()).createEvent(
      place,
      id,
      {
        actorId: 'ann',
        sessionId: 'late',
        timestamp: Date.now(),
        parts: [],
        metadata: {},
      },
      'a-token-that-is-long-enough-for-aws-0001',
    );
    expect(await at.deletion(arn)).toMatch(/lacks 1 event/);
  }, 60_000);

  it('knows a deletion of which it did not hear', async () => {
    const { arn } = at.old();
    const checkpoints = new Map();
    const more = { confirmName: 'notes' };
    const fault = world.sandbox.faults.add({
      kind: 'loseAnswer',
      operation: 'DeleteMemory',
      times: 5,
    });
    expect(await at.deletion(arn, more, { checkpoints })).not.toBe('done');
    world.sandbox.faults.remove(fault);
    expect(
      await world.runDelete({ memoryArn: arn, ...more }, { checkpoints }),
    ).toMatchObject({ alreadyGone: true });
    expect(world.audited.at(-1)).toMatchObject({
      eventId: 'memory-delete',
      outcome: 'succeeded',
      result: { alreadyGone: true },
    });
  });
});
