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

/** Waits for a condition; the test's own time-out ends it. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(resolve => setTimeout(resolve, 5));
}

describe('an event', () => {
  let world: ProviderWorld;

  beforeEach(async () => {
    world = await ProviderWorld.start();
  });

  afterEach(() => world.stop());

  describe('when AWS tells of a key', () => {
    it('judges all memories of the key anew', async () => {
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

    it('does not believe the event, and asks nothing about keys that no memory uses', async () => {
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

    it.each(['a run', 'a scan of one scope'])(
      'lets %s that looked before a change not overrule the event about it',
      async what => {
        const { key } = world.encryptedMemory('one');
        const scanner = await world.process();
        await scanner.scan('main');
        const hold = world.sandbox.faults.hold({ operation: 'GetResources' });
        const scan =
          what === 'a run'
            ? scanner.scan('main')
            : world.bus.publish({
                topic: TOPIC_SCAN_REQUESTED,
                eventPayload: { scope: `main/${A}/eu-central-1` },
              });
        // The scan has read the key, and waits for tags.
        await hold.reached();
        world.sandbox.state.setKeyState(key.arn, 'Disabled');
        await world.bus.publish({
          topic: TOPIC_AWS_EVENTS,
          eventPayload: keyEvent('DisableKey', key.arn),
        });
        // Now the look at the key waits for tags as well.
        await hold.reached(2);
        hold.release();
        await scan;
        await world.idle();
        expect(world.verdict('one')).toBe('non-compliant');
      },
    );

    it('asks for a key again that a run has read already', async () => {
      const { key } = world.encryptedMemory('one', here);
      world.sandbox.state.createMemory({
        ...there,
        name: 'two',
        encryptionKeyArn: key.arn,
      });
      const scanner = await world.process([{ scopesAtOnce: 1 }]);
      await scanner.scan('main');
      const hold = world.sandbox.faults.hold({
        operation: 'ListMemories',
        account: B,
      });
      const run = scanner.scan('main');
      // The run has read the key for the first scope, and keeps the answer for the second.
      await hold.reached();
      world.sandbox.state.setKeyState(key.arn, 'Disabled');
      await world.emit(TOPIC_AWS_EVENTS, keyEvent('DisableKey', key.arn));
      expect(world.verdict('one')).toBe('non-compliant');
      hold.release();
      await run;
      expect(world.verdict('one')).toBe('non-compliant');
      expect(world.verdict('two')).toBe('non-compliant');
    });

    it('lets no slow answer overrule the answer to a later question', async () => {
      const { memory, key } = world.encryptedMemory('one');
      await world.scan();
      await world.process();
      const hold = world.sandbox.faults.hold({
        operation: 'ListAliases',
        times: 1,
      });
      await world.bus.publish({
        topic: TOPIC_MEMORY_CHANGED,
        eventPayload: { arn: memory.arn },
      });
      // The look at the memory has read the enabled key.
      await hold.reached();
      world.sandbox.state.setKeyState(key.arn, 'Disabled');
      await world.bus.publish({
        topic: TOPIC_AWS_EVENTS,
        eventPayload: keyEvent('DisableKey', key.arn),
      });
      await until(() => world.verdict('one') === 'non-compliant');
      hold.release();
      await world.idle();
      expect(world.verdict('one')).toBe('non-compliant');
      expect(world.catalog.of(KEY_TYPE)[0].metadata.annotations).toMatchObject({
        'agentcore-memory/key-state': 'Disabled',
      });
    });

    it('does not bring back a memory that is deleted meanwhile', async () => {
      const { memory, key } = world.encryptedMemory('one');
      await world.scan();
      await world.process();
      const hold = world.sandbox.faults.hold({ operation: 'GetKeyPolicy' });
      await world.bus.publish({
        topic: TOPIC_AWS_EVENTS,
        eventPayload: keyEvent('DisableKey', key.arn),
      });
      await hold.reached();
      world.sandbox.state.deleteMemory(memory.arn);
      await world.bus.publish({
        topic: TOPIC_MEMORY_CHANGED,
        eventPayload: { arn: memory.arn },
      });
      await until(() => world.catalog.memory('one') === undefined);
      hold.release();
      await world.idle();
      expect(world.catalog.memory('one')).toBeUndefined();
    });

    it('looks at memories that name the key by an alias, and reads a scope with many of them as a whole', async () => {
      const key = world.sandbox.state.createKey({
        ...here,
        alias: 'notes',
        rotationEnabled: true,
      });
      const alias = key.arn.replace(/key\/.*/, 'alias/notes');
      for (let i = 0; i < 7; i += 1) {
        world.sandbox.state.createMemory({
          ...here,
          name: `by_alias_${i}`,
          encryptionKeyArn: alias,
        });
      }
      await world.scan();
      await world.process();
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

  describe('when it is forged', () => {
    const memoryEvent = (memoryId: string, partition = 'aws') => ({
      source: 'aws.bedrock-agentcore',
      'detail-type': 'AWS API Call via CloudTrail',
      account: A,
      region: 'eu-central-1',
      detail: {
        eventSource: 'bedrock-agentcore.amazonaws.com',
        eventName: 'UpdateMemory',
        recipientAccountId: A,
        awsRegion: 'eu-central-1',
        requestParameters: {
          resourceArn: `arn:${partition}:bedrock-agentcore:eu-central-1:${A}:memory/${memoryId}`,
        },
      },
    });

    it('has a scope listed at most once in ten seconds, and a real event among them seen', async () => {
      const { key } = world.encryptedMemory('one');
      await world.scan();
      await world.process([{}], {
        timing: { debounceMs: 5, listingPauseMs: 10_000 },
      });
      world.sandbox.calls.clear();
      const reports = world.reports().length;
      const forge = (from: number) =>
        Promise.all(
          Array.from({ length: 3_000 }, (_, i) =>
            world.bus.publish({
              topic: TOPIC_AWS_EVENTS,
              eventPayload: memoryEvent(`made_up_${from + i}-a1B2c3D4e5`),
            }),
          ),
        );
      await forge(0);
      await world.idle();
      world.sandbox.state.setKeyState(key.arn, 'Disabled');
      await world.emit(TOPIC_AWS_EVENTS, keyEvent('DisableKey', key.arn));
      expect(world.verdict('one')).toBe('non-compliant');
      await forge(10_000);
      await world.idle();
      expect(world.sandbox.calls.count({ operation: 'ListMemories' })).toBe(1);
      expect(world.sandbox.calls.count({ operation: 'GetMemory' })).toBe(0);
      // The listing, and what the real event changed.
      expect(world.reports().length).toBeLessThanOrEqual(reports + 2);
    });

    it('reads a stored memory once for any number of spellings', async () => {
      const { memory } = world.encryptedMemory('one');
      await world.scan();
      await world.process();
      world.sandbox.calls.clear();
      for (let i = 0; i < 50; i += 1) {
        await world.bus.publish({
          topic: TOPIC_AWS_EVENTS,
          eventPayload: memoryEvent(memory.id, `aws-${'abcde'[i % 5]}`),
        });
        await world.bus.publish({
          topic: TOPIC_AWS_EVENTS,
          eventPayload: memoryEvent(memory.id, 'a'.repeat(10_000)),
        });
      }
      await world.idle();
      expect(world.sandbox.calls.count({ operation: 'GetMemory' })).toBe(1);
    });

    it('reports nothing where nothing changed', async () => {
      const { memory, key } = world.encryptedMemory('one');
      await world.scan();
      await world.process();
      const reports = world.reports().length;
      await world.emit(TOPIC_AWS_EVENTS, memoryEvent(memory.id));
      await world.emit(TOPIC_AWS_EVENTS, keyEvent('DisableKey', key.arn));
      expect(world.reports()).toHaveLength(reports);
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
      await world.emit(TOPIC_SCAN_REQUESTED, { scope: 'all' });
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
      const scanner = await world.process([{}], { timing: { followUpMs: 10 } });
      await scanner.scan('main');
      world.sandbox.state.updateMemory(memory.arn, { status: 'DELETING' });
      await world.emit(TOPIC_MEMORY_CHANGED, { arn: memory.arn });
      expect(world.catalog.memory('fresh')?.metadata.annotations).toMatchObject(
        { 'agentcore-memory/status': 'DELETING' },
      );
      world.sandbox.state.deleteMemory(memory.arn);
      await until(() => world.catalog.memory('fresh') === undefined);
    });

    it('rebuilds the ARN of a memory from its parts, and reports nothing where nothing changed', async () => {
      const { memory } = world.encryptedMemory('fresh');
      await world.scan();
      const before = world.catalog.memory('fresh');
      const reports = world.reports().length;
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
