import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import {
  TOPIC_AWS_EVENTS,
  TOPIC_MEMORY_CHANGED,
} from 'backstage-plugin-agentcore-memory-common';
import {
  AwsClientOptions,
  createInventory,
} from 'backstage-plugin-agentcore-memory-node';
import {
  A,
  B,
  here,
  keyEvent,
  ProviderWorld,
  there,
} from './__testUtils__/providerWorld';

const MAIN = '111111111111';

describe('a scan with the credentials', () => {
  let world: ProviderWorld;

  beforeEach(async () => {
    world = await ProviderWorld.start();
  });

  afterEach(() => world.stop());

  const main = { accounts: [A, B], regions: ['eu-central-1', 'us-east-1'] };
  const processWith = (aws: object, options: AwsClientOptions = {}) =>
    world.process(
      [{ regions: ['eu-central-1', 'us-east-1'], scopesAtOnce: 2 }],
      {
        inventory: createInventory(
          new ConfigReader({
            aws: aws as JsonObject,
            catalog: { providers: { agentCoreMemory: { main } } },
          }),
          { maxAttempts: 1, requestTimeoutMs: 2_000, ...options },
        ),
      },
    );
  const outcomes = () =>
    world
      .reports()
      .map(({ accountId, region, outcome, reason }) => [
        `${accountId}/${region}`,
        outcome,
        reason,
      ])
      .sort();
  const keysOf = (accountId: string) => world.sandbox.credentialsFor(accountId);

  describe('of another account', () => {
    const mixedUp = () =>
      processWith({
        accounts: [
          { accountId: A, ...keysOf(B) },
          { accountId: B, ...keysOf(B) },
        ],
      });
    const reason = `The credentials for account ${A} belong to account ${B}`;

    it('fails and removes nothing, where memories are known and where none are', async () => {
      world.encryptedMemory('mine');
      await world.scan();
      world.bus.published.length = 0;
      const scanner = await mixedUp();
      for (let hour = 0; hour < 3; hour += 1) {
        await expect(scanner.scan('main')).rejects.toThrow('2 of 4 scopes');
        world.now = new Date(world.now.getTime() + 3_600_000);
      }
      expect(outcomes().slice(0, 6)).toEqual([
        ...[1, 2, 3].map(() => [`${A}/eu-central-1`, 'failed', reason]),
        ...[1, 2, 3].map(() => [`${A}/us-east-1`, 'failed', reason]),
      ]);
      expect(world.verdict('mine')).toBe('compliant');
      expect(world.reports()[0].calls).not.toHaveProperty('GetMemory');
    });

    it('fails for a listing, and is no reason to take a memory or a key for gone', async () => {
      const { memory, key } = world.encryptedMemory('mine');
      await world.scan();
      await mixedUp();
      world.sandbox.calls.clear();
      await world.emit(TOPIC_MEMORY_CHANGED, { arn: memory.arn });
      await world.emit(TOPIC_AWS_EVENTS, keyEvent('DisableKey', key.arn));
      expect(world.verdict('mine')).toBe('compliant');
      expect(world.annotation('mine', 'stale-since')).toBeDefined();
      const [row] = await world.db('agentcore_memory__memories');
      expect(row).toMatchObject({ missing_since: null });
      expect(Boolean(row.not_found)).toBe(false);
      expect(world.sandbox.calls.countsByOperation()).toEqual({
        'sts:GetCallerIdentity': 1,
      });
    });
  });

  it('of a role that is missing in one account fails there, and says which call was refused', async () => {
    world.sandbox.state.addAccount({ id: B, roles: ['BackstageReader'] });
    world.encryptedMemory('theirs', there);
    const scanner = await processWith({
      mainAccount: keysOf(MAIN),
      accountDefaults: { roleName: 'BackstageReader', externalId: 'hush-hush' },
    });
    await expect(scanner.scan('main')).rejects.toThrow('2 of 4 scopes');
    expect(world.catalog.memory('theirs')).toBeDefined();
    expect(outcomes()[0]).toEqual([
      `${A}/eu-central-1`,
      'failed',
      `sts:AssumeRole: AccessDenied for arn:aws:iam::${A}:role/BackstageReader`,
    ]);
    expect(JSON.stringify(world.bus.published)).not.toContain('hush-hush');
  });

  it('of a role that STS never answers about ends, and so does the next one', async () => {
    for (const id of [A, B]) {
      world.sandbox.state.addAccount({ id, roles: ['BackstageReader'] });
    }
    world.encryptedMemory('mine');
    await world.scan();
    world.encryptedMemory('theirs', there);
    world.bus.published.length = 0;
    const aws = {
      mainAccount: keysOf(MAIN),
      accountDefaults: { roleName: 'BackstageReader' },
    };
    const scanner = await processWith(aws, {
      requestTimeoutMs: 500,
      credentialsTimeoutMs: 1_500,
    });
    world.sandbox.faults.add({
      kind: 'hang',
      operation: 'AssumeRole',
      resource: `arn:aws:iam::${A}:role/BackstageReader`,
    });
    await expect(scanner.scan('main')).rejects.toThrow('2 of 4 scopes');
    expect(world.catalog.memory('theirs')).toBeDefined();
    expect(world.catalog.memory('mine')).toBeDefined();
    expect(outcomes()[0]).toEqual([
      `${here.accountId}/eu-central-1`,
      'failed',
      expect.stringMatching(
        /^sts:AssumeRole: .* for arn:aws:iam::111122223333/,
      ),
    ]);

    world.sandbox.faults.clear();
    const now = Date.now() + 60_000;
    const clock = jest.spyOn(Date, 'now').mockReturnValue(now);
    await scanner.scan('main');
    clock.mockRestore();
  });

  it('of a role that STS never answers about ends at once when it is aborted', async () => {
    for (const id of [A, B]) {
      world.sandbox.state.addAccount({ id, roles: ['BackstageReader'] });
    }
    const hold = world.sandbox.faults.hold({ operation: 'AssumeRole' });
    const scanner = await processWith({
      mainAccount: keysOf(MAIN),
      accountDefaults: { roleName: 'BackstageReader' },
    });
    const abort = new AbortController();
    const scan = scanner.scan('main', abort.signal);
    await hold.reached();
    abort.abort();
    await expect(scan).rejects.toMatchObject({ name: 'AbortError' });
    expect(hold.waiting).toBeGreaterThan(0);
    hold.release();
  });
});
