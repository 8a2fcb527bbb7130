import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Sandbox, startSandbox } from 'aws-sandbox';
import { ConnectProxy } from './__testUtils__/ConnectProxy';
import { proxyEnv } from './proxyEnv';

const MAIN = '111111111111';
const ACCOUNT = '111122223333';
const place = { accountId: ACCOUNT, region: 'eu-central-1' };
const KMS = 'kms.eu-central-1.amazonaws.com';
const HOSTS = [
  'bedrock-agentcore-control.eu-central-1.amazonaws.com',
  'cloudtrail.eu-central-1.amazonaws.com',
  KMS,
  'organizations.us-east-1.amazonaws.com',
  'sts.us-east-1.amazonaws.com',
  'tagging.eu-central-1.amazonaws.com',
];

describe('behind a proxy', () => {
  let sandbox: Sandbox;
  let proxy: ConnectProxy;
  let folder: string;

  beforeEach(async () => {
    sandbox = await startSandbox();
    proxy = await ConnectProxy.start(sandbox.url, HOSTS);
    folder = mkdtempSync(join(tmpdir(), 'proxy-'));
    sandbox.state.addAccount({ id: ACCOUNT, roles: ['BackstageReader'] });
    sandbox.state.createOrganization({ managementAccountId: ACCOUNT });
  });

  afterEach(async () => {
    rmSync(folder, { recursive: true });
    await proxy.stop();
    await sandbox.stop();
  });

  async function callEverything(
    aws: object,
    keyArn: string,
    env: Record<string, string> = {},
  ) {
    const authority = join(folder, 'authority.pem');
    writeFileSync(authority, proxy.certificate);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        join(__dirname, '__testUtils__/callEverything.ts'),
        JSON.stringify(aws),
        keyArn,
        ACCOUNT,
        place.region,
      ],
      {
        env: {
          PATH: process.env.PATH,
          NODE_USE_ENV_PROXY: '1',
          NODE_EXTRA_CA_CERTS: authority,
          HTTPS_PROXY: proxy.url,
          HTTP_PROXY: proxy.url,
          ...env,
        },
      },
    );
    return JSON.parse(stdout);
  }

  it.each([
    [
      'assumed',
      () => ({
        mainAccount: sandbox.credentialsFor(MAIN),
        accountDefaults: { roleName: 'BackstageReader' },
      }),
      'AssumeRole',
    ],
    [
      'of Backstage itself',
      () => ({ mainAccount: sandbox.credentialsFor(ACCOUNT) }),
      'GetCallerIdentity',
    ],
  ])(
    'every call goes through it, with credentials that are %s',
    async (_, aws, identity) => {
      const { arn } = sandbox.state.createMemory({ ...place, name: 'notes' });
      const key = sandbox.state.createKey({ ...place, tags: { owner: 'a' } });
      expect(await callEverything(aws(), key.arn)).toEqual({
        memories: [arn],
        key: 'known',
        tags: { state: 'known', value: { owner: 'a' } },
        history: 'read',
        accounts: [ACCOUNT],
      });
      expect([...proxy.hosts].sort()).toEqual(
        HOSTS.map(host => `${host}:443`).sort(),
      );
      // Once for the inventory, and once for the activity of keys.
      expect(sandbox.calls.count({ operation: identity })).toBe(2);
    },
    30_000,
  );

  it('no call goes through it to hosts that are excepted', async () => {
    const key = sandbox.state.createKey(place);
    const result = await callEverything(
      { mainAccount: sandbox.credentialsFor(ACCOUNT) },
      key.arn,
      { AWS_ENDPOINT_URL_KMS: sandbox.url, NO_PROXY: '127.0.0.1' },
    );
    expect(result.key).toBe('known');
    expect([...proxy.hosts].sort()).toEqual(
      HOSTS.filter(host => host !== KMS)
        .map(host => `${host}:443`)
        .sort(),
    );
  }, 30_000);
});

describe('proxyEnv', () => {
  it('gives the environment where Node is told to use it', () => {
    const env = { HTTPS_PROXY: 'http://proxy:3128' };
    expect(proxyEnv(env, [])).toEqual({});
    expect(proxyEnv({ ...env, NODE_USE_ENV_PROXY: '0' }, [])).toEqual({});
    for (const on of [
      { ...env, NODE_USE_ENV_PROXY: '1' },
      { ...env, NODE_OPTIONS: '--no-warnings --use-env-proxy' },
    ]) {
      expect(proxyEnv(on, [])).toEqual({ proxyEnv: on });
    }
    expect(proxyEnv(env, ['--use-env-proxy'])).toEqual({ proxyEnv: env });
  });
});
