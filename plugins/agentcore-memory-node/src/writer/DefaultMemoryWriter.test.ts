import { ConfigReader } from '@backstage/config';
import { createManualClock, Sandbox, startSandbox } from 'aws-sandbox';
import { covering } from '../__testUtils__/covering';
import { createWriter } from '../services';
import { MemoryWriter, STRATEGY_TYPES } from './MemoryWriter';

const place = { accountId: '111122223333', region: 'eu-central-1' };

describe('DefaultMemoryWriter', () => {
  const clock = createManualClock();
  let sandbox: Sandbox;
  let writer: MemoryWriter;

  beforeEach(async () => {
    sandbox = await startSandbox({ clock });
    process.env.AWS_ENDPOINT_URL = sandbox.url;
    const { accountId } = place;
    writer = createWriter(
      new ConfigReader({
        ...covering(accountId),
        aws: {
          accounts: [{ accountId, ...sandbox.credentialsFor(accountId) }],
        },
      }),
    );
  });

  afterEach(async () => {
    delete process.env.AWS_ENDPOINT_URL;
    await sandbox.stop();
  });

  it('creates a memory with its key, retention, strategies and tags, once for one token', async () => {
    const key = sandbox.state.createKey(place);
    const memory = {
      name: 'notes',
      description: 'What we know',
      encryptionKeyArn: key.arn,
      eventExpiryDays: 30,
      strategies: STRATEGY_TYPES,
      tags: { owner: 'group:default/a' },
      clientToken: 'x'.repeat(64),
    };
    const created = await writer.create(place, memory);
    expect(await writer.create(place, memory)).toEqual(created);
    expect(await writer.read(place, created.memoryId)).toMatchObject({
      status: 'CREATING',
    });
    clock.advance(10_000);
    expect(await writer.read(place, created.memoryId)).toMatchObject({
      status: 'ACTIVE',
    });

    const stored = sandbox.state.findMemory(created.arn)!;
    expect(stored).toMatchObject({
      name: 'notes',
      encryptionKeyArn: key.arn,
      eventExpiryDuration: 30,
      tags: { owner: 'group:default/a' },
    });
    expect(stored.strategies.map(strategy => strategy.type).sort()).toEqual(
      [...STRATEGY_TYPES].sort(),
    );
    expect(sandbox.state.store(place).memories.size).toBe(1);
  });

  it('rejects with the error of AWS', async () => {
    await expect(
      writer.create(place, {
        name: 'no-hyphens',
        encryptionKeyArn: sandbox.state.createKey(place).arn,
        eventExpiryDays: 30,
        strategies: [],
        tags: {},
        clientToken: 'x'.repeat(64),
      }),
    ).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(writer.read(place, 'none-a1B2c3D4e5')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});
