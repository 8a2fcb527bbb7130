import { readFileSync } from 'node:fs';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { parse } from 'yaml';
import {
  CreationWorld,
  OWNER,
  place,
  RunOptions,
} from '../__testUtils__/CreationWorld';
import { examples } from './migrateMemory.examples';

const SECRET = 'my card is 4111';
const DATA_WRITES = ['CreateEvent', 'BatchCreateMemoryRecords'];

describe('agentcore-memory:migrate', () => {
  let world: CreationWorld;

  beforeEach(async () => {
    world = await CreationWorld.start();
  });

  afterEach(() => world.stop());

  const strategies = [
    {
      strategyId: 'facts-AbCdEfGhI1',
      name: 'facts',
      type: 'SEMANTIC' as const,
      namespaceTemplates: ['/strategies/{memoryStrategyId}/actors/{actorId}'],
      status: 'ACTIVE' as const,
      createdAt: 0,
      updatedAt: 0,
    },
  ];

  /** A memory without a key, and with something in it. */
  function old(more = {}) {
    const { state } = world.sandbox;
    const memory = state.createMemory({
      ...place,
      name: 'notes',
      tags: { owner: OWNER, stage: 'prod', 'agent-id': 'helper' },
      strategies,
      ...more,
    });
    for (let i = 0; i < 4; i += 1) {
      state.createEvent(memory.arn, {
        actorId: `ann${i % 2}`,
        sessionId: `monday${i}`,
        payload: [
          { conversational: { content: { text: SECRET }, role: 'USER' } },
        ],
      });
    }
    const { strategyId } = strategies[0];
    for (const text of ['Has a card', SECRET]) {
      state.createRecord(memory.arn, {
        text,
        memoryStrategyId: strategyId,
        namespace: `/strategies/${strategyId}/actors/ann`,
      });
    }
    return memory;
  }

  const run = (memoryArn: string, more = {}, options: RunOptions = {}) =>
    world.runMigrate(
      { memoryArn, newKeyAlias: 'alias/agentcore/notes', ...more },
      options,
    );
  const refusal = (memoryArn: string, more = {}, options: RunOptions = {}) =>
    run(memoryArn, more, options).then(
      () => 'It was not refused',
      ({ message }) => message,
    );
  const count = (operation: string) => world.sandbox.calls.count({ operation });
  const fresh = () => world.memories().find(({ name }) => name === 'notes_cmk');
  const eventsOf = (arn: string) =>
    world.sandbox.state
      .events(arn)
      .map(({ actorId, sessionId, payload, eventTimestamp }) => ({
        actorId,
        sessionId,
        payload,
        eventTimestamp,
      }));

  it('makes a memory like the old one with a key of its own, moves the data, and says so on both', async () => {
    const memory = old();
    world.queryEntities.mockResolvedValueOnce({
      items: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name: 'helper' },
        },
      ],
      totalItems: 1,
      pageInfo: {},
    });
    const output = await run(memory.arn);
    const next = fresh()!;
    expect(next).toMatchObject({
      encryptionKeyArn: expect.stringContaining(':key/'),
      tags: {
        owner: OWNER,
        stage: 'prod',
        'agentcore-memory/replaces': memory.arn,
        'agentcore-memory/migration-task': 'task-1',
        'agentcore-memory/writer': expect.any(String),
      },
    });
    expect(memory.tags).toEqual({
      owner: OWNER,
      stage: 'prod',
      'agent-id': 'helper',
      'agentcore-memory/successor': next.arn,
      'agentcore-memory/replaced-by': next.arn,
    });
    expect(eventsOf(next.arn)).toEqual(eventsOf(memory.arn));
    expect(
      world.sandbox.state.records(next.arn).map(({ namespace }) => namespace),
    ).toEqual(
      Array(2).fill(`/strategies/${next.strategies[0].strategyId}/actors/ann`),
    );
    expect(output).toMatchObject({
      memoryArn: next.arn,
      memoryId: next.id,
      verdict: 'compliant',
      isClean: true,
      reportJson: {
        version: 1,
        taskId: 'task-1',
        from: { arn: memory.arn },
        to: { arn: next.arn },
        settings: [],
        repoint: {
          entityRefs: ['component:default/helper'],
          more: 0,
          tags: [{ key: 'agent-id', value: 'helper' }],
        },
        contents: {
          clean: true,
          events: { source: 4, target: 4, same: 4, copied: 4 },
          records: { source: 2, target: 2, same: 2, copied: 2 },
        },
      },
    });
    expect(output.report).toContain('are equal: 4 events and 2 records.');
    expect(output.report).toContain('`component:default/helper`');
    expect(world.published.map(({ eventPayload }) => eventPayload)).toEqual([
      { arn: memory.arn },
      { arn: next.arn },
    ]);
  });

  it('keeps content and ids of people out of logs, outputs, checkpoints and the audit log', async () => {
    const checkpoints = new Map();
    const output = await run(old().arn, {}, { checkpoints });
    const logged = JSON.stringify([
      world.logger.info.mock.calls,
      world.logger.warn.mock.calls,
      world.audited,
      [...checkpoints],
    ]);
    expect(logged).not.toMatch(/4111|ann0|monday1/);
    expect(JSON.stringify(output)).not.toContain('4111');
  });

  it('puts each act on record', async () => {
    await run(old().arn);
    expect(
      world.audited.map(({ eventId, outcome }) => `${eventId} ${outcome}`),
    ).toEqual([
      'key-create succeeded',
      'key-enable-rotation succeeded',
      'key-create-alias succeeded',
      'memory-create succeeded',
      'memory-tag succeeded',
      'memory-tag succeeded',
      'memory-migrate succeeded',
      'memory-tag succeeded',
    ]);
    expect(world.audited[6]).toMatchObject({
      meta: { owner: OWNER, initiator: 'user:default/mock', taskId: 'task-1' },
      result: { clean: true, events: 4, records: 2 },
    });
  });

  it('prints what it would ask in a dry run, and changes nothing', async () => {
    const memory = old();
    await run(memory.arn, {}, { isDryRun: true });
    const lines = world.logger.info.mock.calls.map(([line]) => line).join('\n');
    for (const request of [
      'CreateKey {',
      'CreateMemory {',
      'CreateEvent {',
      'BatchCreateMemoryRecords {',
      'TagResource {"resourceArn":"arn:',
    ]) {
      expect(lines).toContain(request);
    }
    for (const operation of [
      'CreateKey',
      'CreateMemory',
      'TagResource',
      ...DATA_WRITES,
    ]) {
      expect(count(operation)).toBe(0);
    }
  });

  it.each([true, false])(
    'goes on where it was when it is run again, with checkpoints: %s',
    async hasCheckpoints => {
      const options = hasCheckpoints ? { checkpoints: new Map() } : {};
      const { arn } = old();
      for (const operation of ['CreateMemory', 'CreateEvent', 'TagResource']) {
        const id = world.sandbox.faults.add({ kind: 'deny', operation });
        expect([operation, await refusal(arn, {}, options)]).not.toContain(
          'It was not refused',
        );
        world.sandbox.faults.remove(id);
        expect(
          world.memories().find(each => each.arn === arn)!.tags,
        ).not.toHaveProperty('agentcore-memory/replaced-by');
      }
      expect(await run(arn, {}, options)).toMatchObject({ isClean: true });
      expect(await run(arn, {}, options)).toMatchObject({ isClean: true });
      expect(eventsOf(fresh()!.arn)).toHaveLength(4);
      expect(world.sandbox.state.records(fresh()!.arn)).toHaveLength(2);
      expect(world.memories()).toHaveLength(2);
      expect(count('CreateKey')).toBe(1);
    },
  );

  it('lets no other task write to the same new memory', async () => {
    const { arn } = old();
    world.sandbox.faults.add({
      kind: 'serverError',
      operation: 'CreateEvent',
      times: 100,
    });
    await refusal(arn, {
      encryptionKeyArn: world.goodKey().arn,
      newKeyAlias: undefined,
    });
    const { encryptionKeyArn } = fresh()!;
    world.taskId = 'task-2';
    expect(
      await refusal(arn, { encryptionKeyArn, newKeyAlias: undefined }),
    ).toMatch(
      /^memoryArn: its data is moved to notes_cmk-\w{10} by another task \(task-1\)/,
    );
  });

  it('refuses a second successor', async () => {
    const { arn } = old();
    await run(arn);
    world.taskId = 'task-2';
    expect(
      await refusal(arn, { name: 'other', newKeyAlias: 'alias/other' }),
    ).toMatch(
      /its data is moved to notes_cmk-\w{10} by another task \(task-1\), or was/,
    );
  });

  it('copies what comes in meanwhile, and says when it was', async () => {
    const memory = old();
    let isLate = false;
    world.beforePass = () => {
      if (isLate || count('CreateEvent') === 0) return;
      isLate = true;
      world.sandbox.state.createEvent(memory.arn, {
        actorId: 'ann0',
        sessionId: 'late',
        payload: [],
      });
    };
    const { report } = await run(memory.arn);
    expect(eventsOf(fresh()!.arn)).toHaveLength(5);
    expect(report).toMatch(
      /Pass \d was the last that had something to copy: 1 event and 0 records, in the sessions: `ann0\/late`/,
    );
  });

  it('tells what somebody else wrote to the new memory', async () => {
    const memory = old();
    let isDone = false;
    world.beforePass = () => {
      const next = fresh();
      if (isDone || !next || next.status !== 'ACTIVE') return;
      isDone = true;
      world.sandbox.state.createEvent(next.arn, {
        actorId: 'bob',
        sessionId: 'new',
        payload: [],
      });
    };
    const { isClean, report } = await run(memory.arn);
    expect(isClean).toBe(false);
    expect(report).toContain('the new one has all 4 events');
    expect(report).toMatch(/Events only on the new memory: `bob\/new\//);
  });

  it('says how the settings differ where the old ones changed meanwhile', async () => {
    const memory = old();
    world.beforePass = () => {
      world.sandbox.state.updateMemory(memory.arn, { eventExpiryDuration: 30 });
    };
    const { report } = await run(memory.arn);
    expect(report).toContain('Settings: `eventExpiryDays is');
  });

  it('is red where it can’t finish, and does not say that it did', async () => {
    const memory = old();
    world.sandbox.faults.add({ kind: 'deny', operation: 'CreateEvent' });
    expect(await refusal(memory.arn)).toMatch(
      /The copy is NOT complete.*CreateEvent.*retry the task/s,
    );
    expect(memory.tags).not.toHaveProperty('agentcore-memory/replaced-by');
    expect(world.audited.at(-1)).toMatchObject({
      eventId: 'memory-migrate',
      outcome: 'failed',
    });
  });

  it('is red where the old memory is deleted meanwhile', async () => {
    const { arn } = old();
    world.beforePass = () => {
      const isCopying = count('CreateEvent') > 0 && world.memories().length > 1;
      if (isCopying) world.sandbox.state.deleteMemory(arn);
    };
    expect(await refusal(arn)).toMatch(/The copy is NOT complete.*NotFound/s);
  });

  it('ends at once when the task is cancelled, and another run finishes', async () => {
    const { arn } = old();
    const aborting = new AbortController();
    world.beforePass = () => {
      if (fresh()) aborting.abort(new Error('Cancelled'));
    };
    expect(await refusal(arn, {}, { signal: aborting.signal })).toBe(
      'Cancelled',
    );
    world.beforePass = () => {};
    expect(await run(arn)).toMatchObject({ isClean: true });
  });

  it('does not tag the old memory where the new key was changed meanwhile', async () => {
    const memory = old();
    world.beforePass = () => {
      const key = fresh()?.encryptionKeyArn;
      if (key && count('CreateEvent') > 0) {
        world.sandbox.state.updateKey(key, { rotationEnabled: false });
      }
    };
    expect(await refusal(memory.arn)).toMatch(/verdict became worse/);
    expect(memory.tags).not.toHaveProperty('agentcore-memory/replaced-by');
  });

  it.each([
    ['no name', { name: '' }, /^name: is needed/],
    ['two keys', { encryptionKeyArn: 'x' }, /newKeyAlias: is there as well/],
    ['a field that is none', { more: 1 }, /^more: is not a field/],
    ['the name of the old one', { name: 'notes' }, /^name: .*has this name/],
  ])('refuses %s, and creates nothing', async (_, input, message) => {
    expect(await refusal(old().arn, input)).toMatch(message);
    expect(count('CreateMemory') + count('CreateKey')).toBe(0);
  });

  it('asks AWS for nothing before it is allowed', async () => {
    const { arn } = old();
    world.memberships = [];
    expect(await refusal(arn)).toMatch(
      /agentcore-memory.memory.migrate.*you are not a member/,
    );
    world.memberships = [OWNER];
    world.decision = { result: AuthorizeResult.DENY };
    expect(await refusal(arn)).toMatch(
      /the permission policy does not allow it/,
    );
    expect(world.sandbox.calls.count({})).toBe(0);
  });

  it('says that the catalog did not answer, and moves the data all the same', async () => {
    world.queryEntities.mockRejectedValueOnce(new Error('Down'));
    const { report } = await run(old().arn);
    expect(report).toContain('the catalog did not answer');
  });

  it('makes exactly the calls that the documented policies allow', async () => {
    const memory = old();
    const root = world.sandbox.state.events(memory.arn)[0];
    world.sandbox.state.createEvent(memory.arn, {
      actorId: root.actorId,
      sessionId: root.sessionId,
      payload: [],
      branch: { name: 'other', rootEventId: root.eventId },
    });
    // What does not fit into memory is read once more, by itself.
    world.payloadBytes = 1;
    await run(memory.arn);
    const actions = (name: string): string[] =>
      JSON.parse(
        readFileSync(`${__dirname}/../../../../docs/iam/${name}.json`, 'utf8'),
      ).Statement.flatMap(
        ({ Action }: { Action: string | string[] }) => Action,
      );
    const calls = Object.keys(world.sandbox.calls.countsByOperation());
    const others = ['read', 'create', 'create-key'].flatMap(actions);
    const own = calls.filter(
      call => !others.includes(call) && call !== 'sts:GetCallerIdentity',
    );
    expect([...own, 'bedrock-agentcore:TagResource'].sort()).toEqual(
      actions('migrate').sort(),
    );
    expect(calls).toContain('bedrock-agentcore:TagResource');
  });

  it.each(examples.map(e => [e.description, e.example]))(
    'has an example that runs: %s',
    async (_, example) => {
      const [{ action, input }] = parse(example).steps;
      expect(action).toBe('agentcore-memory:migrate');
      old({
        id: input.memoryArn.split('/')[1],
        name: 'support_sessions',
        tags: { owner: input.owner },
      });
      const { encryptionKeyArn: arn } = input;
      if (arn) {
        world.sandbox.state.createKey({
          ...place,
          keyId: arn.split('/')[1],
          rotationEnabled: true,
        });
      }
      world.memberships = [input.owner];
      expect(await world.runMigrate(input)).toMatchObject({ isClean: true });
    },
  );
});
