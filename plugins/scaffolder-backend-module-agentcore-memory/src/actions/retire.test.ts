import { readFileSync } from 'node:fs';
import { CreationWorld, OWNER, place } from '../__testUtils__/CreationWorld';

describe('agentcore-memory:delete of a memory that was replaced', () => {
  let world: CreationWorld;

  beforeEach(async () => {
    world = await CreationWorld.start();
  });

  afterEach(() => world.stop());

  const say = (arn: string, text: string) =>
    world.sandbox.state.createEvent(arn, {
      actorId: 'ann',
      sessionId: 'monday',
      payload: [{ conversational: { content: { text }, role: 'USER' } }],
    });
  const remember = (arn: string, text: string) =>
    world.sandbox.state.createRecord(arn, { text, namespace: '/facts' });

  /** A memory that was replaced, and its successor. */
  async function replaced(record: object = {}) {
    const memory = world.sandbox.state.createMemory({
      ...place,
      name: 'notes',
      tags: { owner: OWNER },
    });
    for (const text of ['a', 'b', 'c']) {
      say(memory.arn, text);
      remember(memory.arn, text);
    }
    world.sandbox.state.createRecord(memory.arn, {
      text: 'e',
      namespace: '/facts',
      ...record,
    });
    await world.runMigrate({
      memoryArn: memory.arn,
      encryptionKeyArn: world.goodKey().arn,
    });
    const next = world.memories().find(({ name }) => name === 'notes_cmk')!;
    world.audited.length = 0;
    return { memory, next };
  }

  const run = (memoryArn: string, options = {}) =>
    world.runDelete({ memoryArn }, options);
  const deletions = () =>
    world.sandbox.calls.count({ operation: 'DeleteMemory' });
  /** The refusal, where nothing was deleted. */
  async function refusal(memoryArn: string, options = {}) {
    const message = await run(memoryArn, options).then(
      () => 'It was not refused',
      error => error.message,
    );
    return deletions() === 0 ? message : `It was deleted. ${message}`;
  }

  it('deletes it where the successor has all of it, and says by what it was confirmed', async () => {
    const { memory } = await replaced();
    expect(await run(memory.arn)).toEqual({
      memoryId: memory.id,
      alreadyGone: false,
    });
    expect(deletions()).toBe(1);
    expect(world.audited).toMatchObject([
      {
        eventId: 'memory-delete',
        outcome: 'succeeded',
        meta: { confirmedBy: 'successor' },
      },
    ]);
  });

  it('does not mind what the successor learnt since', async () => {
    const { memory, next } = await replaced();
    say(next.arn, 'd');
    remember(next.arn, 'd');
    expect(await run(memory.arn)).toEqual({
      memoryId: memory.id,
      alreadyGone: false,
    });
  });

  it('looks in a dry run as well, and deletes nothing', async () => {
    const { memory } = await replaced();
    await run(memory.arn, { isDryRun: true });
    expect(deletions()).toBe(0);
    expect(world.logger.info).toHaveBeenCalledWith(
      expect.stringContaining('DeleteMemory {'),
    );
    say(memory.arn, 'd');
    expect(await refusal(memory.arn, { isDryRun: true })).toMatch(
      /lacks 1 event/,
    );
  });

  /** Names a successor, as anybody may who may tag. */
  function tagWith(memory: { tags: Record<string, string> }, arn: string) {
    memory.tags['agentcore-memory/successor'] = arn;
    memory.tags['agentcore-memory/replaced-by'] = arn;
  }

  type Replaced = Awaited<ReturnType<typeof replaced>>;

  it.each<[string, (both: Replaced) => void, RegExp]>([
    [
      'an event that came in since',
      ({ memory }) => say(memory.arn, 'd'),
      /does not have all of it.*lacks 1 event and 0 records of 4 events/,
    ],
    [
      'a record that came in since',
      ({ memory }) => remember(memory.arn, 'd'),
      /lacks 0 events and 1 record /,
    ],
    [
      'a tag that names another memory',
      ({ memory }) => {
        const other = world.sandbox.state.createMemory({
          ...place,
          name: 'other',
          tags: { owner: OWNER },
        });
        tagWith(memory, other.arn);
      },
      /other-\w+ does not say that it replaces this memory/,
    ],
    [
      'tags that name two successors',
      ({ memory, next }) => {
        memory.tags['agentcore-memory/replaced-by'] = `${next.arn}x`;
      },
      /its tags name two successors/,
    ],
    [
      'memories that name each other',
      ({ memory, next }) => tagWith(next, memory.arn),
      /name each other as successor/,
    ],
    [
      'a successor with a key that is disabled',
      ({ next }) => {
        const key = next.encryptionKeyArn!;
        world.sandbox.state.updateKey(key, { keyState: 'Disabled' });
      },
      /its successor notes_cmk-\w+ is non-compliant itself/,
    ],
    [
      'a successor without a key',
      ({ next }) => {
        Object.assign(next, { encryptionKeyArn: undefined });
      },
      /its successor notes_cmk-\w+ is non-compliant itself/,
    ],
    [
      'a tag that names the memory itself',
      ({ memory }) => {
        tagWith(memory, memory.arn);
        memory.tags['agentcore-memory/replaces'] = memory.arn;
      },
      /what its tags name as its successor can be none/,
    ],
    [
      'a tag that names a memory of another account',
      ({ memory, next }) => {
        tagWith(memory, next.arn.replace(place.accountId, '999900001111'));
      },
      /what its tags name as its successor can be none/,
    ],
    [
      'a successor of another owner',
      ({ next }) => {
        next.tags.owner = 'group:default/payments';
      },
      /can't be looked at: memoryArn: .* has no such memory/,
    ],
    [
      'a successor that is gone',
      ({ next }) => world.sandbox.state.deleteMemory(next.arn),
      /can't be looked at/,
    ],
    [
      'a successor that is not ACTIVE',
      ({ next }) => {
        next.status = 'UPDATING';
      },
      /can't be looked at: .*UPDATING/,
    ],
  ])('refuses %s', async (_, change, message) => {
    const both = await replaced();
    change(both);
    expect(await refusal(both.memory.arn)).toMatch(message);
    expect(world.audited).toMatchObject([
      { eventId: 'memory-delete', outcome: 'failed' },
    ]);
  });

  it('refuses one whose successor has all of it but not as it was', async () => {
    const { memory } = await replaced({ recordType: 'REFLECTION' });
    expect(await refusal(memory.arn)).toMatch(
      /has all of it, but not as it was: Records of another type .* \(1\)/,
    );
  });

  it.each(['ListActors', 'ListSessions', 'ListEvents', 'ListMemoryRecords'])(
    'never takes a failed %s for an empty memory',
    async operation => {
      const { memory } = await replaced();
      world.sandbox.faults.add({ kind: 'serverError', operation, times: 500 });
      expect(await refusal(memory.arn)).toMatch(/The copy is NOT complete/);
    },
  );

  it('refuses where somebody writes between the two looks', async () => {
    const { memory, next } = await replaced();
    // What is written to both between them is on both, and still says that somebody writes to the old one.
    const { calls } = world.sandbox;
    const before = calls.count({ operation: 'ListMemoryRecords' });
    let isDone = false;
    world.logger.info.mockImplementation(line => {
      const hasLooked =
        calls.count({ operation: 'ListMemoryRecords' }) > before;
      if (isDone || !hasLooked || !String(line).startsWith('Pass 1')) return;
      isDone = true;
      say(memory.arn, 'd');
      const [{ actorId, sessionId, payload, eventTimestamp }] =
        world.sandbox.state
          .events(memory.arn)
          .sort((a, b) => b.eventTimestamp - a.eventTimestamp);
      world.sandbox.state.createEvent(next.arn, {
        actorId,
        sessionId,
        payload,
        eventTimestamp,
      });
    });
    expect(await refusal(memory.arn)).toMatch(/somebody still writes/);
  });

  it('makes exactly the calls that the documented policies allow', async () => {
    const { memory } = await replaced();
    const before = { ...world.sandbox.calls.countsByOperation() };
    await run(memory.arn);
    const after = world.sandbox.calls.countsByOperation();
    const calls = Object.keys(after).filter(
      call => after[call] > (before[call] ?? 0),
    );
    const actions = (name: string): string[] =>
      JSON.parse(
        readFileSync(`${__dirname}/../../../../docs/iam/${name}.json`, 'utf8'),
      ).Statement.flatMap(
        ({ Action }: { Action: string | string[] }) => Action,
      );
    // AWS decrypts by itself what it is asked for.
    const own = actions('delete').filter(action => action !== 'kms:Decrypt');
    expect(calls).toEqual(expect.arrayContaining(own));
    expect([...own, ...actions('read'), 'sts:GetCallerIdentity']).toEqual(
      expect.arrayContaining(calls),
    );
  });
});
