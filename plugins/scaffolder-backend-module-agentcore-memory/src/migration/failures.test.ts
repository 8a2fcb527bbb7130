import { MemoryContents } from 'backstage-plugin-agentcore-memory-node';
import { MigrationWorld, place } from './__testUtils__/MigrationWorld';

describe('copyContents with failures', () => {
  let world: MigrationWorld;

  async function start(options?: Parameters<typeof MigrationWorld.start>[0]) {
    world = await MigrationWorld.start(options);
    for (let i = 0; i < 6; i += 1) {
      world.say(`${i}`, { sessionId: `s${i % 3}` });
      world.remember(`${i}`);
    }
  }
  afterEach(() => world.stop());

  /** Does something once the first event was written. */
  function afterFirstWrite(act: () => void): MemoryContents {
    const { contents } = world;
    let isDone = false;
    return new Proxy(contents, {
      get: (target, name: keyof MemoryContents) =>
        name === 'createEvent'
          ? async (...args: Parameters<MemoryContents['createEvent']>) => {
              const created = await target.createEvent(...args);
              if (!isDone) {
                isDone = true;
                act();
              }
              return created;
            }
          : (target[name] as Function).bind(target),
    });
  }

  it.each([
    'throttle',
    'serverError',
    'reset',
    'garbage',
    'loseAnswer',
  ] as const)(
    'goes on after some answers of the kind %s, and writes nothing twice',
    async kind => {
      await start();
      for (const operation of ['CreateEvent', 'BatchCreateMemoryRecords']) {
        world.sandbox.faults.add({ kind, operation, times: 3 });
      }
      expect(await world.copy()).toMatchObject({
        clean: true,
        events: { copied: 6 },
      });
      world.expectCopy();
    },
  );

  it.each(['ListActors', 'ListSessions', 'ListEvents', 'ListMemoryRecords'])(
    'never takes a failed %s for an empty memory',
    async operation => {
      await start();
      for (const kind of ['serverError', 'omitLists', 'textLists'] as const) {
        const id = world.sandbox.faults.add({ kind, operation });
        const result = await world.copy({ maxPasses: 2 });
        expect(result).toMatchObject({ clean: false, complete: false });
        world.sandbox.faults.remove(id);
      }
      expect(await world.copy()).toMatchObject({ clean: true });
      world.expectCopy();
    },
  );

  it('tries records that failed again by themselves', async () => {
    await start();
    world.sandbox.faults.add({
      kind: 'failRecords',
      operation: 'BatchCreateMemoryRecords',
      times: 2,
    });
    const result = await world.copy();
    expect(result).toMatchObject({ clean: true, records: { copied: 6 } });
    world.expectCopy();
  });

  it('says which records failed for good', async () => {
    await start();
    world.sandbox.faults.add({
      kind: 'failRecords',
      operation: 'BatchCreateMemoryRecords',
      error: { code: 'x', message: 'my card is 4111', status: 400 },
    });
    const result = await world.copy();
    expect(result).toMatchObject({
      clean: false,
      // The first of each batch fails, and so the last one always does.
      records: { copied: 5, missing: 1 },
      remarks: [{ kind: 'record-refused', count: 1 }],
    });
    expect(JSON.stringify(result)).not.toContain('4111');
  });

  it('stops where it may not write, and says so', async () => {
    await start();
    const contents = afterFirstWrite(() =>
      world.sandbox.faults.add({ kind: 'deny', operation: 'CreateEvent' }),
    );
    const result = await world.copy({ contents, sessionsAtOnce: 1 });
    expect(result).toMatchObject({
      clean: false,
      complete: false,
      stopped: expect.stringMatching(
        /^bedrock-agentcore:CreateEvent: AccessDeniedException/,
      ),
    });
    world.sandbox.faults.clear();
    expect(await world.copy()).toMatchObject({ clean: true });
    world.expectCopy();
  });

  it.each([
    ['the key is disabled', 'AccessDenied', () => disableKey()],
    ['the old memory is deleted', 'NotFound', () => deleteOld()],
    ['the new memory is being deleted', 'DELETING', () => setStatus()],
  ])('stops when %s meanwhile', async (_title, reason, act) => {
    await start();
    const result = await world.copy({
      contents: afterFirstWrite(act),
      sessionsAtOnce: 1,
    });
    expect(result).toMatchObject({
      clean: false,
      complete: false,
      stopped: expect.stringContaining(reason),
    });
    expect(await world.compare()).toMatchObject({ clean: false });
  });

  function disableKey() {
    const { encryptionKeyArn = '' } = world.to;
    world.sandbox.state.setKeyState(encryptionKeyArn, 'Disabled');
  }
  function deleteOld() {
    world.sandbox.state.deleteMemory(world.from.arn);
  }
  function setStatus() {
    world.sandbox.state.updateMemory(world.to.arn, { status: 'DELETING' });
  }

  it('goes on when the new memory is updated for a moment', async () => {
    await start();
    const { state } = world.sandbox;
    const contents = afterFirstWrite(() => {
      state.updateMemory(world.to.arn, { status: 'UPDATING' });
    });
    const result = await world.copy({
      contents,
      wait: async () => {
        state.updateMemory(world.to.arn, { status: 'ACTIVE' });
      },
    });
    expect(result.stopped).toBeUndefined();
    expect(await world.copy()).toMatchObject({ clean: true });
    world.expectCopy();
  });

  it('rejects when aborted, and another run finishes', async () => {
    await start();
    const aborting = new AbortController();
    const contents = afterFirstWrite(() => aborting.abort(new Error('Enough')));
    await expect(
      world.copy({ contents, signal: aborting.signal }),
    ).rejects.toThrow('Enough');
    expect(await world.copy()).toMatchObject({ clean: true });
    world.expectCopy();
  });

  it('rejects for a place that nothing covers', async () => {
    await start();
    const elsewhere = { ...place, accountId: '999900001111' };
    await expect(
      world.copy({ to: { place: elsewhere, memoryId: world.to.id } }),
    ).rejects.toThrow(expect.objectContaining({ name: 'NotAllowedError' }));
  });

  it('copies what has not expired when it comes to it', async () => {
    await start();
    const day = 86_400_000;
    const contents = afterFirstWrite(() => world.clock.advance(400 * day));
    const result = await world.copy({ contents, sessionsAtOnce: 1 });
    expect(result.stopped).toBeUndefined();
    expect(world.sandbox.state.events(world.from.arn)).toEqual([]);
  });

  it.each([3_000, 12_000])(
    'writes nothing twice while listings lag by %s ms',
    async listingDelayMs => {
      await start({ listingDelayMs });
      world.sandbox.faults.add({
        kind: 'loseAnswer',
        operation: 'BatchCreateMemoryRecords',
        times: 5,
      });
      const result = await world.copy({ maxPasses: 20 });
      expect(result).toMatchObject({ clean: true });
      world.expectCopy();
    },
  );

  it('writes records once where a run ends before listings show them', async () => {
    await start({ listingDelayMs: 60_000 });
    const aborting = new AbortController();
    const { contents } = world;
    const ending: MemoryContents = new Proxy(contents, {
      get: (target, name: keyof MemoryContents) =>
        name === 'createRecords'
          ? async (...args: Parameters<MemoryContents['createRecords']>) => {
              await target.createRecords(...args);
              aborting.abort(new Error('Crash'));
            }
          : (target[name] as Function).bind(target),
    });
    await expect(
      world.copy({ contents: ending, signal: aborting.signal }),
    ).rejects.toThrow('Crash');
    expect(await world.copy({ maxPasses: 40 })).toMatchObject({ clean: true });
    world.expectCopy();
  });

  it('writes records once where no answer says that they are there, and more come in', async () => {
    await start({ listingDelayMs: 60_000 });
    world.sandbox.faults.add({
      kind: 'loseAnswer',
      operation: 'BatchCreateMemoryRecords',
      times: 4,
    });
    let isLate = false;
    const result = await world.copy({
      maxPasses: 40,
      onProgress: ({ pass }) => {
        if (pass === 2 && !isLate) {
          isLate = true;
          world.remember('Late');
        }
      },
    });
    expect(result).toMatchObject({ clean: true, records: { copied: 7 } });
    world.expectCopy();
  });
});
