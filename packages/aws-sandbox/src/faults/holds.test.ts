import {
  GetMemoryCommand,
  ListMemoriesCommand,
} from '@aws-sdk/client-bedrock-agentcore-control';
import { DisableKeyCommand, ListKeysCommand } from '@aws-sdk/client-kms';
import {
  ACCOUNT,
  errorOf,
  OTHER_ACCOUNT,
  PLACE,
  REGION,
  useSandbox,
} from '../conformance/__testUtils__/useSandbox';

describe('a hold', () => {
  const sandbox = useSandbox();

  const memory = () =>
    sandbox.state.createMemory({ ...PLACE, name: 'm', description: 'old' });
  const describeMemory = async (memoryId: string) =>
    (await sandbox.agentcore().send(new GetMemoryCommand({ memoryId }))).memory!
      .description;
  const listKeys = () => sandbox.kms().send(new ListKeysCommand({}));

  it('of the answer delivers the state from before a later change', async () => {
    const { id, arn } = memory();
    const hold = sandbox.faults.hold({ operation: 'GetMemory', times: 1 });
    const held = describeMemory(id);
    await hold.reached();
    sandbox.state.updateMemory(arn, { description: 'new' });
    expect(await describeMemory(id)).toBe('new');
    hold.release();
    expect(await held).toBe('old');
  });

  it('of the request delivers the state after the change', async () => {
    const { id, arn } = memory();
    const hold = sandbox.faults.hold({ operation: 'GetMemory', at: 'request' });
    const held = describeMemory(id);
    await hold.reached();
    sandbox.state.updateMemory(arn, { description: 'new' });
    hold.release();
    expect(await held).toBe('new');
    expect(await describeMemory(id)).toBe('new');
  });

  it.each([
    ['request', 'Enabled', 0],
    ['answer', 'Disabled', 1],
  ] as const)(
    'of the %s finds a key to disable %s, with %d events',
    async (at, keyState, events) => {
      const listener = jest.fn();
      sandbox.onEvent(listener);
      const key = sandbox.state.createKey(PLACE);
      const hold = sandbox.faults.hold({ operation: 'DisableKey', at });
      const held = sandbox
        .kms()
        .send(new DisableKeyCommand({ KeyId: key.keyId }));
      await hold.reached();
      expect(key.keyState).toBe(keyState);
      expect(listener).toHaveBeenCalledTimes(events);
      hold.release();
      await held;
      expect(key.keyState).toBe('Disabled');
      expect(listener).toHaveBeenCalledTimes(1);
    },
  );

  it('applies to its scope and number of calls only', async () => {
    const { id } = memory();
    const holds = [
      sandbox.faults.hold({ account: OTHER_ACCOUNT }),
      sandbox.faults.hold({ region: 'us-west-2' }),
      sandbox.faults.hold({ service: 'kms' }),
      sandbox.faults.hold({ operation: 'ListMemories', page: 2 }),
      sandbox.faults.hold({ resource: 'another-0123456789' }),
      sandbox.faults.hold({
        operation: 'GetMemory',
        account: ACCOUNT,
        region: REGION,
        resource: id,
        times: 2,
      }),
    ];
    const held = [describeMemory(id), describeMemory(id)];
    await holds[5].reached(2);
    expect(await describeMemory(id)).toBe('old');
    await sandbox.agentcore().send(new ListMemoriesCommand({}));
    expect(holds.map(({ waiting }) => waiting)).toEqual([0, 0, 0, 0, 0, 2]);
    holds[5].release();
    expect(await Promise.all(held)).toEqual(['old', 'old']);
    expect(sandbox.faults.list()).toEqual([]);
  });

  it.each(['request', 'answer'] as const)(
    'of the %s holds errors too, those of other faults included',
    async at => {
      const hold = sandbox.faults.hold({ at });
      sandbox.faults.add({ kind: 'throttle', service: 'kms' });
      const calls = [
        errorOf(describeMemory('missing-0123456789')),
        errorOf(listKeys()),
      ];
      await hold.reached(2);
      hold.release();
      const errors = await Promise.all(calls);
      expect(errors.map(({ name }) => name)).toEqual([
        'ResourceNotFoundException',
        'ThrottlingException',
      ]);
      expect(sandbox.calls.throttled()).toBe(1);
    },
  );

  it('makes a call wait for every hold that it matches', async () => {
    const request = sandbox.faults.hold({ at: 'request' });
    const answer = sandbox.faults.hold();
    const held = listKeys();
    await request.reached();
    expect(answer.waiting).toBe(0);
    request.release();
    await answer.reached();
    answer.release();
    await held;
  });

  it('counts a call when it arrives, and its status when it is answered', async () => {
    const { calls, faults } = sandbox;
    const hold = faults.hold({ operation: 'ListKeys' });
    const held = listKeys();
    await hold.reached();
    expect(calls.list()).toMatchObject([{ operation: 'ListKeys', status: 0 }]);
    expect(calls.count({ operation: 'ListKeys' })).toBe(1);
    hold.release();
    await held;
    expect(calls.list()).toMatchObject([{ status: 200 }]);
    expect(calls.counts()).toMatchObject([{ status: 200, count: 1 }]);
  });

  it('does not count a call again after the log was cleared', async () => {
    const { calls, faults } = sandbox;
    const hold = faults.hold({ times: 1 });
    const held = listKeys();
    await hold.reached();
    calls.clear();
    await listKeys();
    hold.release();
    await held;
    expect(calls.list()).toHaveLength(1);
    expect(calls.count()).toBe(1);
  });

  it.each([
    ['request', 'Enabled'],
    ['answer', 'Disabled'],
  ] as const)(
    'of the %s ends for a call that its client aborts',
    async (at, keyState) => {
      const key = sandbox.state.createKey(PLACE);
      const hold = sandbox.faults.hold({ at });
      const abort = new AbortController();
      const aborted = errorOf(
        sandbox.kms().send(new DisableKeyCommand({ KeyId: key.keyId }), {
          abortSignal: abort.signal,
        }),
      );
      const other = listKeys();
      await hold.reached(2);
      abort.abort();
      expect(await aborted).toMatchObject({ name: 'AbortError' });
      while (hold.waiting > 1) await new Promise(setImmediate);
      hold.release();
      await other;
      expect(key.keyState).toBe(keyState);
      expect(sandbox.calls.list({ operation: 'DisableKey' })).toMatchObject([
        { status: 0 },
      ]);
    },
  );

  it.each([
    ['request', 'Enabled'],
    ['answer', 'Disabled'],
  ] as const)('of the %s ends when the sandbox stops', async (at, keyState) => {
    const key = sandbox.state.createKey(PLACE);
    const hold = sandbox.faults.hold({ at });
    const call = errorOf(
      sandbox.kms().send(new DisableKeyCommand({ KeyId: key.keyId })),
    );
    await hold.reached();
    const second = errorOf(hold.reached(2));
    await sandbox.stop();
    expect((await call).message).toMatch(/ECONNRESET|socket hang up/);
    expect((await second).message).toBe(
      'The hold ended after 1 of 2 expected calls',
    );
    expect(hold.waiting).toBe(0);
    expect(key.keyState).toBe(keyState);
  });

  it('is released once, and with all faults', async () => {
    const hold = sandbox.faults.hold();
    const held = listKeys();
    await hold.reached();
    sandbox.faults.clear();
    await held;
    hold.release();
    await listKeys();
    await hold.reached();
    expect((await errorOf(hold.reached(2))).message).toContain('1 of 2');
  });
});

describe('a hold with a log of counts', () => {
  const sandbox = useSandbox({ callLog: 'counts' });

  it('moves a call from status 0 to the status of its answer', async () => {
    const hold = sandbox.faults.hold();
    const held = sandbox.kms().send(new ListKeysCommand({}));
    await hold.reached();
    expect(sandbox.calls.counts()).toMatchObject([{ status: 0, count: 1 }]);
    hold.release();
    await held;
    expect(sandbox.calls.counts()).toMatchObject([{ status: 200, count: 1 }]);
  });
});
