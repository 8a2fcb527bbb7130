import {
  BatchCreateMemoryRecordsCommand,
  BatchDeleteMemoryRecordsCommand,
  CreateEventCommand,
  DeleteEventCommand,
  GetEventCommand,
  ListActorsCommand,
  ListEventsCommand,
  ListMemoryRecordsCommand,
  ListSessionsCommand,
  paginateListEvents,
} from '@aws-sdk/client-bedrock-agentcore';
import {
  errorOf,
  PLACE,
  SandboxUnderTest,
  useSandbox,
} from '../conformance/__testUtils__/useSandbox';
import { createManualClock } from '../state/clock';

const WHO = { actorId: 'ann', sessionId: 's' };

function createEvent(sandbox: SandboxUnderTest, memoryId: string, more = {}) {
  return sandbox.agentcoreData().send(
    new CreateEventCommand({
      memoryId,
      ...WHO,
      eventTimestamp: new Date(sandbox.clock.now()),
      payload: [
        { conversational: { content: { text: 'Hello' }, role: 'USER' } },
      ],
      ...more,
    }),
  );
}

function createRecords(
  sandbox: SandboxUnderTest,
  memoryId: string,
  count: number,
) {
  return sandbox.agentcoreData().send(
    new BatchCreateMemoryRecordsCommand({
      memoryId,
      records: Array.from({ length: count }, (_, i) => ({
        requestIdentifier: `r${i}`,
        namespaces: ['/facts'],
        content: { text: `Record ${i}` },
        timestamp: new Date(0),
      })),
    }),
  );
}

describe('faults of the data plane', () => {
  const sandbox = useSandbox();

  it('let some records of a batch fail, and store the others', async () => {
    const { id, arn } = sandbox.state.createMemory({ ...PLACE, name: 'm' });
    sandbox.faults.add({
      kind: 'failRecords',
      operation: 'BatchCreateMemoryRecords',
      every: 3,
      error: { code: 'ThrottledException', status: 429, message: 'Slow down' },
      times: 1,
    });
    const result = await createRecords(sandbox, id, 5);
    expect(result.failedRecords).toMatchObject(
      ['r0', 'r3'].map(requestIdentifier => ({
        requestIdentifier,
        status: 'FAILED',
        errorCode: 429,
        errorMessage: 'Slow down',
      })),
    );
    expect(result.successfulRecords!.map(r => r.requestIdentifier)).toEqual([
      'r1',
      'r2',
      'r4',
    ]);
    expect(sandbox.state.records(arn).map(({ text }) => text)).toEqual([
      'Record 1',
      'Record 2',
      'Record 4',
    ]);

    sandbox.faults.add({ kind: 'failRecords', times: 1 });
    const removed = await sandbox.agentcoreData().send(
      new BatchDeleteMemoryRecordsCommand({
        memoryId: id,
        records: result.successfulRecords!.map(({ memoryRecordId }) => ({
          memoryRecordId,
        })),
      }),
    );
    expect(removed.failedRecords).toMatchObject([
      { errorCode: 500 },
      { errorCode: 500 },
    ]);
    expect(sandbox.state.records(arn)).toHaveLength(2);
    expect((await createRecords(sandbox, id, 5)).failedRecords).toEqual([]);
  });

  it('lose the answer of a write that was made; its repetition writes nothing', async () => {
    const { id, arn } = sandbox.state.createMemory({ ...PLACE, name: 'm' });
    sandbox.faults.add({ kind: 'loseAnswer', times: 1 });
    const token = { clientToken: 'once' };
    expect((await errorOf(createEvent(sandbox, id, token))).message).toMatch(
      /ECONNRESET|socket hang up/,
    );
    const [stored] = sandbox.state.events(arn);
    const { event } = await createEvent(sandbox, id, token);
    expect(event!.eventId).toBe(stored.eventId);
    expect(sandbox.state.events(arn)).toHaveLength(1);
    expect(sandbox.calls.list().map(({ status }) => status)).toEqual([0, 201]);
  });

  it('fail one page of a listing', async () => {
    const { id, arn } = sandbox.state.createMemory({ ...PLACE, name: 'm' });
    for (let i = 0; i < 5; i += 1) {
      sandbox.state.createEvent(arn, { ...WHO, payload: [] });
    }
    sandbox.faults.add({ kind: 'throttle', operation: 'ListEvents', page: 2 });
    const pages: number[] = [];
    const read = async () => {
      for await (const page of paginateListEvents(
        { client: sandbox.agentcoreData(), pageSize: 2 },
        { memoryId: id, ...WHO },
      )) {
        pages.push(page.events!.length);
      }
    };
    expect(await errorOf(read())).toMatchObject({ name: 'ThrottledException' });
    expect(pages).toEqual([2]);
  });
});

describe('listingDelayMs', () => {
  const sandbox = useSandbox({ listingDelayMs: 1000 });

  it('keeps what was just written out of listings', async () => {
    const { id, arn } = sandbox.state.createMemory({ ...PLACE, name: 'm' });
    const client = sandbox.agentcoreData();
    const listed = async () => {
      const memoryId = id;
      const { actorSummaries } = await client.send(
        new ListActorsCommand({ memoryId }),
      );
      const { sessionSummaries } = await client.send(
        new ListSessionsCommand({ memoryId, ...WHO }),
      );
      const { events } = await client.send(
        new ListEventsCommand({ memoryId, ...WHO }),
      );
      const { memoryRecordSummaries } = await client.send(
        new ListMemoryRecordsCommand({ memoryId, namespace: '/facts' }),
      );
      return [
        actorSummaries,
        sessionSummaries,
        events,
        memoryRecordSummaries,
      ].map(list => list!.length);
    };
    const { event } = await createEvent(sandbox, id);
    await createRecords(sandbox, id, 2);
    expect(await listed()).toEqual([0, 0, 0, 0]);
    await client.send(
      new GetEventCommand({ memoryId: id, ...WHO, eventId: event!.eventId }),
    );
    sandbox.clock.advance(999);
    expect(await listed()).toEqual([0, 0, 0, 0]);
    sandbox.clock.advance(1);
    await createEvent(sandbox, id);
    expect(await listed()).toEqual([1, 1, 1, 2]);
    sandbox.state.createRecord(arn, { text: 'At once', namespace: '/facts' });
    expect(await listed()).toEqual([1, 1, 1, 3]);
  });
});

describe('documented quotas of the data plane', () => {
  const quotaClock = createManualClock();
  const sandbox = useSandbox({ quotas: 'documented', quotaClock });

  async function admitted(calls: number, call: () => Promise<unknown>) {
    let count = 0;
    for (let i = 0; i < calls; i += 1) {
      count += await call().then(
        () => 1,
        error => {
          expect(error.name).toBe('ThrottledException');
          return 0;
        },
      );
    }
    return count;
  }

  it('limit the writes of one session more than those of the account', async () => {
    const { id } = sandbox.state.createMemory({ ...PLACE, name: 'm' });
    const write = (more?: object) => () => createEvent(sandbox, id, more);
    expect(await admitted(12, write())).toBe(5);
    expect(await admitted(12, write({ payload: [{ blob: 1 }] }))).toBe(10);
    expect(await admitted(12, write({ sessionId: 'other' }))).toBe(5);
    quotaClock.advance(400);
    expect(await admitted(12, write())).toBe(2);
    quotaClock.advance(1000);
    let session = 0;
    const writeAnywhere = () => {
      session += 1;
      return createEvent(sandbox, id, { sessionId: `s${session}` });
    };
    expect(await admitted(205, writeAnywhere)).toBe(200);
  });

  it('limit deletions and listings', async () => {
    const { id, arn } = sandbox.state.createMemory({ ...PLACE, name: 'm' });
    const client = sandbox.agentcoreData();
    for (let i = 0; i < 6; i += 1) {
      sandbox.state.createEvent(arn, { ...WHO, payload: [] });
    }
    const ids = sandbox.state.events(arn).map(({ eventId }) => eventId);
    const remove = () =>
      client.send(
        new DeleteEventCommand({
          memoryId: id,
          ...WHO,
          eventId: ids.pop(),
        }),
      );
    expect(await admitted(6, remove)).toBe(5);
    const records = () =>
      client.send(
        new ListMemoryRecordsCommand({ memoryId: id, namespacePath: '/' }),
      );
    expect(await admitted(35, records)).toBe(30);
    const actors = () => client.send(new ListActorsCommand({ memoryId: id }));
    expect(await admitted(25, actors)).toBe(20);
  });
});
