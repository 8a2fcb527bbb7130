import { MigrationWorld } from './__testUtils__/MigrationWorld';
import { MigrationResult } from './MigrationResult';

const SECRET = 'my card is 4111';

// Thousands of calls, on a machine that does other things as well.
jest.setTimeout(60_000);

describe('copyContents', () => {
  let world: MigrationWorld;

  beforeEach(async () => {
    world = await MigrationWorld.start();
  });
  afterEach(() => world.stop());

  function kindsOf({ remarks }: MigrationResult) {
    return remarks.map(({ kind, count }) => `${kind} ${count}`).sort();
  }

  it('copies events of every kind with their time, metadata and order, and records with their strategies', async () => {
    const [facts] = world.from.strategies;
    world.say(SECRET, { metadata: { channel: { stringValue: 'chat' } } });
    world.say('', {
      payload: [
        { conversational: { content: { text: 'a' }, role: 'TOOL' } },
        { blob: { b: 1, a: [null, 'x'] } },
        { json: { content: { clicks: 2 } } },
      ],
    });
    world.say('', { payload: [] });
    world.say('Other', { actorId: 'team/bob:1', sessionId: 'tuesday' });
    world.remember('Plain');
    world.remember('A fact', {
      memoryStrategyId: facts.strategyId,
      namespace: `/strategies/${facts.strategyId}/actors/ann`,
      createdAt: world.clock.now() - 86_400_000,
    });
    world.remember('With all', {
      namespace: '/free',
      metadata: {
        s: { stringValue: 'x' },
        l: { stringListValue: ['a', 'b'] },
        n: { numberValue: 2 },
        d: { dateTimeValue: 1_700_000_000 },
      },
    });
    const result = await world.copy({ sessionsAtOnce: 1 });
    expect(result).toMatchObject({
      clean: true,
      complete: true,
      passes: 2,
      sessions: { source: 2, target: 2, same: 2, missing: 0, extra: 0 },
      events: { source: 4, target: 4, same: 4, copied: 4, alreadyThere: 0 },
      records: { source: 3, target: 3, same: 3, copied: 3, alreadyThere: 0 },
      lastCopied: {
        pass: 1,
        events: 4,
        records: 3,
        sessions: { count: 2, ids: ['ann/monday', 'team/bob:1/tuesday'] },
      },
      remarks: [],
      failures: [],
    });
    expect(result.source).toEqual(result.target);
    expect(result.actors.listed).toEqual([
      expect.objectContaining({
        actorId: 'ann',
        sessions: 1,
        source: 3,
        same: 3,
      }),
      expect.objectContaining({ actorId: 'team/bob:1', source: 1 }),
    ]);
    expect(result.strategies).toContainEqual({
      sourceId: facts.strategyId,
      targetId: world.to.strategies[0].strategyId,
      name: 'facts',
      source: 1,
      target: 1,
    });
    expect(result.namespaces).toContainEqual({
      path: '/free',
      source: 1,
      target: 1,
    });
    expect(JSON.stringify(result)).not.toContain(SECRET);
    world.expectCopy();
    expect(
      world.sandbox.state.events(world.to.arn).every(e => e.skipsExtraction),
    ).toBe(true);
  });

  it('finds nothing to do the second time', async () => {
    world.say('Hello');
    world.remember('A fact');
    await world.copy();
    world.sandbox.calls.clear();
    const result = await world.copy();
    expect(result).toMatchObject({
      clean: true,
      passes: 1,
      events: { copied: 0, alreadyThere: 1 },
      records: { copied: 0, alreadyThere: 1 },
    });
    expect(world.sandbox.calls.count({ operation: 'CreateEvent' })).toBe(0);
  });

  it('says of an empty memory that its copy is clean', async () => {
    expect(await world.copy()).toMatchObject({ clean: true, passes: 1 });
  });

  it('copies branches of branches from the copies of their roots', async () => {
    const first = world.say('Where to?');
    const north = world.say('North', {
      branch: { name: 'north', rootEventId: first.eventId },
    });
    world.say('South');
    world.say('Further', {
      branch: { name: 'further', rootEventId: north.eventId },
    });
    world.say('North again', { branch: { name: 'north' } });
    // Older than its root.
    world.say('Before', {
      eventTimestamp: first.eventTimestamp - 5_000,
      branch: { name: 'before', rootEventId: first.eventId },
    });
    expect(await world.copy()).toMatchObject({ clean: true, remarks: [] });
    world.expectCopy();
  });

  it('lets a branch whose root is gone begin elsewhere, and says so', async () => {
    const root = world.say('Root');
    const branch = { name: 'odd', rootEventId: root.eventId };
    world.say('On it', { branch });
    world.say('After', {});
    const alone = world.say('Alone', { sessionId: 'two' });
    world.say('On the second', {
      sessionId: 'two',
      branch: { name: 'left', rootEventId: alone.eventId },
    });
    await deleteEvents(world, [root, alone]);
    const result = await world.copy();
    expect(kindsOf(result)).toEqual(['branch-flattened 1', 'branch-moved 1']);
    expect(result).toMatchObject({ clean: false, complete: true });
    const [on, , second] = world.eventsOf(world.to.arn);
    expect(on).toMatchObject({ branch: 'odd' });
    expect(second.branch).toBeUndefined();
    // Stays as it is when the branch goes on.
    world.say('More', {
      sessionId: 'two',
      branch: { name: 'left', rootEventId: alone.eventId },
    });
    expect(await world.copy()).toMatchObject({
      clean: false,
      complete: true,
      events: { copied: 1 },
    });
    expect(world.eventsOf(world.to.arn)).toHaveLength(4);
  });

  it('counts equal events and records', async () => {
    const eventTimestamp = world.clock.now();
    for (let i = 0; i < 3; i += 1) {
      world.say('Hello', { eventTimestamp });
      world.remember('Twice', { createdAt: eventTimestamp });
    }
    world.say('Other', { eventTimestamp });
    expect(await world.copy()).toMatchObject({ clean: true });
    world.expectCopy();
    world.say('Hello', { eventTimestamp });
    world.remember('Twice', { createdAt: eventTimestamp });
    expect(await world.copy()).toMatchObject({
      clean: true,
      events: { copied: 1, same: 5 },
      records: { copied: 1, same: 4 },
    });
    world.expectCopy();
  });

  it('copies events of 10 MB and sessions that do not fit in memory at once', async () => {
    world.say('', { payload: [{ blob: 'x'.repeat(10_000_000) }] });
    for (let i = 0; i < 12; i += 1) {
      world.say('', { payload: [{ blob: `${i}`.repeat(100_000) }] });
    }
    expect(await world.copy({ payloadBytes: 500_000 })).toMatchObject({
      clean: true,
      events: { copied: 13 },
    });
    const again = world.sandbox.calls.count({ operation: 'GetEvent' });
    expect(again).toBeGreaterThan(0);
    expect(again).toBeLessThan(13);
    world.expectCopy();
  });

  it('copies more than a page and more than a batch', async () => {
    for (let i = 0; i < 230; i += 1) {
      world.say(`${i}`);
      world.say(`${i}`, { actorId: `a${i}` });
      world.say(`${i}`, { sessionId: `s${i}` });
      world.remember(`${i}`);
    }
    const result = await world.copy();
    expect(result).toMatchObject({ clean: true, events: { copied: 690 } });
    expect(result.actors.listed).toHaveLength(50);
    expect(result.actors.others).toMatchObject({ actors: 181, same: 181 });
    world.expectCopy();
  });

  it('says what AWS does not carry', async () => {
    const [facts] = world.from.strategies;
    world.remember('Dropped', {
      memoryStrategyId: facts.strategyId,
      metadata: { topic: { stringValue: 'x' } },
    });
    world.remember('Dropped', {
      memoryStrategyId: facts.strategyId,
      createdAt: world.clock.now(),
    });
    world.remember('Left over', { memoryStrategyId: 'gone-1234567890' });
    world.remember('Insight', { recordType: 'REFLECTION' });
    const result = await world.copy();
    expect(kindsOf(result)).toEqual([
      'metadata-dropped 1',
      'record-type-lost 1',
      'strategy-gone 1',
    ]);
    expect(result).toMatchObject({
      clean: false,
      complete: true,
      records: { copied: 4 },
    });
    expect(await world.copy()).toMatchObject({ complete: true, passes: 1 });
    expect(world.sandbox.state.records(world.to.arn)).toHaveLength(4);
  });

  it('is not clean while something is not understood', async () => {
    // any: what AWS may have in the future
    const payload: any = [{ video: { secret: SECRET } }];
    world.say('', { payload });
    world.say('Known');
    const metadata: any = { who: { boolValue: true } };
    world.remember('Odd', { metadata });
    const result = await world.copy();
    expect(result).toMatchObject({
      clean: false,
      complete: false,
      events: { copied: 1, missing: 1 },
      records: { missing: 1 },
    });
    expect(kindsOf(result)).toEqual([
      'event-not-understood 1',
      'record-not-understood 1',
    ]);
    expect(JSON.stringify(result)).not.toContain(SECRET);
  });

  it('is not clean where AWS refuses something, and copies the rest', async () => {
    world.say('x'.repeat(100_001));
    world.say('Fine');
    world.remember('x'.repeat(16_001));
    for (let i = 0; i < 5; i += 1) world.remember(`${i}`);
    const result = await world.copy();
    expect(result).toMatchObject({
      clean: false,
      events: { copied: 1, missing: 1 },
      records: { copied: 5, missing: 1 },
      missing: { events: { count: 1 }, records: { count: 1 } },
    });
    expect(result.stopped).toBeUndefined();
    expect(kindsOf(result)).toEqual(['event-refused 1', 'record-refused 1']);
  });

  it('tells what others wrote to the new memory', async () => {
    world.say('Hello');
    const { state } = world.sandbox;
    state.createEvent(world.to.arn, {
      actorId: 'eve',
      sessionId: 's',
      payload: [],
    });
    state.createRecord(world.to.arn, { text: 'Theirs' });
    const result = await world.copy();
    expect(result).toMatchObject({
      clean: false,
      complete: true,
      events: { same: 1, extra: 1 },
      records: { extra: 1 },
      extra: {
        events: { count: 1, ids: [expect.stringMatching(/^eve\/s\//)] },
      },
    });
  });

  it('copies what comes in meanwhile, and says what changed last', async () => {
    world.say('Hello');
    let late = 3;
    const result = await world.copy({
      onProgress: ({ pass }) => {
        if (pass === 2 + (3 - late) && late > 0) {
          late -= 1;
          world.say(`Late ${late}`);
        }
      },
    });
    expect(result).toMatchObject({ clean: true, events: { source: 4 } });
    expect(result.lastCopied.pass).toBeGreaterThan(1);
    world.expectCopy();
  });

  it('gives up where the old memory never rests', async () => {
    world.say('Hello');
    const result = await world.copy({
      maxPasses: 4,
      wait: async () => {
        world.say('And again');
      },
    });
    expect(result).toMatchObject({
      clean: false,
      passes: 4,
      lastCopied: { pass: 4, sessions: { count: 1, ids: ['ann/monday'] } },
    });
  });

  it('is not up to date where AWS never lists what it has acknowledged', async () => {
    world.say('One');
    const { contents } = world;
    const forgetting = new Proxy(contents, {
      get: (target, name: keyof typeof contents) =>
        name === 'createEvent'
          ? async () => ({ eventId: '0000001#abc' })
          : (target[name] as Function).bind(target),
    });
    expect(await world.copy({ contents: forgetting })).toMatchObject({
      complete: false,
      upToDate: false,
      passes: 10,
    });
  });

  it('compares without writing', async () => {
    world.say('Hello');
    world.remember('A fact');
    expect(await world.compare()).toMatchObject({
      clean: false,
      passes: 1,
      events: { missing: 1, copied: 0 },
      records: { missing: 1, copied: 0 },
    });
    expect(world.sandbox.state.events(world.to.arn)).toEqual([]);
    const copied = await world.copy();
    const compared = await world.compare();
    expect(compared).toMatchObject({ clean: true, source: copied.source });
    world.say('More');
    const changed = await world.compare();
    expect(changed.source.events).not.toBe(copied.source.events);
  });

  it('tells how far it is', async () => {
    for (let i = 0; i < 5; i += 1) world.say('Hello', { sessionId: `s${i}` });
    const told: unknown[] = [];
    await world.copy({ onProgress: progress => told.push(progress) });
    expect(told).toContainEqual(
      expect.objectContaining({
        pass: 1,
        sessions: { done: 5, total: 5 },
        copied: { events: 5, records: 0 },
        secondsLeft: 0,
      }),
    );
  });
});

async function deleteEvents(
  { sandbox, contents, from }: MigrationWorld,
  events: { actorId: string; sessionId: string; eventId: string }[],
) {
  expect(contents).not.toHaveProperty('deleteEvent');
  const place = { accountId: from.accountId, region: from.region };
  const memory = sandbox.state
    .store(place)
    .contentsOf(from, sandbox.clock.now());
  for (const { actorId, sessionId, eventId } of events) {
    const session = memory.session(actorId, sessionId)!;
    memory.removeEvent(
      session,
      session.events.get(eventId)!,
      sandbox.clock.now(),
    );
  }
}
