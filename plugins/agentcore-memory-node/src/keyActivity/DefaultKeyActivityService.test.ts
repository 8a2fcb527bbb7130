import { readFileSync } from 'node:fs';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { createManualClock, Fault, Sandbox, startSandbox } from 'aws-sandbox';
import {
  KeyActivity,
  KeyHistory,
  KeyLastUsage,
} from 'backstage-plugin-agentcore-memory-common';
import { covering } from '../__testUtils__/covering';
import { CallMeter, metered } from '../aws/CallMeter';
import { createKeyActivityService } from '../services';

const ACCOUNT = '111122223333';
const place = { accountId: ACCOUNT, region: 'eu-central-1' };
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const SERVICE = 'bedrock-agentcore.amazonaws.com';
const AGENTCORE = { type: 'AWSService', invokedBy: SERVICE };
const AGENT = {
  type: 'AssumedRole',
  principalId: 'AROAEXAMPLE:live',
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/Agent/live`,
  accountId: ACCOUNT,
};
const NEVER_SLOW = {
  'cloudtrail:LookupEvents': 1e6,
  'kms:GetKeyLastUsage': 1e6,
};

describe('DefaultKeyActivityService', () => {
  let clock: ReturnType<typeof createManualClock>;
  let sandbox: Sandbox;
  let keyArn: string;

  beforeEach(async () => {
    clock = createManualClock();
    sandbox = await startSandbox({ clock });
    process.env.AWS_ENDPOINT_URL = sandbox.url;
    sandbox.state.addAccount({ id: ACCOUNT, roles: ['BackstageReader'] });
    keyArn = sandbox.state.createKey(place).arn;
  });
  afterEach(async () => {
    delete process.env.AWS_ENDPOINT_URL;
    await sandbox.stop();
  });

  function serviceWith(
    options: Parameters<typeof createKeyActivityService>[1] = {},
    config: JsonObject = {},
  ) {
    return createKeyActivityService(
      new ConfigReader({
        ...covering(ACCOUNT),
        aws: {
          mainAccount: { ...sandbox.credentialsFor('111111111111') },
          accountDefaults: { roleName: 'BackstageReader' },
        },
        ...config,
      }),
      {
        maxAttempts: 1,
        callsPerSecond: NEVER_SLOW,
        now: () => clock.now(),
        ...options,
      },
    );
  }

  const use = (
    ago: number,
    more: Partial<Parameters<typeof sandbox.state.recordKeyUse>[1]> = {},
  ) =>
    sandbox.state.recordKeyUse(keyArn, {
      operation: 'Decrypt',
      by: AGENTCORE,
      at: clock.now() - ago,
      ...more,
    });
  const fail = (fault: Omit<Fault, 'service'>) => sandbox.faults.add(fault);
  const calls = (operation: string) => sandbox.calls.count({ operation });
  const readHistory = ({ history }: KeyActivity) => {
    expect(history).toMatchObject({ status: 'read' });
    return history as Extract<KeyHistory, { status: 'read' }>;
  };
  const readUsage = ({ lastUsage }: KeyActivity) => {
    expect(lastUsage).toMatchObject({ status: 'read' });
    return lastUsage as Extract<KeyLastUsage, { status: 'read' }>;
  };
  const reasonOf = (half: KeyLastUsage | KeyHistory) => {
    expect(half).toMatchObject({ status: 'unknown' });
    return half.status === 'unknown' ? half.reason : '';
  };
  const iso = (ms: number) => new Date(ms).toISOString();

  it('tells who used a key, when, and what failed', async () => {
    use(3 * DAY_MS, { by: { ...AGENT, invokedBy: SERVICE } });
    use(2 * DAY_MS, { errorCode: 'DisabledException' });
    const { eventID } = use(DAY_MS, { operation: 'GenerateDataKey' });
    const now = clock.now();
    const activity = await serviceWith().read(keyArn);
    expect(activity).toEqual({
      keyArn,
      lastUsage: {
        status: 'read',
        readAt: iso(now),
        trackedSince: iso(now),
        last: { operation: 'GenerateDataKey', at: iso(now - DAY_MS) },
      },
      history: {
        status: 'read',
        readAt: iso(now),
        since: iso(now - 90 * DAY_MS),
        unreadable: 0,
        principals: [
          {
            name: SERVICE,
            type: 'AWSService',
            operations: ['Decrypt', 'GenerateDataKey'],
            count: 2,
            failed: 1,
            firstAt: iso(now - 2 * DAY_MS),
            lastAt: iso(now - DAY_MS),
          },
          {
            name: AGENT.arn,
            type: 'AssumedRole',
            accountId: ACCOUNT,
            via: SERVICE,
            operations: ['Decrypt'],
            count: 1,
            failed: 0,
            firstAt: iso(now - 3 * DAY_MS),
            lastAt: iso(now - 3 * DAY_MS),
          },
        ],
        events: [
          {
            id: eventID,
            at: iso(now - DAY_MS),
            operation: 'GenerateDataKey',
            principal: SERVICE,
          },
          expect.objectContaining({ errorCode: 'DisabledException' }),
          expect.objectContaining({ principal: AGENT.arn, via: SERVICE }),
        ],
      },
    });
  });

  it('says that a key was not used, and since when that is known', async () => {
    const activity = await serviceWith().read(keyArn);
    expect(readUsage(activity)).toEqual({
      status: 'read',
      readAt: iso(clock.now()),
      trackedSince: iso(clock.now()),
    });
    expect(readHistory(activity)).toMatchObject({ principals: [], events: [] });
  });

  it('makes exactly the calls that the documented policy allows', async () => {
    const meter = new CallMeter();
    await metered({ meter }, () => serviceWith().read(keyArn));
    const { Statement } = JSON.parse(
      readFileSync(
        `${__dirname}/../../../../docs/iam/key-activity.json`,
        'utf8',
      ),
    ) as { Statement: { Action: string }[] };
    const allowed = Statement.map(({ Action }) => Action).sort();
    expect(
      Object.keys(sandbox.calls.countsByOperation())
        .filter(name => !name.startsWith('sts:'))
        .sort(),
    ).toEqual(allowed);
    expect(Object.keys(meter.calls)).toEqual(expect.arrayContaining(allowed));
  });

  describe('reads the history', () => {
    it('in pages, to its end', async () => {
      for (let i = 0; i < 120; i += 1) use(i * MINUTE_MS);
      const history = readHistory(await serviceWith().read(keyArn));
      expect(history.events).toHaveLength(120);
      expect(history.incomplete).toBeUndefined();
      expect(calls('LookupEvents')).toBe(3);
    });

    it('not beyond 500 events, and says so', async () => {
      for (let i = 0; i < 501; i += 1) use(i * MINUTE_MS);
      const history = readHistory(await serviceWith().read(keyArn));
      expect(history.events).toHaveLength(500);
      expect(history.incomplete).toBe(
        'There are more than the latest 500 events',
      );
      expect(history.since).toBe(iso(clock.now() - 499 * MINUTE_MS));
      expect(history.principals).toMatchObject([{ count: 500 }]);
      expect(calls('LookupEvents')).toBe(10);
    });

    it('to its end where that is the last of the pages', async () => {
      for (let i = 0; i < 500; i += 1) use(i * MINUTE_MS);
      const history = readHistory(await serviceWith().read(keyArn));
      expect(history.events).toHaveLength(500);
      expect(history.incomplete).toBeUndefined();
    });

    it('as far as AWS gives it', async () => {
      for (let i = 0; i < 120; i += 1) use(i * MINUTE_MS);
      fail({ kind: 'throttle', operation: 'LookupEvents', page: 2 });
      const history = readHistory(await serviceWith().read(keyArn));
      expect(history.events).toHaveLength(50);
      expect(history.incomplete).toMatch(/LookupEvents too often/);
      expect(history.since).toBe(iso(clock.now() - 49 * MINUTE_MS));
    });

    it('and counts what it does not understand', async () => {
      use(DAY_MS);
      const record = use(2 * DAY_MS);
      sandbox.state.recordEvent(record, '{"eventVersion":');
      sandbox.state.recordEvent(record, '{"eventVersion":"9"}');
      const history = readHistory(await serviceWith().read(keyArn));
      expect(history.unreadable).toBe(2);
      expect(history.events).toHaveLength(2);
    });
  });

  it('counts a call that AWS finds by the key though its record does not name it', async () => {
    const other = sandbox.state.createKey(place);
    const record = sandbox.state.recordKeyUse(other.arn, {
      operation: 'CreateGrant',
      by: AGENT,
    });
    for (const [eventID, ARN] of [
      ['silent', undefined],
      ['other', other.arn],
    ] as const) {
      const resources = ARN ? [{ ARN, accountId: ACCOUNT }] : [];
      sandbox.state.recordEvent(
        { ...record, resources: [{ ...record.resources[0], ARN: keyArn }] },
        JSON.stringify({ ...record, eventID, resources }),
      );
    }
    const history = readHistory(await serviceWith().read(keyArn));
    expect(history.events.map(({ id }) => id).sort()).toEqual([
      'other',
      'silent',
    ]);
  });

  describe('where AWS does not answer', () => {
    it('shows the last use where the history is denied', async () => {
      use(DAY_MS);
      fail({ kind: 'deny', operation: 'LookupEvents' });
      const activity = await serviceWith().read(keyArn);
      expect(reasonOf(activity.history)).toBe(
        `Backstage may not call cloudtrail:LookupEvents in account ${ACCOUNT} (cloudtrail:LookupEvents: AccessDeniedException)`,
      );
      expect(readUsage(activity).last).toBeDefined();
    });

    it('shows the history where the last use is denied', async () => {
      use(DAY_MS);
      fail({ kind: 'deny', operation: 'GetKeyLastUsage' });
      const activity = await serviceWith().read(keyArn);
      expect(reasonOf(activity.lastUsage)).toBe(
        `Backstage may not call kms:GetKeyLastUsage in account ${ACCOUNT} (kms:GetKeyLastUsage: AccessDeniedException)`,
      );
      expect(readHistory(activity).events).toHaveLength(1);
    });

    it('says which policy denies it, and no name of a session', async () => {
      fail({
        kind: 'deny',
        operation: 'LookupEvents',
        policy: 'service control policy',
      });
      const { history } = await serviceWith().read(keyArn);
      expect(reasonOf(history)).toBe(
        `Backstage may not call cloudtrail:LookupEvents in account ${ACCOUNT} (cloudtrail:LookupEvents: AccessDeniedException with an explicit deny in a service control policy)`,
      );
    });

    it('tries again while AWS is asked too often, and not without end', async () => {
      use(DAY_MS);
      fail({ kind: 'throttle', operation: 'LookupEvents', times: 1 });
      const meter = new CallMeter();
      const first = await metered({ meter }, () =>
        serviceWith({ maxAttempts: 2 }).read(keyArn),
      );
      expect(readHistory(first).events).toHaveLength(1);
      expect(meter.throttles).toBe(1);
      expect(meter.calls['cloudtrail:LookupEvents']).toBe(2);

      sandbox.calls.clear();
      fail({ kind: 'throttle', operation: 'LookupEvents' });
      fail({ kind: 'throttle', operation: 'GetKeyLastUsage' });
      const second = await serviceWith({ maxAttempts: 2 }).read(keyArn);
      expect(reasonOf(second.history)).toBe(
        `AWS was asked for cloudtrail:LookupEvents too often in account ${ACCOUNT} in eu-central-1, by Backstage or by others (cloudtrail:LookupEvents: ThrottlingException)`,
      );
      expect(reasonOf(second.lastUsage)).toMatch(/GetKeyLastUsage too often/);
      expect(calls('LookupEvents')).toBe(2);
      expect(calls('GetKeyLastUsage')).toBe(2);
    });

    it('still shows the history of a key that is gone', async () => {
      use(DAY_MS);
      sandbox.state.deleteKey(keyArn);
      const activity = await serviceWith().read(keyArn);
      expect(reasonOf(activity.lastUsage)).toBe(
        'AWS says that there is no such key (kms:GetKeyLastUsage: NotFoundException)',
      );
      expect(readHistory(activity).events).toHaveLength(1);
    });

    it.each<[string, Fault, RegExp]>([
      ['a broken answer', { kind: 'garbage' }, /^AWS did not answer \(/],
      ['no connection', { kind: 'reset' }, /^AWS did not answer \(/],
      [
        'no list',
        { kind: 'omitLists' },
        /^AWS answered without a list of events$/,
      ],
      [
        'no list but a text',
        { kind: 'textLists' },
        /^AWS (answered without a list of events$|did not answer \()/,
      ],
      ['silence', { kind: 'hang' }, /^AWS did not answer \(.*TimeoutError/],
    ])('takes %s for unknown', async (_, fault, reason) => {
      fail({ ...fault, operation: 'LookupEvents' });
      const activity = await serviceWith({ requestTimeoutMs: 200 }).read(
        keyArn,
      );
      expect(reasonOf(activity.history)).toMatch(reason);
      readUsage(activity);
    });

    it('gives up in time', async () => {
      use(DAY_MS);
      fail({ kind: 'hang', operation: 'LookupEvents' });
      const activity = await serviceWith({ keyActivityTimeoutMs: 200 }).read(
        keyArn,
      );
      expect(reasonOf(activity.history)).toBe(
        'AWS did not answer cloudtrail:LookupEvents within 0.2 s',
      );
    });

    it('says it where there are no credentials', async () => {
      const { history, lastUsage } = await serviceWith(
        {},
        {
          aws: {
            mainAccount: { ...sandbox.credentialsFor('111111111111') },
            accountDefaults: { roleName: 'Nobody' },
          },
        },
      ).read(keyArn);
      for (const half of [history, lastUsage]) {
        expect(reasonOf(half)).toMatch(
          /^Backstage may not call .* \(sts:AssumeRole: AccessDenied for arn:aws:iam::111122223333:role\/Nobody\)$/,
        );
      }
      expect(calls('LookupEvents')).toBe(0);
    });
  });

  describe('what it knows', () => {
    it('is kept for 15 minutes, a failure for one, each half by itself', async () => {
      fail({ kind: 'deny', operation: 'LookupEvents', times: 1 });
      const service = serviceWith();
      const first = await service.read(keyArn);
      const readAt = iso(clock.now());
      expect(first.history).toMatchObject({ status: 'unknown', readAt });
      clock.advance(MINUTE_MS - 1);
      expect(await service.read(keyArn)).toEqual(first);
      clock.advance(1);
      const second = await service.read(keyArn);
      expect(second.history).toMatchObject({
        status: 'read',
        readAt: iso(clock.now()),
      });
      expect(second.lastUsage).toEqual(first.lastUsage);
      clock.advance(14 * MINUTE_MS - 1);
      expect(await service.read(keyArn)).toEqual(second);
      clock.advance(1);
      const third = await service.read(keyArn);
      expect(third.lastUsage.readAt).toBe(iso(clock.now()));
      expect(third.history).toEqual(second.history);
      expect(calls('LookupEvents')).toBe(2);
      expect(calls('GetKeyLastUsage')).toBe(2);
    });

    it.each<[string, Omit<Fault, 'service'>[], number]>([
      ['for one where AWS gave no more', [{ kind: 'deny', page: 2 }], 1],
      ['for 15 where there are too many events', [], 15],
    ])('of a part of the history is kept %s', async (_, faults, minutes) => {
      for (let i = 0; i < 501; i += 1) use(i * 1000);
      faults.forEach(fault => fail({ ...fault, times: 1 }));
      const service = serviceWith();
      const first = await service.read(keyArn);
      expect(readHistory(first).incomplete).toBeDefined();
      sandbox.calls.clear();
      clock.advance(minutes * MINUTE_MS - 1);
      expect((await service.read(keyArn)).history).toEqual(first.history);
      expect(calls('LookupEvents')).toBe(0);
      clock.advance(1);
      const second = await service.read(keyArn);
      expect(readHistory(second).incomplete).toMatch(/latest 500 events/);
      expect(calls('LookupEvents')).toBe(10);
    });

    it('is not asked for while AWS is asked about too many keys', async () => {
      const hold = sandbox.faults.hold({ operation: 'LookupEvents' });
      const service = serviceWith();
      const asked = Array.from({ length: 16 }, () =>
        service.read(sandbox.state.createKey(place).arn),
      );
      await hold.reached(16);
      await expect(service.read(keyArn)).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringMatching(/try again in a minute/),
      });
      hold.release();
      (await Promise.all(asked)).forEach(readHistory);
      readHistory(await service.read(keyArn));
    });

    it('is read once for all who ask at once, also when the first of them is gone', async () => {
      const service = serviceWith();
      const hold = sandbox.faults.hold({ operation: 'LookupEvents' });
      const abort = new AbortController();
      const gone = service.read(keyArn, { signal: abort.signal });
      const goneToo = metered({ signal: abort.signal }, () =>
        service.read(keyArn),
      );
      const stays = service.read(keyArn);
      await hold.reached();
      abort.abort(new Error('gone'));
      await expect(gone).rejects.toThrow('gone');
      await expect(goneToo).rejects.toThrow('gone');
      hold.release();
      readHistory(await stays);
      expect(calls('LookupEvents')).toBe(1);
      expect(calls('GetKeyLastUsage')).toBe(1);
    });

    it('is not asked for by who is gone already', async () => {
      await expect(
        serviceWith().read(keyArn, { signal: AbortSignal.abort() }),
      ).rejects.toThrow(/abort/);
      expect(sandbox.calls.count()).toBe(0);
    });
  });

  describe('asks nothing about', () => {
    it.each([
      ['an account', 'arn:aws:kms:eu-central-1:444455556666:key/'],
      ['a region', `arn:aws:kms:ap-east-1:${ACCOUNT}:key/`],
    ])('%s that is not covered', async (_, prefix) => {
      const arn = `${prefix}1234abcd-12ab-34cd-56ef-1234567890ab`;
      await expect(serviceWith().read(arn)).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: expect.stringMatching(/No entry of .* covers account .* in /),
      });
      expect(sandbox.calls.count()).toBe(0);
    });

    it('what is not the ARN of a key', async () => {
      const service = serviceWith();
      for (const arn of [
        '',
        'nonsense',
        `arn:aws:kms:eu-central-1:${ACCOUNT}:alias/notes`,
        `arn:aws:bedrock-agentcore:eu-central-1:${ACCOUNT}:memory/notes-a1B2c3D4e5`,
        keyArn.replace('arn:aws:', 'arn:aws-cn:'),
      ]) {
        await expect(service.read(arn)).rejects.toMatchObject({
          name: 'InputError',
          message: expect.stringContaining('"keyArn"'),
        });
      }
      expect(sandbox.calls.count()).toBe(0);
    });
  });

  it('asks no more often than AWS allows', async () => {
    await sandbox.stop();
    sandbox = await startSandbox({ clock, quotas: 'documented' });
    process.env.AWS_ENDPOINT_URL = sandbox.url;
    sandbox.state.addAccount({ id: ACCOUNT, roles: ['BackstageReader'] });
    const service = serviceWith({ callsPerSecond: {} });
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        const { arn } = sandbox.state.createKey(place);
        readHistory(await service.read(arn));
      }),
    );
    expect(calls('LookupEvents')).toBe(4);
    expect(sandbox.calls.throttled()).toBe(0);
  });

  it.each([
    ['aws-us-gov', 'us-gov-west-1'],
    ['aws-cn', 'cn-northwest-1'],
  ])('reads in the partition %s', async (partition, region) => {
    const accountId = '900000000001';
    sandbox.state.addAccount({ id: accountId, partition });
    const key = sandbox.state.createKey({ accountId, region });
    sandbox.state.recordKeyUse(key.arn, {
      operation: 'Decrypt',
      by: AGENTCORE,
    });
    const activity = await serviceWith(
      {},
      {
        catalog: {
          providers: {
            agentCoreMemory: {
              main: { accounts: [accountId], regions: [region] },
            },
          },
        },
        aws: {
          accounts: [{ accountId, ...sandbox.credentialsFor(accountId) }],
        },
      },
    ).read(key.arn);
    expect(readUsage(activity).last).toBeDefined();
    expect(readHistory(activity).events).toHaveLength(1);
  });
});
