import {
  BatchCreateMemoryRecordsCommand,
  BatchDeleteMemoryRecordsCommand,
  BedrockAgentCoreClient,
  CreateEventCommand,
  DeleteEventCommand,
  GetEventCommand,
  GetMemoryRecordCommand,
  ListActorsCommand,
  ListEventsCommand,
  ListMemoryRecordsCommand,
  ListSessionsCommand,
} from '@aws-sdk/client-bedrock-agentcore';
import { DeleteMemoryCommand } from '@aws-sdk/client-bedrock-agentcore-control';
import { KeyState } from '../kms/types';
import {
  errorOf,
  OTHER_ACCOUNT,
  PLACE,
  useSandbox,
} from './__testUtils__/useSandbox';

const SECRET = 'The password is swordfish';
const WHO = { actorId: 'ann', sessionId: 's' };

/** One call of every operation on the contents of a memory. */
type Call = (
  client: BedrockAgentCoreClient,
  memoryId: string,
) => Promise<unknown>;

const UNKNOWN = {
  eventId: '0#0',
  memoryRecordId: `mem-${'0'.repeat(36)}`,
};
const CALLS: Array<[string, Call]> = [
  [
    'CreateEvent',
    (client, memoryId) =>
      client.send(
        new CreateEventCommand({
          memoryId,
          ...WHO,
          eventTimestamp: new Date(0),
          payload: [{ blob: SECRET }],
        }),
      ),
  ],
  [
    'GetEvent',
    (client, memoryId) =>
      client.send(new GetEventCommand({ memoryId, ...WHO, ...UNKNOWN })),
  ],
  [
    'DeleteEvent',
    (client, memoryId) =>
      client.send(new DeleteEventCommand({ memoryId, ...WHO, ...UNKNOWN })),
  ],
  [
    'ListEvents',
    (client, memoryId) =>
      client.send(new ListEventsCommand({ memoryId, ...WHO })),
  ],
  [
    'ListSessions',
    (client, memoryId) =>
      client.send(new ListSessionsCommand({ memoryId, ...WHO })),
  ],
  [
    'ListActors',
    (client, memoryId) => client.send(new ListActorsCommand({ memoryId })),
  ],
  [
    'ListMemoryRecords',
    (client, memoryId) =>
      client.send(
        new ListMemoryRecordsCommand({ memoryId, namespacePath: '/' }),
      ),
  ],
  [
    'GetMemoryRecord',
    (client, memoryId) =>
      client.send(new GetMemoryRecordCommand({ memoryId, ...UNKNOWN })),
  ],
  [
    'BatchCreateMemoryRecords',
    (client, memoryId) =>
      client.send(
        new BatchCreateMemoryRecordsCommand({
          memoryId,
          records: [
            {
              requestIdentifier: 'one',
              namespaces: ['/facts'],
              content: { text: SECRET },
              timestamp: new Date(0),
            },
          ],
        }),
      ),
  ],
  [
    'BatchDeleteMemoryRecords',
    (client, memoryId) =>
      client.send(
        new BatchDeleteMemoryRecordsCommand({
          memoryId,
          records: [{ memoryRecordId: UNKNOWN.memoryRecordId }],
        }),
      ),
  ],
];

describe.each(CALLS)('%s', (operation, call) => {
  const sandbox = useSandbox();

  it('refuses a memory that does not exist, is elsewhere, or is not active', async () => {
    const { state } = sandbox;
    const { id, arn } = state.createMemory({ ...PLACE, name: 'ours' });
    const elsewhere = sandbox.agentcoreData({ region: 'us-west-2' });
    const foreign = sandbox.agentcoreData({ accountId: OTHER_ACCOUNT });
    const ours = sandbox.agentcoreData();
    const notFound = { name: 'ResourceNotFoundException', status: 404 };
    for (const [client, name, expected] of [
      [ours, 'none-0123456789', notFound],
      [elsewhere, id, notFound],
      [elsewhere, arn, notFound],
      [foreign, id, notFound],
      [foreign, arn, { name: 'AccessDeniedException', status: 403 }],
      [ours, 'too_short', { name: 'ValidationException', status: 400 }],
    ] as const) {
      expect(await errorOf(call(client, name))).toMatchObject(expected);
    }
    for (const status of [
      'CREATING',
      'UPDATING',
      'DELETING',
      'FAILED',
    ] as const) {
      state.updateMemory(arn, { status });
      expect(await errorOf(call(ours, id))).toMatchObject({
        name: 'ValidationException',
        status: 400,
        message: expect.stringContaining(status),
      });
    }
    expect(state.events(arn)).toEqual([]);
    expect(state.records(arn)).toEqual([]);
    expect(sandbox.calls.count({ operation })).toBe(10);
  });

  it('needs a key that is enabled', async () => {
    const { state } = sandbox;
    const key = state.createKey(PLACE);
    const { id, arn } = state.createMemory({
      ...PLACE,
      name: 'encrypted',
      encryptionKeyArn: key.arn,
    });
    const refused = { name: 'AccessDeniedException', status: 403 };
    const client = sandbox.agentcoreData();
    for (const keyState of ['Disabled', 'PendingDeletion'] as KeyState[]) {
      state.setKeyState(key.arn, keyState);
      expect(await errorOf(call(client, id))).toMatchObject(refused);
    }
    state.deleteKey(key.arn);
    expect(await errorOf(call(client, id))).toMatchObject(refused);
    expect(state.events(arn)).toEqual([]);
    expect(state.records(arn)).toEqual([]);
  });

  it('can be denied, and is logged without content', async () => {
    const { arn, id } = sandbox.state.createMemory({ ...PLACE, name: 'ours' });
    const client = sandbox.agentcoreData();
    sandbox.faults.add({ kind: 'deny', operation, resource: id, times: 1 });
    sandbox.faults.add({
      kind: 'throttle',
      operation,
      resource: arn,
      times: 1,
    });
    expect(await errorOf(call(client, arn))).toMatchObject({
      name: 'AccessDeniedException',
    });
    expect(await errorOf(call(client, arn))).toMatchObject({
      name: 'ThrottledException',
      status: 429,
    });
    await call(client, arn).catch(() => undefined);
    expect(sandbox.calls.count({ operation })).toBe(3);
    expect(JSON.stringify(sandbox.calls.list())).not.toContain('swordfish');
  });
});

describe('contents', () => {
  const sandbox = useSandbox();

  it('are gone with their memory, and not reported as changes', async () => {
    const { state } = sandbox;
    const changes: unknown[] = [];
    sandbox.onEvent(change => changes.push(change));
    const place = { ...PLACE, name: 'again' };
    const { id, arn } = state.createMemory(place);
    for (const [, call] of CALLS) {
      await call(sandbox.agentcoreData(), id).catch(() => undefined);
    }
    expect(changes).toEqual([]);
    expect(state.events(arn)).toHaveLength(1);
    expect(state.records(arn)).toHaveLength(1);
    await sandbox.agentcore().send(new DeleteMemoryCommand({ memoryId: id }));
    sandbox.clock.advance(2000);
    expect(state.createMemory(place).arn).toBe(arn);
    expect(state.events(arn)).toEqual([]);
    expect(state.records(arn)).toEqual([]);
    state.createRecord(arn, { text: 'New' });
    state.deleteMemory(arn);
    state.createMemory(place);
    expect(state.records(arn)).toEqual([]);
  });
});
