import { TOPIC_SCAN_REQUESTED } from 'backstage-plugin-agentcore-memory-common';
import { A, here, ProviderWorld } from './__testUtils__/providerWorld';

const REGIONS = ['eu-central-1', 'us-east-1', 'us-west-2'];
const BLOCKED = 'us-west-2';
const DAY_MS = 24 * 3_600_000;

describe('a scan where a policy of the organisation denies regions', () => {
  let world: ProviderWorld;

  beforeEach(async () => {
    world = await ProviderWorld.start();
    world.encryptedMemory('open');
  });

  afterEach(() => world.stop());

  const changes = [{ accounts: [{ accountId: A }], regions: REGIONS }];
  const block = (region = BLOCKED) =>
    world.sandbox.faults.add({
      kind: 'deny',
      policy: 'service control policy',
      service: 'bedrock-agentcore',
      region,
    });
  const calls = () => world.sandbox.calls.count({ region: BLOCKED });
  const last = (region: string) =>
    world.reports().findLast(report => report.region === region);

  it('does not fail, says so, and asks again once a day', async () => {
    block();
    const scanner = await world.process(changes);
    await scanner.scan('main');
    expect(last(BLOCKED)).toMatchObject({
      outcome: 'blocked',
      reason:
        'bedrock-agentcore:ListMemories: AccessDeniedException with an explicit deny in a service control policy',
      memories: 0,
      removed: 0,
    });
    expect(last('us-east-1')).toMatchObject({ outcome: 'complete' });
    expect(calls()).toBe(1);

    await (await world.process(changes)).scan('main');
    expect(last(BLOCKED)).toMatchObject({ outcome: 'blocked', calls: {} });
    expect(calls()).toBe(1);

    world.now = new Date(world.now.getTime() + DAY_MS + 60_000);
    await scanner.scan('main');
    expect(calls()).toBe(2);

    world.sandbox.faults.clear();
    world.now = new Date(world.now.getTime() + DAY_MS + 60_000);
    await scanner.scan('main');
    expect(last(BLOCKED)).toMatchObject({ outcome: 'complete' });
    expect(world.verdict('open')).toBe('compliant');
  });

  it('asks at once where people ask for it', async () => {
    block();
    const scanner = await world.process(changes);
    await scanner.scan('main');
    world.sandbox.faults.clear();
    await world.emit(TOPIC_SCAN_REQUESTED, { scope: `main/${A}/${BLOCKED}` });
    expect(last(BLOCKED)).toMatchObject({ outcome: 'complete' });
  });

  it('fails where memories are known, and keeps them', async () => {
    const scanner = await world.process(changes);
    await scanner.scan('main');
    block(here.region);
    for (let day = 0; day < 3; day += 1) {
      await expect(scanner.scan('main')).rejects.toThrow('1 of 3 scopes');
      world.now = new Date(world.now.getTime() + DAY_MS);
    }
    expect(last(here.region)).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('service control policy'),
      memories: 1,
    });
    expect(world.catalog.memory('open')).toBeDefined();
  });

  it('fails where the denial comes from elsewhere', async () => {
    world.sandbox.faults.add({
      kind: 'deny',
      policy: 'resource control policy',
      operation: 'ListMemories',
      region: BLOCKED,
    });
    await expect(world.scan(...changes)).rejects.toThrow('1 of 3 scopes');
    expect(last(BLOCKED)).toMatchObject({ outcome: 'failed' });
  });
});
