import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { Sandbox, startSandbox } from 'aws-sandbox';
import { coveringWith } from '../__testUtils__/covering';
import { createInventory } from '../services';
import { AwsClientOptions } from './AwsClients';

const MAIN = '111111111111';
const ACCOUNT = '111122223333';
const OTHER = '444455556666';
const REGIONS = ['eu-central-1', 'us-east-1', 'us-west-2'];
const place = { accountId: ACCOUNT, region: 'eu-central-1' };
const MIXED_UP = `The credentials for account ${ACCOUNT} belong to account ${OTHER}`;

describe('the credentials of an account', () => {
  let sandbox: Sandbox;
  const env = { ...process.env };

  beforeEach(async () => {
    sandbox = await startSandbox();
    process.env.AWS_ENDPOINT_URL = sandbox.url;
  });

  afterEach(async () => {
    process.env = { ...env };
    await sandbox.stop();
  });

  const inventoryWith = (
    aws: object,
    options: AwsClientOptions = {},
    provider: JsonObject = { accounts: [ACCOUNT, OTHER, MAIN] },
  ) =>
    createInventory(
      new ConfigReader({ aws: aws as JsonObject, ...coveringWith(provider) }),
      { maxAttempts: 1, requestTimeoutMs: 2_000, ...options },
    );
  const keysOf = (accountId: string) => sandbox.credentialsFor(accountId);
  const assuming = () => ({
    mainAccount: keysOf(MAIN),
    accountDefaults: { roleName: 'BackstageReader' },
  });
  const listEverywhere = (
    inventory: ReturnType<typeof inventoryWith>,
    accountId = ACCOUNT,
  ) =>
    Promise.allSettled(
      REGIONS.map(region => inventory.listMemories({ accountId, region })),
    );
  const reasons = (results: PromiseSettledResult<unknown>[]) =>
    results.map(result =>
      result.status === 'rejected' ? result.reason.message : 'listed',
    );

  describe('that belong to another one', () => {
    function profiles(text: string) {
      const folder = mkdtempSync(join(tmpdir(), 'profiles-'));
      writeFileSync(join(folder, 'config'), '');
      writeFileSync(join(folder, 'credentials'), text);
      process.env.AWS_CONFIG_FILE = join(folder, 'config');
      process.env.AWS_SHARED_CREDENTIALS_FILE = join(folder, 'credentials');
      return () => rmSync(folder, { recursive: true });
    }
    const keysIn = (accountId: string) => {
      const { accessKeyId, secretAccessKey } = keysOf(accountId);
      return `aws_access_key_id=${accessKeyId}\naws_secret_access_key=${secretAccessKey}\n`;
    };
    let remove: (() => void) | undefined;
    afterEach(() => {
      remove?.();
      remove = undefined;
    });

    it.each([
      ['an access key', () => keysOf(OTHER), 1],
      [
        'a profile',
        () => {
          remove = profiles(`[wrong]\n${keysIn(OTHER)}`);
          return { profile: 'wrong' };
        },
        1,
      ],
      [
        'a profile that claims to be of the account',
        () => {
          remove = profiles(
            `[wrong]\n${keysIn(OTHER)}aws_account_id=${ACCOUNT}\n`,
          );
          return { profile: 'wrong' };
        },
        1,
      ],
      [
        'a profile with a role of the other account',
        () => {
          sandbox.state.addAccount({ id: OTHER, roles: ['Reader'] });
          remove = profiles(
            `[main]\n${keysIn(
              MAIN,
            )}[wrong]\nsource_profile=main\nrole_arn=arn:aws:iam::${OTHER}:role/Reader\n`,
          );
          return { profile: 'wrong' };
        },
        // STS said whose they are when the role was assumed.
        0,
      ],
    ])(
      'are refused before anything is called with them: %s',
      async (_, credentials, asked) => {
        const inventory = inventoryWith({
          accounts: [{ accountId: ACCOUNT, ...credentials() }],
        });
        expect(reasons(await listEverywhere(inventory))).toEqual(
          REGIONS.map(() => MIXED_UP),
        );
        const { arn } = sandbox.state.createMemory({ ...place, name: 'mine' });
        const key = sandbox.state.createKey(place);
        await expect(inventory.findMemory(arn)).rejects.toThrow(MIXED_UP);
        expect(
          await inventory.createKeyReader().read(key.arn, ACCOUNT),
        ).toMatchObject({ metadata: { state: 'failed', reason: MIXED_UP } });
        expect(await inventory.readTags(place, [{ arn }])).toEqual(
          new Map([[arn, { state: 'failed', reason: MIXED_UP }]]),
        );
        expect(sandbox.calls.count()).toBe(
          sandbox.calls.count({ service: 'sts' }),
        );
        expect(sandbox.calls.count({ operation: 'GetCallerIdentity' })).toBe(
          asked,
        );
      },
    );

    it('are refused where they are those of Backstage itself', async () => {
      const inventory = inventoryWith({ mainAccount: keysOf(OTHER) });
      expect(reasons(await listEverywhere(inventory))).toEqual(
        REGIONS.map(() => MIXED_UP),
      );
      await inventory.listMemories({ ...place, accountId: OTHER });
      expect(sandbox.calls.count({ operation: 'GetCallerIdentity' })).toBe(1);
    });
  });

  it('are not used while it is not known whose they are', async () => {
    const inventory = inventoryWith({
      accounts: [{ accountId: ACCOUNT, ...keysOf(ACCOUNT) }],
    });
    sandbox.faults.add({ kind: 'serverError', operation: 'GetCallerIdentity' });
    expect(reasons(await listEverywhere(inventory))).toEqual(
      REGIONS.map(
        () =>
          'Whose credentials these are is not known: sts:GetCallerIdentity: InternalFailure',
      ),
    );
    sandbox.faults.clear();
    expect(reasons(await listEverywhere(inventory))).toEqual(
      REGIONS.map(() => 'listed'),
    );
  });

  it('are asked for once for all regions, and static ones never again', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
    try {
      const inventory = inventoryWith({
        ...assuming(),
        accounts: [{ accountId: OTHER, ...keysOf(OTHER) }],
      });
      sandbox.state.addAccount({ id: ACCOUNT, roles: ['BackstageReader'] });
      for (let hour = 0; hour < 3; hour += 1) {
        await listEverywhere(inventory, ACCOUNT);
        await listEverywhere(inventory, OTHER);
        jest.setSystemTime(Date.now() + 3_600_000);
      }
      expect(sandbox.calls.countsByOperation()).toEqual({
        'bedrock-agentcore:ListMemories': 18,
        'sts:AssumeRole': 3,
        'sts:GetCallerIdentity': 1,
      });
    } finally {
      jest.useRealTimers();
    }
  });

  it('that STS refuses are told by the call that it refused, without secrets', async () => {
    const inventory = inventoryWith({
      ...assuming(),
      accountDefaults: { roleName: 'BackstageReader', externalId: 'hush-hush' },
    });
    const role = `arn:aws:iam::${ACCOUNT}:role/BackstageReader`;
    const reason = `sts:AssumeRole: AccessDenied for ${role}`;
    expect(reasons(await listEverywhere(inventory))).toEqual(
      REGIONS.map(() => reason),
    );
    const key = sandbox.state.createKey(place);
    expect(
      await inventory.createKeyReader().read(key.arn, ACCOUNT),
    ).toMatchObject({ metadata: { state: 'denied', reason } });
  });

  describe('while STS never answers', () => {
    const TIMES = { requestTimeoutMs: 500, credentialsTimeoutMs: 1_500 };
    const role = `arn:aws:iam::${ACCOUNT}:role/BackstageReader`;

    beforeEach(() => {
      for (const id of [ACCOUNT, OTHER]) {
        sandbox.state.addAccount({ id, roles: ['BackstageReader'] });
      }
    });

    it('end in time, those of other accounts come, and so do theirs later', async () => {
      const inventory = inventoryWith(assuming(), TIMES);
      sandbox.faults.add({
        kind: 'hang',
        operation: 'AssumeRole',
        resource: role,
      });
      const [hanging, other] = await Promise.all([
        listEverywhere(inventory),
        listEverywhere(inventory, OTHER),
      ]);
      expect(new Set(reasons(hanging))).toEqual(
        new Set([expect.stringMatching(/^sts:AssumeRole: .* for arn:aws:iam/)]),
      );
      expect(reasons(other)).toEqual(REGIONS.map(() => 'listed'));
      const tried = sandbox.calls.count({ operation: 'AssumeRole' });
      // One attempt for all regions, with the SDK's own three tries.
      expect(tried).toBeLessThanOrEqual(3 + 1);
      sandbox.faults.clear();
      const now = Date.now();
      const clock = jest.spyOn(Date, 'now').mockReturnValue(now + 60_000);
      expect(reasons(await listEverywhere(inventory))).toEqual(
        REGIONS.map(() => 'listed'),
      );
      clock.mockRestore();
    });

    it('end in time as well where whose they are is not answered', async () => {
      const inventory = inventoryWith({ mainAccount: keysOf(ACCOUNT) }, TIMES);
      sandbox.faults.add({ kind: 'hang', operation: 'GetCallerIdentity' });
      expect(reasons(await listEverywhere(inventory))).toEqual(
        REGIONS.map(
          () =>
            'Whose credentials these are is not known: sts:GetCallerIdentity: TimeoutError',
        ),
      );
    });

    it('are not waited for after an abort, which ends nobody else’s waiting', async () => {
      const inventory = inventoryWith(assuming());
      const hold = sandbox.faults.hold({ operation: 'AssumeRole' });
      const { arn } = sandbox.state.createKey(place);
      const abort = new AbortController();
      const { signal } = abort;
      const abandoned = [
        inventory.listMemories(place, { signal }),
        inventory.createKeyReader({ signal }).read(arn, ACCOUNT),
      ].map(call => call.catch(error => error.name));
      const waiting = inventory.listMemories(place);
      await hold.reached();
      abort.abort();
      expect(await Promise.all(abandoned)).toEqual([
        'AbortError',
        'AbortError',
      ]);
      hold.release();
      expect((await waiting).memories).toEqual([]);
    });
  });

  describe.each([
    ['aws-us-gov', 'us-gov-west-1', 'us-gov-east-1'],
    ['aws-cn', 'cn-northwest-1', 'cn-north-1'],
  ])('in the partition %s', (partition, home, region) => {
    beforeEach(() => {
      for (const id of ['900000000001', '900000000002']) {
        sandbox.state.addAccount({ id, partition, roles: ['BackstageReader'] });
      }
    });
    const there = { accountId: '900000000002', region };
    const main = () => ({ ...keysOf('900000000001'), region: home });
    const inventoryThere = (aws: object) =>
      inventoryWith(
        aws,
        {},
        {
          accounts: ['900000000002'],
          regions: [region],
          organization: { accountId: '900000000001' },
        },
      );

    it('are asked for in a region of it', async () => {
      sandbox.state.createMemory({ ...there, name: 'notes' });
      const { memories } = await inventoryThere({
        mainAccount: main(),
        accountDefaults: {
          roleName: 'BackstageReader',
          partition,
          region: home,
        },
      }).listMemories(there);
      expect(memories).toMatchObject([{ partition }]);
      const { accessKeyId, secretAccessKey } = keysOf('900000000002');
      await inventoryThere({
        accounts: [{ accountId: '900000000002', accessKeyId, secretAccessKey }],
      }).listMemories(there);
      expect(sandbox.calls.list({ service: 'sts' })).toMatchObject([
        { operation: 'AssumeRole', region: home, status: 200 },
        { operation: 'GetCallerIdentity', region: home, status: 200 },
      ]);
    });

    it('say what is missing in the configuration', async () => {
      const inventory = inventoryThere({
        mainAccount: main(),
        accountDefaults: { roleName: 'BackstageReader' },
      });
      await expect(inventory.listMemories(there)).rejects.toThrow(
        `is a role of the partition aws, and ${region} is in ${partition}: set "partition" and "region"`,
      );
    });

    it('list the organisation in its home region', async () => {
      sandbox.state.createOrganization({ managementAccountId: '900000000001' });
      const inventory = inventoryThere({ mainAccount: main() });
      expect(
        await inventory.listAccounts({
          accountId: '900000000001',
          partition,
          exclude: [],
        }),
      ).toMatchObject({ accountIds: ['900000000001'] });
      expect(sandbox.calls.list({ service: 'organizations' })).toMatchObject([
        { region: home, status: 200 },
      ]);
    });
  });
});
