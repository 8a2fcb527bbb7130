import {
  DeleteMemoryCommand,
  GetMemoryCommand,
  ListMemoriesCommand,
  UpdateMemoryCommand,
} from '@aws-sdk/client-bedrock-agentcore-control';
import { errorOf, PLACE, useSandbox } from './__testUtils__/useSandbox';

const sandbox = useSandbox();
const UNKNOWN_ID = 'unknown-0123456789';

describe('UpdateMemory', () => {
  it('changes the given members and updatedAt, and is UPDATING until the clock ends it', async () => {
    const { id } = sandbox.state.createMemory({ ...PLACE, name: 'old' });
    const created = sandbox.clock.now();
    sandbox.clock.advance(60_000);
    const { memory } = await sandbox.agentcore().send(
      new UpdateMemoryCommand({
        memoryId: id,
        description: 'New',
        eventExpiryDuration: 7,
        memoryStrategies: {
          addMemoryStrategies: [{ semanticMemoryStrategy: { name: 'facts' } }],
        },
      }),
    );
    expect(memory).toMatchObject({
      name: 'old',
      description: 'New',
      eventExpiryDuration: 7,
      status: 'UPDATING',
      createdAt: new Date(created),
      updatedAt: new Date(created + 60_000),
    });
    expect(
      await errorOf(
        sandbox.agentcore().send(new UpdateMemoryCommand({ memoryId: id })),
      ),
    ).toMatchObject({ name: 'ConflictException', status: 409 });

    sandbox.clock.advance(2000);
    const updated = await sandbox.agentcore().send(
      new UpdateMemoryCommand({
        memoryId: id,
        memoryStrategies: {
          deleteMemoryStrategies: [
            { memoryStrategyId: memory!.strategies![0].strategyId },
          ],
        },
      }),
    );
    expect(updated.memory!.strategies).toEqual([]);
  });

  it('refuses values out of range, unknown memories, and managed strategies', async () => {
    const { id } = sandbox.state.createMemory({ ...PLACE, name: 'old' });
    const managed = sandbox.state.createMemory({
      ...PLACE,
      name: 'managed',
      managedByResourceArn:
        'arn:aws:bedrock-agentcore:us-east-1:111111111111:harness/h',
    });
    const send = (input: UpdateMemoryCommand['input']) =>
      errorOf(sandbox.agentcore().send(new UpdateMemoryCommand(input)));
    expect(
      await send({ memoryId: id, eventExpiryDuration: 400 }),
    ).toMatchObject({ name: 'ValidationException', status: 400 });
    expect(
      await send({
        memoryId: id,
        memoryStrategies: {
          deleteMemoryStrategies: [{ memoryStrategyId: 'none' }],
        },
      }),
    ).toMatchObject({ name: 'ValidationException' });
    expect(
      await send({
        memoryId: managed.id,
        memoryStrategies: {
          addMemoryStrategies: [{ semanticMemoryStrategy: { name: 'f' } }],
        },
      }),
    ).toMatchObject({ name: 'ValidationException' });
    expect(await send({ memoryId: UNKNOWN_ID })).toMatchObject({
      name: 'ResourceNotFoundException',
      status: 404,
    });
  });
});

describe('DeleteMemory', () => {
  it('is DELETING, then gone by the clock', async () => {
    const { id } = sandbox.state.createMemory({ ...PLACE, name: 'old' });
    const client = sandbox.agentcore();
    const remove = () => client.send(new DeleteMemoryCommand({ memoryId: id }));
    expect(await remove()).toMatchObject({
      memoryId: id,
      status: 'DELETING',
      $metadata: { httpStatusCode: 202 },
    });
    expect(await remove()).toMatchObject({ status: 'DELETING' });
    const { memories } = await client.send(new ListMemoriesCommand({}));
    expect(memories).toMatchObject([{ id, status: 'DELETING' }]);

    sandbox.clock.advance(2000);
    expect(
      await errorOf(client.send(new GetMemoryCommand({ memoryId: id }))),
    ).toMatchObject({ name: 'ResourceNotFoundException', status: 404 });
    expect(await errorOf(remove())).toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('refuses a memory in CREATING, and a managed memory', async () => {
    const { state } = sandbox;
    const creating = state.createMemory({
      ...PLACE,
      name: 'creating',
      status: 'CREATING',
    });
    const managed = state.createMemory({
      ...PLACE,
      name: 'managed',
      managedByResourceArn:
        'arn:aws:bedrock-agentcore:us-east-1:111111111111:harness/h',
    });
    const remove = (memoryId: string) =>
      errorOf(sandbox.agentcore().send(new DeleteMemoryCommand({ memoryId })));
    expect(await remove(creating.id)).toMatchObject({
      name: 'ConflictException',
      status: 409,
    });
    expect(await remove(managed.id)).toMatchObject({
      name: 'ValidationException',
      status: 400,
    });
  });
});
