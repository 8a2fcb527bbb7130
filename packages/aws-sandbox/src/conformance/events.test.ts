import {
  BedrockAgentCoreClient,
  CreateEventCommand,
  CreateEventCommandInput,
  DeleteEventCommand,
  Event,
  GetEventCommand,
  ListActorsCommand,
  ListEventsCommand,
  ListEventsCommandInput,
  ListSessionsCommand,
  paginateListActors,
  paginateListEvents,
  paginateListSessions,
  PayloadType,
} from '@aws-sdk/client-bedrock-agentcore';
import { errorOf, PLACE, useSandbox } from './__testUtils__/useSandbox';

const sandbox = useSandbox();
const DAY_MS = 86_400_000;
const WHO = { actorId: 'user/42', sessionId: 'session-1' };
const UNKNOWN_EVENT = `${'0'.repeat(19)}#abcdef01`;

function say(text: string): PayloadType[] {
  return [{ conversational: { content: { text }, role: 'USER' } }];
}

function newMemory(eventExpiryDuration: number = 30) {
  return sandbox.state.createMemory({
    ...PLACE,
    name: 'chat',
    eventExpiryDuration,
  });
}

/** Creates an event a minute after the one before. */
async function write(
  memoryId: string,
  input: Partial<CreateEventCommandInput> = {},
  client: BedrockAgentCoreClient = sandbox.agentcoreData(),
): Promise<Event> {
  sandbox.clock.advance(60_000);
  const { event } = await client.send(
    new CreateEventCommand({
      memoryId,
      ...WHO,
      eventTimestamp: new Date(sandbox.clock.now()),
      payload: say('Hello'),
      ...input,
    }),
  );
  return event!;
}

async function idsOf(memoryId: string, input: object = {}) {
  const ids = [];
  for await (const { events } of paginateListEvents(
    { client: sandbox.agentcoreData() },
    { memoryId, ...WHO, ...input },
  )) {
    ids.push(...events!.map(({ eventId }) => eventId));
  }
  return ids;
}

describe('CreateEvent', () => {
  it('stores all kinds of payload, the timestamp of the caller and metadata', async () => {
    const { id, arn } = newMemory();
    const eventTimestamp = new Date('2026-03-01T10:20:30.123Z');
    const payload: PayloadType[] = [
      ...say('Grüße, 世界'),
      { conversational: { content: { text: 'Hi' }, role: 'ASSISTANT' } },
      { blob: { state: [1, 'two', null], deep: { yes: true } } },
      { blob: 'text' },
      { json: { content: [{ order: 7 }, 1.5, null] } },
    ];
    const metadata = { channel: { stringValue: 'web chat' } };
    const input = {
      memoryId: arn,
      ...WHO,
      eventTimestamp,
      payload,
      metadata,
      extractionMode: 'SKIP' as const,
      extractionConfig: { namespaceVariables: { team: 'blue' } },
    };
    const client = sandbox.agentcoreData();
    const { event, $metadata } = await client.send(
      new CreateEventCommand(input),
    );
    expect($metadata.httpStatusCode).toBe(201);
    expect(event).toEqual({
      memoryId: id,
      ...WHO,
      eventId: expect.stringMatching(/^0{6}\d{13}#[0-9a-f]{8}$/),
      eventTimestamp,
      payload,
      metadata,
    });
    expect(event!.eventId).toContain(String(eventTimestamp.getTime()));
    const got = await client.send(
      new GetEventCommand({ memoryId: id, ...WHO, eventId: event!.eventId }),
    );
    expect(got.event).toEqual(event);
    expect(sandbox.state.events(arn)).toEqual([
      {
        eventId: event!.eventId,
        ...WHO,
        eventTimestamp: eventTimestamp.getTime(),
        payload,
        metadata,
        branch: undefined,
        skipsExtraction: true,
        expiresAt: sandbox.clock.now() + 30 * DAY_MS,
      },
    ]);
  });

  it('makes up a session when none is given, and accepts an empty payload', async () => {
    const { id } = newMemory();
    const event = await write(id, { sessionId: undefined, payload: [] });
    expect(event.sessionId).toMatch(/^[a-zA-Z0-9]{32}$/);
    expect(event.payload).toEqual([]);
  });

  it('answers a repetition with the same client token with the event that is there', async () => {
    const { id, arn } = newMemory();
    const input = {
      clientToken: 'once',
      eventTimestamp: new Date(sandbox.clock.now()),
    };
    const event = await write(id, input);
    expect(await write(arn, input)).toEqual(event);
    expect(sandbox.state.events(arn)).toHaveLength(1);
    expect(
      await errorOf(write(id, { ...input, payload: say('Other') })),
    ).toMatchObject({
      name: 'ValidationException',
      status: 400,
      reason: 'IdempotentParameterMismatchException',
    });
    await sandbox.agentcoreData().send(
      new DeleteEventCommand({
        memoryId: id,
        ...WHO,
        eventId: event.eventId,
      }),
    );
    expect((await write(id, input)).eventId).not.toBe(event.eventId);
  });

  it.each<[string, Partial<CreateEventCommandInput>]>([
    ['actor id', { actorId: '-no' }],
    ['session id', { sessionId: 'a b' }],
    ['long session id', { sessionId: 'a'.repeat(101) }],
    ['missing timestamp', { eventTimestamp: undefined }],
    ['missing payload', { payload: undefined }],
    ['101 parts', { payload: Array(101).fill(say('x')[0]) }],
    ['empty text', { payload: say('') }],
    ['long text', { payload: say('secret'.repeat(17_000)) }],
    [
      'role',
      {
        payload: [
          {
            conversational: {
              content: { text: 'secret' },
              role: 'BOSS' as 'USER',
            },
          },
        ],
      },
    ],
    [
      'json above 100 KB',
      { payload: [{ json: { content: 'secret'.repeat(17_100) } }] },
    ],
    ['event above 10 MB', { payload: [{ blob: 'secret'.repeat(1_750_000) }] }],
    [
      '16 metadata entries',
      {
        metadata: Object.fromEntries(
          Array.from({ length: 16 }, (_, i) => [`k${i}`, { stringValue: 'v' }]),
        ),
      },
    ],
    ['metadata key', { metadata: { 'a,b': { stringValue: 'v' } } }],
    ['metadata value', { metadata: { a: { stringValue: 'x'.repeat(257) } } }],
    ['extraction mode', { extractionMode: 'ALWAYS' as 'SKIP' }],
    [
      'namespace variable',
      { extractionConfig: { namespaceVariables: { actorId: 'x' } } },
    ],
    ['new branch without root', { branch: { name: 'other' } }],
    ['root event', { branch: { name: 'other', rootEventId: UNKNOWN_EVENT } }],
  ])('refuses: %s', async (_, input) => {
    const { id, arn } = newMemory();
    const error = await errorOf(write(id, input));
    expect(error).toMatchObject({ name: 'ValidationException', status: 400 });
    expect(JSON.stringify(error)).not.toContain('secret');
    expect(sandbox.state.events(arn)).toEqual([]);
  });

  it('accepts an event of nearly 10 MB', async () => {
    const { id } = newMemory();
    const blob = 'x'.repeat(10 * 1024 * 1024 - 100);
    expect((await write(id, { payload: [{ blob }] })).payload).toEqual([
      { blob },
    ]);
  });
});

describe('branches', () => {
  it('begin at an event of their session and go on by their name', async () => {
    const { id } = newMemory();
    const one = await write(id);
    const two = await write(id);
    const branch = { name: 'retry', rootEventId: one.eventId };
    const three = await write(id, { branch });
    const four = await write(id, { branch: { name: 'retry' } });
    const five = await write(id, { branch });
    const deep = { name: 'deep', rootEventId: four.eventId };
    const six = await write(id, { branch: deep });
    const seven = await write(id, { branch: { name: 'main' } });
    expect([three, four, five].map(event => event.branch)).toEqual([
      branch,
      branch,
      branch,
    ]);
    expect(seven.branch).toEqual({ name: 'main' });

    const ids = (...events: Event[]) => events.map(({ eventId }) => eventId);
    const ofBranch = (name: string, includeParentBranches?: boolean) =>
      idsOf(id, { filter: { branch: { name, includeParentBranches } } });
    expect(await idsOf(id)).toEqual(
      ids(seven, six, five, four, three, two, one),
    );
    expect(await ofBranch('main')).toEqual(ids(seven, two, one));
    expect(await ofBranch('retry')).toEqual(ids(five, four, three));
    expect(await ofBranch('retry', true)).toEqual(ids(five, four, three, one));
    expect(await ofBranch('deep', true)).toEqual(ids(six, four, three, one));
    expect(await ofBranch('none', true)).toEqual([]);
  });

  it('need their own root, in their own session, but outlive it', async () => {
    const { id } = newMemory();
    const one = await write(id);
    const two = await write(id);
    const branch = { name: 'retry', rootEventId: one.eventId };
    await write(id, { branch });
    expect(
      await errorOf(
        write(id, { branch: { name: 'retry', rootEventId: two.eventId } }),
      ),
    ).toMatchObject({ name: 'ValidationException' });
    expect(
      await errorOf(write(id, { sessionId: 'session-2', branch })),
    ).toMatchObject({
      name: 'ValidationException',
      reason: 'EventInOtherSession',
    });
    await sandbox
      .agentcoreData()
      .send(
        new DeleteEventCommand({ memoryId: id, ...WHO, eventId: one.eventId }),
      );
    expect((await write(id, { branch: { name: 'retry' } })).branch).toEqual(
      branch,
    );
  });
});

describe('ListEvents', () => {
  it('pages from the newest to the oldest, 20 by default, however they were written', async () => {
    const { id } = newMemory();
    const client = sandbox.agentcoreData();
    const start = sandbox.clock.now();
    const minutes = Array.from({ length: 45 }, (_, i) => (i * 7) % 45);
    for (const minute of minutes) {
      await write(
        id,
        { eventTimestamp: new Date(start + minute * 60_000) },
        client,
      );
    }
    const list = (input: Partial<ListEventsCommandInput>) =>
      client.send(new ListEventsCommand({ memoryId: id, ...WHO, ...input }));
    const first = await list({});
    expect(first.events).toHaveLength(20);
    expect(first.events![0].payload).toEqual(say('Hello'));
    const newer = await write(id, {}, client);

    const rest: Event[] = [];
    for await (const { events } of paginateListEvents(
      { client, startingToken: first.nextToken },
      { memoryId: id, ...WHO },
    )) {
      rest.push(...events!);
    }
    expect(
      [...first.events!, ...rest].map(
        ({ eventTimestamp }) => (eventTimestamp!.getTime() - start) / 60_000,
      ),
    ).toEqual(Array.from({ length: 45 }, (_, i) => 44 - i));
    expect((await list({})).events![0]).toEqual(newer);

    const bare = await list({ includePayloads: false, maxResults: 1 });
    expect(bare.events![0]).not.toHaveProperty('payload');
    expect(
      sandbox.calls
        .list({ operation: 'ListEvents' })
        .slice(0, 3)
        .map(({ page }) => page),
    ).toEqual([1, 2, 3]);
  });

  it('filters by metadata', async () => {
    const { id } = newMemory();
    const web = await write(id, {
      metadata: { channel: { stringValue: 'web' } },
    });
    const phone = await write(id, {
      metadata: { channel: { stringValue: 'phone' } },
    });
    const plain = await write(id);
    const left = { metadataKey: 'channel' };
    const right = { metadataValue: { stringValue: 'web' } };
    const filtered = (...eventMetadata: object[]) =>
      idsOf(id, { filter: { eventMetadata } });
    expect(await filtered({ left, operator: 'EQUALS_TO', right })).toEqual([
      web.eventId,
    ]);
    expect(await filtered({ left, operator: 'EXISTS' })).toEqual([
      phone.eventId,
      web.eventId,
    ]);
    expect(await filtered({ left, operator: 'NOT_EXISTS' })).toEqual([
      plain.eventId,
    ]);
    for (const wrong of [
      [],
      [{ left, operator: 'EQUALS_TO' }],
      [{ left, operator: 'LIKE' }],
      Array(6).fill({ left, operator: 'EXISTS' }),
    ]) {
      expect(await errorOf(filtered(...wrong))).toMatchObject({
        name: 'ValidationException',
      });
    }
  });

  it('is empty for a session that does not exist, and refuses wrong pages', async () => {
    const { id } = newMemory();
    await write(id);
    await write(id);
    const client = sandbox.agentcoreData();
    const list = (input: object) =>
      client.send(new ListEventsCommand({ memoryId: id, ...WHO, ...input }));
    expect((await list({ sessionId: 'other' })).events).toEqual([]);
    const { nextToken } = await list({ maxResults: 1 });
    for (const wrong of [
      { maxResults: 0 },
      { maxResults: 101 },
      { nextToken: 'x' },
      { nextToken, sessionId: 'other' },
      { nextToken, includePayloads: false },
    ]) {
      expect(await errorOf(list(wrong))).toMatchObject({
        name: 'ValidationException',
        status: 400,
      });
    }
  });
});

describe('DeleteEvent and GetEvent', () => {
  it('remove one event, and do not find one that is not there', async () => {
    const { id } = newMemory();
    const one = await write(id);
    const two = await write(id);
    const client = sandbox.agentcoreData();
    const name = { memoryId: id, ...WHO, eventId: one.eventId };
    expect(await client.send(new DeleteEventCommand(name))).toMatchObject({
      eventId: one.eventId,
      $metadata: { httpStatusCode: 200 },
    });
    for (const command of [
      new GetEventCommand(name),
      new GetEventCommand({ ...name, eventId: two.eventId, actorId: 'other' }),
    ]) {
      expect(await errorOf(client.send(command))).toMatchObject({
        name: 'ResourceNotFoundException',
        status: 404,
      });
    }
    expect(
      await errorOf(client.send(new DeleteEventCommand(name))),
    ).toMatchObject({ name: 'ResourceNotFoundException' });
    expect(await idsOf(id)).toEqual([two.eventId]);
  });
});

describe('ListActors and ListSessions', () => {
  it('page through what has events', async () => {
    const { id } = newMemory();
    const client = sandbox.agentcoreData();
    for (let i = 0; i < 25; i += 1) {
      await write(id, { actorId: `a:${i}`, sessionId: 'same' }, client);
      await write(id, { actorId: 'a:0', sessionId: `s-${i}` }, client);
    }
    const first = await client.send(new ListActorsCommand({ memoryId: id }));
    expect(first.actorSummaries).toHaveLength(20);
    const actors = [];
    for await (const page of paginateListActors(
      { client, pageSize: 10 },
      { memoryId: id },
    )) {
      actors.push(...page.actorSummaries!.map(({ actorId }) => actorId));
    }
    expect(actors).toEqual(Array.from({ length: 25 }, (_, i) => `a:${i}`));

    const sessions = [];
    for await (const page of paginateListSessions(
      { client, pageSize: 10 },
      { memoryId: id, actorId: 'a:0' },
    )) {
      sessions.push(...page.sessionSummaries!);
    }
    expect(sessions.map(({ sessionId }) => sessionId)).toEqual([
      'same',
      ...Array.from({ length: 25 }, (_, i) => `s-${i}`),
    ]);
    expect(sessions[0]).toEqual({
      sessionId: 'same',
      actorId: 'a:0',
      createdAt: new Date(sandbox.clock.now() - 49 * 60_000),
    });
    const none = await client.send(
      new ListSessionsCommand({
        memoryId: id,
        actorId: 'actor-without-events',
      }),
    );
    expect(none.sessionSummaries).toEqual([]);
    expect(
      await errorOf(
        client.send(
          new ListSessionsCommand({
            memoryId: id,
            actorId: 'a:0',
            filter: { eventFilter: 'EMPTY' as 'HAS_EVENTS' },
          }),
        ),
      ),
    ).toMatchObject({ name: 'ValidationException' });
  });

  it('forget a session a day after its last event, and events by the expiry at their writing', async () => {
    const { id, arn } = newMemory(3);
    const client = sandbox.agentcoreData();
    const sessions = async (eventFilter?: 'HAS_EVENTS') => {
      const { sessionSummaries } = await client.send(
        new ListSessionsCommand({
          memoryId: id,
          actorId: WHO.actorId,
          filter: { eventFilter },
        }),
      );
      return sessionSummaries!.map(({ sessionId }) => sessionId);
    };
    const old = await write(id);
    sandbox.state.updateMemory(arn, { eventExpiryDuration: 30 });
    const young = await write(id, { sessionId: 'session-2' });
    await client.send(
      new DeleteEventCommand({
        memoryId: id,
        actorId: WHO.actorId,
        sessionId: 'session-2',
        eventId: young.eventId,
      }),
    );
    expect(await sessions()).toEqual(['session-1', 'session-2']);
    expect(await sessions('HAS_EVENTS')).toEqual(['session-1']);
    sandbox.clock.advance(DAY_MS);
    expect(await sessions()).toEqual(['session-1']);

    sandbox.clock.advance(2 * DAY_MS - 120_000);
    expect(await idsOf(id)).toEqual([old.eventId]);
    sandbox.clock.advance(60_000);
    expect(await idsOf(id)).toEqual([]);
    expect(await sessions()).toEqual(['session-1']);
    expect(await sessions('HAS_EVENTS')).toEqual([]);
    sandbox.clock.advance(DAY_MS);
    expect(await sessions()).toEqual([]);
    const { actorSummaries } = await client.send(
      new ListActorsCommand({ memoryId: id }),
    );
    expect(actorSummaries).toEqual([]);
    expect(sandbox.state.sessions(arn)).toEqual([]);
  });
});
