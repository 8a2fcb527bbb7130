import {
  GetMemoryCommand,
  ListMemoriesCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-bedrock-agentcore-control';
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import {
  DescribeKeyCommand,
  GetKeyLastUsageCommand,
  ListKeysCommand,
} from '@aws-sdk/client-kms';
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import {
  errorOf,
  OTHER_ACCOUNT,
  PLACE,
  useSandbox,
} from '../../conformance/__testUtils__/useSandbox';
import { createManualClock } from '../../state/clock';
import { TokenBuckets } from './TokenBuckets';

describe('TokenBuckets', () => {
  it('hold the tokens of one second and refill at their rate', () => {
    const clock = createManualClock(0);
    const buckets = new TokenBuckets(clock);
    const takeAll = () => {
      let taken = 0;
      while (buckets.take('a', 5)) {
        taken += 1;
      }
      return taken;
    };
    expect(takeAll()).toBe(5);
    clock.advance(199);
    expect(takeAll()).toBe(0);
    clock.advance(1);
    expect(takeAll()).toBe(1);
    clock.advance(400);
    expect(takeAll()).toBe(2);
    clock.advance(60_000);
    expect(takeAll()).toBe(5);
    expect(buckets.take('b', 5)).toBe(true);
  });
});

describe('documented quotas', () => {
  const quotaClock = createManualClock();
  const sandbox = useSandbox({ quotas: 'documented', quotaClock });

  it('throttle with the error of each service, per account, region and operation', async () => {
    const { state, calls } = sandbox;
    const { id, arn } = state.createMemory({ ...PLACE, name: 'm' });
    const list = (where?: { accountId?: string; region?: string }) =>
      sandbox.agentcore(where).send(new ListMemoriesCommand({}));
    for (let i = 0; i < 5; i += 1) {
      await list();
    }
    expect(await errorOf(list())).toMatchObject({
      name: 'ThrottledException',
      status: 429,
    });
    await list({ accountId: OTHER_ACCOUNT });
    await list({ region: 'us-west-2' });
    await sandbox.agentcore().send(new GetMemoryCommand({ memoryId: id }));
    quotaClock.advance(200);
    await list();

    const tags = () =>
      sandbox
        .agentcore()
        .send(new ListTagsForResourceCommand({ resourceArn: arn }));
    await Promise.all(Array.from({ length: 20 }, tags));
    expect((await errorOf(tags())).name).toBe('ThrottlingException');
    const resources = () => sandbox.tagging().send(new GetResourcesCommand({}));
    await Promise.all(Array.from({ length: 15 }, resources));
    expect((await errorOf(resources())).name).toBe('ThrottledException');

    const { arn: KeyId } = state.createKey(PLACE);
    for (const [rate, call] of [
      [2, () => sandbox.cloudtrail().send(new LookupEventsCommand({}))],
      [5, () => sandbox.kms().send(new GetKeyLastUsageCommand({ KeyId }))],
    ] as const) {
      await Promise.all(Array.from({ length: rate }, call));
      expect((await errorOf(call())).name).toBe('ThrottlingException');
    }

    expect(calls.throttled()).toBe(5);
    expect(calls.throttled({ operation: 'ListMemories' })).toBe(1);
    expect(calls.throttled({ account: OTHER_ACCOUNT })).toBe(0);
    expect(calls.list({ throttled: true }).map(c => c.status)).toEqual([
      429, 429, 400, 400, 400,
    ]);
    expect(calls.countsByOperation()).toMatchObject({
      'bedrock-agentcore:ListMemories': 9,
    });
  });
});

describe('custom quotas', () => {
  const quotaClock = createManualClock();
  const sandbox = useSandbox({
    quotas: { DescribeKey: 2 },
    quotaClock,
    callLog: 'counts',
  });

  it('limit the named operations only; faults do not apply to throttled calls', async () => {
    const { state, faults, calls } = sandbox;
    const { keyId: KeyId } = state.createKey(PLACE);
    const describeKey = () =>
      sandbox.kms().send(new DescribeKeyCommand({ KeyId }));
    await describeKey();
    await describeKey();
    faults.add({ kind: 'deny', operation: 'DescribeKey', times: 1 });
    expect((await errorOf(describeKey())).name).toBe('ThrottlingException');
    quotaClock.advance(500);
    expect((await errorOf(describeKey())).name).toBe('AccessDeniedException');
    for (let i = 0; i < 10; i += 1) {
      await sandbox.kms().send(new ListKeysCommand({}));
    }

    expect(calls.counts()).toEqual([
      { service: 'kms', operation: 'DescribeKey', status: 200, count: 2 },
      {
        service: 'kms',
        operation: 'DescribeKey',
        status: 400,
        throttled: true,
        count: 1,
      },
      { service: 'kms', operation: 'DescribeKey', status: 400, count: 1 },
      { service: 'kms', operation: 'ListKeys', status: 200, count: 10 },
    ]);
    expect(calls.count()).toBe(14);
    expect(calls.count({ operation: 'DescribeKey', status: 400 })).toBe(2);
    expect(calls.throttled()).toBe(1);
    expect(() => calls.list()).toThrow('keeps counts');
    expect(() => calls.count({ region: 'us-east-1' })).toThrow('keeps counts');
    calls.clear();
    expect(calls.count()).toBe(0);
  });
});

describe('latency', () => {
  const sandbox = useSandbox({ latencyMs: 30, quotas: { ListKeys: 1 } });

  it('applies to every call, throttled ones included', async () => {
    const list = () => sandbox.kms().send(new ListKeysCommand({}));
    const start = performance.now();
    await list();
    await errorOf(list());
    // Timers may fire a millisecond early.
    expect(performance.now() - start).toBeGreaterThanOrEqual(56);
  });
});
