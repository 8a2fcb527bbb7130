import { ConfigReader } from '@backstage/config';
import { createManualClock, Sandbox, startSandbox } from 'aws-sandbox';
import { covering } from '../__testUtils__/covering';
import { CallMeter, metered } from '../aws/CallMeter';
import { AwsOptions, createMemoryContents } from '../services';
import { MemoryContents, NewEvent, NewRecord } from './MemoryContents';

const place = { accountId: '111122223333', region: 'eu-central-1' };
const session = { actorId: 'team/ann', sessionId: 'monday' };
const NEVER_SLOW = Object.fromEntries(
  [
    'CreateEvent',
    'CreateEvent:conversational',
    'CreateEvent:other',
    'ListEvents',
    'GetEvent',
    'ListActors',
    'ListSessions',
    'ListMemoryRecords',
    'BatchCreateMemoryRecords',
  ].map(name => [`bedrock-agentcore:${name}`, 1e6]),
);
const SECRET = 'my card is 4111';

async function all<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
  const items: T[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}

describe('DefaultMemoryContents', () => {
  const clock = createManualClock();
  let sandbox: Sandbox;

  function contentsWith(options: AwsOptions = {}): MemoryContents {
    const config = new ConfigReader({
      ...covering(place.accountId),
      aws: {
        accountDefaults: { roleName: 'BackstageReader' },
        accounts: [
          {
            accountId: place.accountId,
            ...sandbox.credentialsFor(place.accountId),
          },
        ],
      },
    });
    return createMemoryContents(config, {
      maxAttempts: 1,
      callsPerSecond: NEVER_SLOW,
      ...options,
    });
  }

  function newMemory(name: string = 'notes') {
    return sandbox.state.createMemory({ ...place, name });
  }

  const event: NewEvent = {
    ...session,
    timestamp: clock.now() - 1_234,
    parts: [
      { kind: 'conversational', role: 'USER', text: SECRET },
      { kind: 'conversational', role: 'TOOL', text: 'Noted' },
      {
        kind: 'blob',
        document: { at: '2026-01-01T00:00:00Z', list: [1, null] },
      },
      { kind: 'blob', document: 'AAEC' },
      { kind: 'json', document: { clicks: [true, 0.1] } },
    ],
    metadata: { channel: 'chat' },
  };
  const record: NewRecord = {
    name: 'mem-1',
    text: SECRET,
    namespaces: ['/facts/ann'],
    createdAt: clock.now() - 5_000,
    metadata: {
      topic: { kind: 'string', value: 'cards' },
      labels: { kind: 'strings', value: ['a', 'b'] },
      weight: { kind: 'number', value: 0.5 },
      seen: { kind: 'date', value: clock.now() },
    },
  };

  beforeEach(async () => {
    sandbox = await startSandbox({ clock });
    process.env.AWS_ENDPOINT_URL = sandbox.url;
  });
  afterEach(async () => {
    delete process.env.AWS_ENDPOINT_URL;
    await sandbox.stop();
  });

  it('reads an event as it wrote it, and keeps it out of long-term memory', async () => {
    const { id, arn } = newMemory();
    const contents = contentsWith();
    const first = await contents.createEvent(place, id, event, 'token-1');
    const again = await contents.createEvent(place, id, event, 'token-1');
    expect(again).toEqual(first);
    const later: NewEvent = {
      ...event,
      timestamp: event.timestamp + 1,
      parts: [],
      metadata: {},
      branch: { name: 'other', rootEventId: first.eventId },
    };
    await contents.createEvent(place, id, later, 'token-2');
    const read = await all(contents.events(place, id, session));
    const { actorId, sessionId, ...same } = event;
    expect(read).toMatchObject([
      { timestamp: later.timestamp, parts: [], branch: later.branch },
      { ...same, eventId: first.eventId },
    ]);
    expect(read[1].bytes).toBeGreaterThan(SECRET.length);
    expect(await contents.event(place, id, session, first.eventId!)).toEqual(
      read[1],
    );
    expect(sandbox.state.events(arn)).toMatchObject([
      { skipsExtraction: true },
      { skipsExtraction: true },
    ]);
  });

  it('reads records as it wrote them, without what only the service sets', async () => {
    const { id } = newMemory();
    const contents = contentsWith();
    const bare = { ...record, name: 'mem-2', namespaces: [], metadata: {} };
    expect(
      await contents.createRecords(place, id, [record, bare], 'token'),
    ).toEqual([{ name: 'mem-1' }, { name: 'mem-2' }]);
    const { name, ...same } = record;
    const { name: _, ...other } = bare;
    expect(await all(contents.records(place, id))).toMatchObject([
      { ...other, recordType: 'BASE' },
      { ...same, recordType: 'BASE' },
    ]);
  });

  it('says which records of a batch failed', async () => {
    const { id } = newMemory();
    sandbox.faults.add({
      kind: 'failRecords',
      operation: 'BatchCreateMemoryRecords',
    });
    const records = ['a', 'b'].map(name => ({ ...record, name }));
    expect(
      await contentsWith().createRecords(place, id, records, 'token'),
    ).toEqual([{ name: 'a', failure: 500 }, { name: 'b' }]);
  });

  it('reads all pages', async () => {
    const { id, arn } = newMemory();
    for (let i = 0; i < 250; i += 1) {
      sandbox.state.createEvent(arn, { ...session, payload: [] });
      sandbox.state.createEvent(arn, {
        ...session,
        sessionId: `s${i}`,
        payload: [],
      });
      sandbox.state.createEvent(arn, {
        actorId: `a${i}`,
        sessionId: 's',
        payload: [],
      });
      sandbox.state.createRecord(arn, { text: `${i}`, namespace: `/n/${i}` });
    }
    const contents = contentsWith();
    expect(await all(contents.actors(place, id))).toHaveLength(251);
    expect(
      await all(contents.sessions(place, id, session.actorId)),
    ).toHaveLength(251);
    expect(await all(contents.sessions(place, id, 'nobody'))).toEqual([]);
    expect(await all(contents.events(place, id, session))).toHaveLength(250);
    expect(await all(contents.records(place, id))).toHaveLength(250);
  });

  it('reads heavy events in smaller pages', async () => {
    const { id, arn } = newMemory();
    for (let i = 0; i < 130; i += 1) {
      sandbox.state.createEvent(arn, {
        ...session,
        payload: [{ blob: 'x'.repeat(200_000) }],
      });
    }
    const sizes: number[] = [];
    for await (const page of contentsWith().events(place, id, session)) {
      sizes.push(page.length);
    }
    expect(sizes).toEqual([100, 20, 10]);
  });

  it('refuses places that nothing covers before a credential is asked for', async () => {
    const elsewhere = { ...place, accountId: '999900001111' };
    const contents = contentsWith();
    await expect(all(contents.actors(elsewhere, 'notes-1'))).rejects.toThrow(
      expect.objectContaining({ name: 'NotAllowedError' }),
    );
    await expect(
      contents.createEvent(elsewhere, 'notes-1', event, 'token'),
    ).rejects.toThrow(expect.objectContaining({ name: 'NotAllowedError' }));
    expect(sandbox.calls.count()).toBe(0);
  });

  it('tells denials, missing memories, refusals and no answers apart', async () => {
    const { id, arn } = newMemory();
    const contents = contentsWith();
    const kind = () =>
      all(contents.actors(place, id)).then(
        () => 'none',
        error => error.kind,
      );
    expect(await kind()).toBe('none');
    for (const fault of [
      'throttle',
      'serverError',
      'reset',
      'garbage',
    ] as const) {
      sandbox.faults.add({ kind: fault, operation: 'ListActors', times: 1 });
      expect(await kind()).toBe('unanswered');
    }
    for (const fault of ['omitLists', 'textLists'] as const) {
      sandbox.faults.add({ kind: fault, operation: 'ListActors', times: 1 });
      expect(await kind()).toBe('unanswered');
    }
    sandbox.faults.add({ kind: 'deny', operation: 'ListActors', times: 1 });
    expect(await kind()).toBe('denied');
    sandbox.state.updateMemory(arn, { status: 'UPDATING' });
    expect(await kind()).toBe('refused');
    await expect(all(contents.actors(place, id))).rejects.toThrow(/UPDATING/);
    sandbox.state.deleteMemory(arn);
    expect(await kind()).toBe('missing');
  });

  it('never quotes what it wrote', async () => {
    const { id } = newMemory();
    const contents = contentsWith();
    for (const operation of ['CreateEvent', 'BatchCreateMemoryRecords']) {
      sandbox.faults.add({
        kind: 'refuse',
        operation,
        error: {
          code: 'ValidationException',
          message: `Value '${SECRET}' at 'payload' failed to satisfy constraint`,
        },
      });
    }
    for (const write of [
      () => contents.createEvent(place, id, event, 'token'),
      () => contents.createRecords(place, id, [record], 'token'),
    ]) {
      const error = await write().then(
        () => undefined,
        (thrown: Error) => thrown,
      );
      expect(error).toMatchObject({ kind: 'refused' });
      expect(error).not.toHaveProperty('cause');
      expect(error?.message).toMatch(/^bedrock-agentcore:\w+: Validation/);
      expect(`${error?.message} ${error?.stack}`).not.toContain(SECRET);
    }
  });

  it('says that a token was used for an event that differs', async () => {
    const { id } = newMemory();
    const contents = contentsWith();
    await contents.createEvent(place, id, event, 'token');
    expect(
      await contents.createEvent(place, id, { ...event, parts: [] }, 'token'),
    ).toEqual({});
  });

  it('names what it does not understand, and keeps the rest of the listing', async () => {
    const { id, arn } = newMemory();
    // any: what AWS may have in the future
    const payload: any[] = [
      { video: {} },
      { conversational: { role: 'USER', content: { image: SECRET } } },
    ];
    sandbox.state.createEvent(arn, { ...session, payload });
    const metadata: any = { who: { boolValue: true } };
    sandbox.state.createRecord(arn, { text: 'x', metadata });
    const [read] = await all(contentsWith().events(place, id, session));
    expect(read.notUnderstood).toBe(
      'payload video, conversational content image',
    );
    const [odd] = await all(contentsWith().records(place, id));
    expect(odd.notUnderstood).toBe('metadata boolValue');
  });

  it('ends at once when aborted', async () => {
    const { id } = newMemory();
    sandbox.faults.add({ kind: 'hang' });
    const aborting = new AbortController();
    const { signal } = aborting;
    const contents = contentsWith();
    const reading = all(contents.records(place, id, { signal }));
    aborting.abort(new Error('Enough'));
    await expect(reading).rejects.toThrow('Enough');
    await expect(
      contents.createEvent(place, id, event, 'token', { signal }),
    ).rejects.toThrow('Enough');
  });

  it('keeps to the quotas of an account and of each session', async () => {
    const limited = await startSandbox({ clock, quotas: 'documented' });
    process.env.AWS_ENDPOINT_URL = limited.url;
    const { id } = limited.state.createMemory({ ...place, name: 'notes' });
    await sandbox.stop();
    sandbox = limited;
    const contents = contentsWith({ callsPerSecond: {} });
    const meter = new CallMeter();
    const start = performance.now();
    await metered({ meter }, () =>
      Promise.all(
        Array.from({ length: 14 }, (_, i) =>
          contents.createEvent(
            place,
            id,
            i < 7 ? event : { ...event, sessionId: 'b', parts: [] },
            `token-${i}`,
          ),
        ),
      ),
    );
    expect(meter.throttles).toBe(0);
    // 4.75 at once, the other two at 4.75 a second; those without talk in one second's worth.
    expect(performance.now() - start).toBeGreaterThan(400);
    expect(meter.calls).toMatchObject({ 'bedrock-agentcore:CreateEvent': 14 });
  });
});
