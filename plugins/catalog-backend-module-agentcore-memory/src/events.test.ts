import {
  KEY_TYPE,
  MEMORY_TYPE,
  TOPIC_AWS_EVENTS,
  TOPIC_MEMORY_CHANGED,
  TOPIC_SCAN_REQUESTED,
} from 'backstage-plugin-agentcore-memory-common';
import {
  A,
  B,
  here,
  keyEvent,
  ProviderWorld,
  there,
} from './__testUtils__/providerWorld';

describe('an event', () => {
  let world: ProviderWorld;

  beforeEach(async () => {
    world = await ProviderWorld.start();
  });

  afterEach(() => world.stop());

  describe('when AWS tells of a key', () => {
    it('judges all memories of the key anew, with five calls', async () => {
      const { key } = world.encryptedMemory('one');
      world.sandbox.state.createMemory({
        ...here,
        name: 'two',
        encryptionKeyArn: key.arn,
        tags: { owner: 'b' },
      });
      world.encryptedMemory('other');
      await world.scan();
      world.sandbox.calls.clear();
      world.sandbox.state.setKeyState(key.arn, 'Disabled');
      await world.emit(TOPIC_AWS_EVENTS, keyEvent('DisableKey', key.arn));
      const verdicts = Object.fromEntries(
        world.catalog
          .of(MEMORY_TYPE)
          .map(({ metadata }) => [
            metadata.title,
            metadata.annotations?.['agentcore-memory/verdict'],
          ]),
      );
      expect(verdicts).toEqual({
        one: 'non-compliant',
        two: 'non-compliant',
        other: 'compliant',
      });
      expect(world.sandbox.calls.countsByOperation()).toEqual({
        'kms:DescribeKey': 1,
        'kms:GetKeyPolicy': 1,
        'kms:GetKeyRotationStatus': 1,
        'kms:ListAliases': 1,
        'tagging:GetResources': 1,
      });
      expect(world.reports().at(-1)).toMatchObject({ outcome: 'refreshed' });
      world.sandbox.state.setKeyState(key.arn, 'Enabled');
      await world.emit(TOPIC_AWS_EVENTS, keyEvent('EnableKey', key.arn));
      expect(world.catalog.memory('one')?.metadata.annotations).toMatchObject({
        'agentcore-memory/verdict': 'compliant',
      });
    });

    it('finds the memories of a key also where keys are no entities', async () => {
      const { key } = world.encryptedMemory('one');
      await world.scan({ kmsKeys: false });
      world.sandbox.state.setKeyState(key.arn, 'Disabled');
      await world.emit(TOPIC_AWS_EVENTS, keyEvent('DisableKey', key.arn));
      expect(world.catalog.memory('one')?.metadata.annotations).toMatchObject({
        'agentcore-memory/verdict': 'non-compliant',
      });
      expect(world.catalog.of(KEY_TYPE)).toEqual([]);
    });

    it('shows a key that was deleted as missing', async () => {
      const { key } = world.encryptedMemory('one');
      await world.scan();
      world.sandbox.state.deleteKey(key.arn);
      await world.emit(TOPIC_AWS_EVENTS, keyEvent('DeleteKey', key.arn));
      expect(world.catalog.memory('one')?.metadata.annotations).toMatchObject({
        'agentcore-memory/verdict': 'non-compliant',
      });
      expect(world.catalog.of(KEY_TYPE)[0].metadata.annotations).toMatchObject({
        'agentcore-memory/key-state': 'unknown',
      });
    });

    it('does not believe the event, and asks nothing about keys that nobody uses', async () => {
      const { key } = world.encryptedMemory('one');
      await world.scan();
      const writes = world.catalog.writes.length;
      await world.emit(TOPIC_AWS_EVENTS, keyEvent('DisableKey', key.arn));
      expect(world.catalog.writes).toHaveLength(writes);
      world.sandbox.calls.clear();
      const stranger = world.sandbox.state.createKey(here);
      await world.emit(TOPIC_AWS_EVENTS, keyEvent('DisableKey', stranger.arn));
      await world.emit(TOPIC_AWS_EVENTS, { 'detail-type': 'nonsense' });
      expect(world.sandbox.calls.count()).toBe(0);
    });

    it.each([
      ['the same process', false],
      ['another process', true],
    ])(
      'looks again after a run of %s that looked before the change and commits after it',
      async (_, another) => {
        const { key } = world.encryptedMemory('one');
        const scanner = await world.process();
        await scanner.scan('main');
        // The one that came last is told of events.
        if (another) await world.process();
        // The run has read the key when it waits for the tags.
        world.sandbox.faults.add({
          kind: 'delay',
          operation: 'GetResources',
          ms: 400,
          times: 1,
        });
        const run = scanner.scan('main');
        while (world.sandbox.calls.count({ operation: 'DescribeKey' }) < 2) {
          await new Promise(resolve => setImmediate(resolve));
        }
        world.sandbox.state.setKeyState(key.arn, 'Disabled');
        await world.emit(TOPIC_AWS_EVENTS, keyEvent('DisableKey', key.arn));
        await run;
        await world.idle();
        expect(world.catalog.memory('one')?.metadata.annotations).toMatchObject(
          { 'agentcore-memory/verdict': 'non-compliant' },
        );
      },
    );

    it('looks again after a scan of one scope that looked before the change', async () => {
      const { key } = world.encryptedMemory('one');
      await world.scan();
      world.sandbox.faults.add({
        kind: 'delay',
        operation: 'GetResources',
        ms: 400,
        times: 1,
      });
      await world.bus.publish({
        topic: TOPIC_SCAN_REQUESTED,
        eventPayload: { scope: `main/${A}/eu-central-1` },
      });
      while (world.sandbox.calls.count({ operation: 'DescribeKey' }) < 2) {
        await new Promise(resolve => setTimeout(resolve, 1));
      }
      world.sandbox.state.setKeyState(key.arn, 'Disabled');
      await world.emit(TOPIC_AWS_EVENTS, keyEvent('DisableKey', key.arn));
      expect(world.catalog.memory('one')?.metadata.annotations).toMatchObject({
        'agentcore-memory/verdict': 'non-compliant',
      });
    });

    it('lets no slow reading overrule a newer one', async () => {
      const { memory, key } = world.encryptedMemory('one');
      await world.scan();
      // The memory's refresh has read the enabled key when it waits for its aliases.
      world.sandbox.faults.add({
        kind: 'delay',
        operation: 'ListAliases',
        ms: 300,
        times: 1,
      });
      const slow = world.emit(TOPIC_MEMORY_CHANGED, { arn: memory.arn });
      while (world.sandbox.calls.count({ operation: 'DescribeKey' }) < 2) {
        await new Promise(resolve => setTimeout(resolve, 1));
      }
      world.sandbox.state.setKeyState(key.arn, 'Disabled');
      await world.emit(TOPIC_AWS_EVENTS, keyEvent('DisableKey', key.arn));
      await slow;
      expect(world.catalog.memory('one')?.metadata.annotations).toMatchObject({
        'agentcore-memory/verdict': 'non-compliant',
      });
      expect(world.catalog.of(KEY_TYPE)[0].metadata.annotations).toMatchObject({
        'agentcore-memory/key-state': 'Disabled',
      });
    });

    it('does not bring back a memory that is deleted meanwhile', async () => {
      const { memory, key } = world.encryptedMemory('one');
      await world.scan();
      world.sandbox.faults.add({
        kind: 'delay',
        operation: 'GetKeyPolicy',
        ms: 300,
      });
      world.sandbox.state.deleteMemory(memory.arn);
      await Promise.all([
        world.emit(TOPIC_AWS_EVENTS, keyEvent('DisableKey', key.arn)),
        world.emit(TOPIC_MEMORY_CHANGED, { arn: memory.arn }),
      ]);
      expect(world.catalog.memory('one')).toBeUndefined();
    });

    it('writes back nothing that the catalog shows late', async () => {
      const { memory, key } = world.encryptedMemory('one');
      await (
        await world.process({}, { timing: { digestionMs: 60_000 } })
      ).scan();
      const late = world.catalog.memory('one')!;
      world.sandbox.state.setTags(memory.arn, { owner: 'b' });
      await world.emit(TOPIC_MEMORY_CHANGED, { arn: memory.arn });
      // The catalog still shows what was before, as if it had not processed it yet.
      world.catalog.memoriesUsing = async () => [late];
      world.sandbox.state.setKeyState(key.arn, 'Disabled');
      await world.emit(TOPIC_AWS_EVENTS, keyEvent('DisableKey', key.arn));
      expect(world.catalog.memory('one')).toMatchObject({
        metadata: {
          annotations: { 'agentcore-memory/verdict': 'non-compliant' },
        },
        spec: { owner: 'group:default/b' },
      });
    });

    it('reads a scope as a whole where much of it is to be read', async () => {
      const { key } = world.encryptedMemory('one');
      for (let i = 0; i < 10; i += 1) {
        world.sandbox.state.createMemory({
          ...here,
          name: `more_${i}`,
          encryptionKeyArn: key.arn,
        });
      }
      await (
        await world.process({}, { timing: { digestionMs: 60_000 } })
      ).scan();
      world.sandbox.calls.clear();
      world.sandbox.state.setKeyState(key.arn, 'Disabled');
      await world.emit(TOPIC_AWS_EVENTS, keyEvent('DisableKey', key.arn));
      const verdicts = world.catalog
        .of(MEMORY_TYPE)
        .map(e => e.metadata.annotations?.['agentcore-memory/verdict']);
      expect(new Set(verdicts)).toEqual(new Set(['non-compliant']));
      expect(world.sandbox.calls.count({ operation: 'ListMemories' })).toBe(1);
      expect(world.sandbox.calls.count({ operation: 'GetMemory' })).toBe(0);
    });

    it('reads the tags of a key again', async () => {
      const { key } = world.encryptedMemory('one');
      await world.scan();
      world.sandbox.state.setTags(key.arn, { owner: 'security' });
      await world.emit(TOPIC_AWS_EVENTS, keyEvent('TagResource', key.arn));
      expect(world.catalog.of(KEY_TYPE)[0].spec?.owner).toBe(
        'group:default/security',
      );
    });

    it('asks once for many events at once', async () => {
      const { key } = world.encryptedMemory('one');
      const scanner = await world.process();
      await scanner.scan('main');
      world.sandbox.calls.clear();
      await Promise.all(
        Array.from({ length: 50 }, () =>
          world.emit(TOPIC_AWS_EVENTS, keyEvent('PutKeyPolicy', key.arn)),
        ),
      );
      expect(world.sandbox.calls.count({ operation: 'DescribeKey' })).toBe(1);
    });
  });

  describe('when asked to scan', () => {
    it('scans one scope at once', async () => {
      await world.process();
      world.encryptedMemory('first');
      world.encryptedMemory('second', there);
      await world.emit(TOPIC_SCAN_REQUESTED, {
        scope: `main/${B}/eu-central-1`,
      });
      expect(world.catalog.memory('second')).toBeDefined();
      expect(world.catalog.memory('first')).toBeUndefined();
      await world.emit(TOPIC_SCAN_REQUESTED, {
        scope: 'main/777788889999/us-east-1',
      });
      expect(world.sandbox.calls.count({ account: '777788889999' })).toBe(0);
    });

    it('has the scheduled scan run now', async () => {
      await world.process();
      await world.emit(TOPIC_SCAN_REQUESTED, {});
      expect(world.triggered).toEqual(['agentcore-memory-main:refresh']);
    });
  });

  describe('when told that a memory changed', () => {
    it('reads and commits that one memory at once', async () => {
      await world.scan();
      world.encryptedMemory('other');
      const { memory } = world.encryptedMemory('fresh');
      await world.emit(TOPIC_MEMORY_CHANGED, { arn: memory.arn });
      expect(world.catalog.memory('fresh')?.metadata.annotations).toMatchObject(
        {
          'agentcore-memory/verdict': 'compliant',
        },
      );
      expect(world.catalog.memory('other')).toBeUndefined();
      expect(world.reports().at(-1)).toMatchObject({ outcome: 'refreshed' });
    });

    it('removes it if AWS no longer has it, and keeps it if AWS does not say', async () => {
      const { memory } = world.encryptedMemory('fresh');
      await world.scan();
      world.sandbox.faults.add({
        kind: 'deny',
        operation: 'GetMemory',
        times: 1,
      });
      await world.emit(TOPIC_MEMORY_CHANGED, { arn: memory.arn });
      expect(world.catalog.memory('fresh')).toBeDefined();
      world.sandbox.state.deleteMemory(memory.arn);
      await world.emit(TOPIC_MEMORY_CHANGED, { arn: memory.arn });
      expect(world.catalog.memory('fresh')).toBeUndefined();
    });

    it('looks again until it has settled', async () => {
      const { memory } = world.encryptedMemory('fresh');
      const scanner = await world.process(
        {},
        { timing: { furtherLookMs: 10 } },
      );
      await scanner.scan('main');
      world.sandbox.state.updateMemory(memory.arn, { status: 'DELETING' });
      await world.emit(TOPIC_MEMORY_CHANGED, { arn: memory.arn });
      expect(world.catalog.memory('fresh')?.metadata.annotations).toMatchObject(
        { 'agentcore-memory/status': 'DELETING' },
      );
      world.sandbox.state.deleteMemory(memory.arn);
      while (world.catalog.memory('fresh')) {
        await new Promise(resolve => setTimeout(resolve, 5));
      }
      await scanner.stop();
    });

    it('leaves alone what is known of a memory when the event names it by a wrong ARN', async () => {
      const { memory } = world.encryptedMemory('fresh');
      await world.scan();
      const before = world.catalog.memory('fresh');
      const reports = world.reports().length;
      world.sandbox.faults.add({
        kind: 'throttle',
        operation: 'ListTagsForResource',
      });
      await world.emit(TOPIC_MEMORY_CHANGED, {
        arn: memory.arn.replace('arn:aws:', 'arn:aws-x:'),
      });
      expect(world.catalog.memory('fresh')).toEqual(before);
      expect(world.reports()).toHaveLength(reports);
    });

    it('does not believe what the event says, nor look outside its scopes', async () => {
      await world.process();
      await world.emit(TOPIC_MEMORY_CHANGED, {
        arn: 'nonsense',
        verdict: 'compliant',
      });
      const foreign = world.sandbox.state.createMemory({
        accountId: '777788889999',
        region: 'eu-central-1',
        name: 'foreign',
      });
      await world.emit(TOPIC_MEMORY_CHANGED, { arn: foreign.arn });
      expect(world.catalog.entities.size).toBe(0);
      expect(world.sandbox.calls.count()).toBe(0);
    });
  });
});
