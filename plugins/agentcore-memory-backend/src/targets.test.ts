import { readFileSync } from 'node:fs';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { Sandbox, startSandbox } from 'aws-sandbox';
import {
  agentCoreMemoryCreatePermission,
  assessMemory,
  CreationPreview,
  keyArnOf,
  keyToEntity,
  parseRuleSettings,
  TargetKeysResponse,
} from 'backstage-plugin-agentcore-memory-common';
import {
  createInventory,
  isAboutKey,
} from 'backstage-plugin-agentcore-memory-node';
import { ConfigReader } from '@backstage/config';
import request from 'supertest';
import { expectDocumented } from './__testUtils__/openapi';
import { startBackend } from './__testUtils__/startBackend';

const OWNER = 'group:default/checkout';
const ACCOUNT = '111122223333';
const REGION = 'eu-central-1';
const REGIONS = [REGION, 'us-east-1', 'us-west-2'];
const PLACE = { accountId: ACCOUNT, region: REGION };
const GROUP: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'checkout' },
  spec: { type: 'team', children: [] },
};

/** What the permission policy of a test says, by the name of the permission; the rest is allowed. */
type Denials = string[];

describe('targets', () => {
  let sandbox: Sandbox;
  let backend: Awaited<ReturnType<typeof startBackend>>;
  /** What the decisions on creations wait for. */
  let decisions: Promise<void>;

  async function start({
    denied = [],
    memberships = [OWNER],
    rules = {},
    entities = [GROUP],
    accounts = [ACCOUNT],
  }: {
    denied?: Denials;
    memberships?: string[];
    rules?: object;
    entities?: Entity[];
    accounts?: string[];
  } = {}) {
    const decide = (name: string) => ({
      result: denied.includes(name)
        ? AuthorizeResult.DENY
        : AuthorizeResult.ALLOW,
    });
    backend = await startBackend({
      entities,
      config: configOf(accounts, rules),
      features: [
        mockServices.permissions.mock({
          authorize: async requests =>
            requests.map(({ permission }) => decide(permission.name) as any), // any: the type leaves out ALLOW by name
          authorizeConditional: async requests => {
            if (
              requests[0].permission.name ===
              agentCoreMemoryCreatePermission.name
            ) {
              await decisions;
            }
            return requests.map(
              ({ permission }) => decide(permission.name) as any, // any: as above
            );
          },
        }).factory,
        createServiceFactory({
          service: coreServices.userInfo,
          deps: {},
          factory: () =>
            mockServices.userInfo({ ownershipEntityRefs: memberships }),
        }),
      ],
    });
  }

  function configOf(accounts: string[], rules: object) {
    return {
      aws: {
        accounts: accounts.map(accountId => ({
          accountId,
          ...sandbox.credentialsFor(accountId),
        })),
      },
      catalog: {
        providers: {
          agentCoreMemory: {
            main: {
              accounts,
              regions: REGIONS,
              ownerTags: ['owner'],
            },
          },
        },
      },
      agentCoreMemory: { rules },
    } as any; // any: JSON
  }

  async function begin(seed: 'empty' | 'demo' = 'empty') {
    decisions = Promise.resolve();
    sandbox = await startSandbox({ seed });
    process.env.AWS_ENDPOINT_URL = sandbox.url;
  }

  beforeEach(() => begin());

  afterEach(async () => {
    delete process.env.AWS_ENDPOINT_URL;
    await backend.stop();
    await sandbox.stop();
  });

  const get = (path: string) =>
    request(backend.server)
      .get(`/api/agentcore-memory/v1/${path}`)
      .set('authorization', mockCredentials.user.header());
  const keysOf = async (place = PLACE): Promise<TargetKeysResponse> => {
    const { body, status } = await get(
      `targets/${place.accountId}/${place.region}/keys?owner=${OWNER}`,
    );
    expect(status).toBe(200);
    expectDocumented('TargetKeysResponse', body);
    return body;
  };
  const previewOf = async (input: object): Promise<CreationPreview> => {
    const { body, status } = await request(backend.server)
      .post(`/api/agentcore-memory/v1/targets/${ACCOUNT}/${REGION}/preview`)
      .set('authorization', mockCredentials.user.header())
      .send({ name: 'notes', owner: OWNER, ...input });
    expect(status).toBe(200);
    expectDocumented('CreationPreview', body);
    return body;
  };

  describe('places', () => {
    it('are those that are configured, for a member of the owner', async () => {
      await start({ accounts: [ACCOUNT, '222233334444'] });
      const { body } = await get(`targets?owner=${OWNER}`);
      expectDocumented('TargetsResponse', body);
      expect(body).toEqual({
        accounts: [ACCOUNT, '222233334444'].map(accountId => ({
          accountId,
          regions: REGIONS,
        })),
        incomplete: false,
      });
      expect(sandbox.calls.count({})).toBe(0);
    });

    it('are none for who may not create there for the owner', async () => {
      await start({ memberships: [] });
      expect((await get(`targets?owner=${OWNER}`)).body.accounts).toEqual([]);
    });

    it.each([
      ['targets', 'owner: '],
      ['targets?owner=component:default/x', 'owner: must be a group or user'],
      [`targets?owner=${OWNER}&other=1`, 'other'],
      [`targets/12/eu-central-1/keys?owner=${OWNER}`, 'account: "12"'],
      [
        `targets/${ACCOUNT}/Frankfurt/keys?owner=${OWNER}`,
        'region: "Frankfurt"',
      ],
    ])('says what is wrong with %s', async (path, message) => {
      await start();
      const { status, body } = await get(path);
      expect(status).toBe(400);
      expect(body.error.message).toContain(message);
    });
  });

  describe('without permission', () => {
    it('tells nothing', async () => {
      await start({ denied: ['agentcore-memory.target.read'] });
      for (const path of [
        `targets?owner=${OWNER}`,
        `targets/${ACCOUNT}/${REGION}/keys?owner=${OWNER}`,
      ]) {
        expect((await get(path)).status).toBe(403);
      }
      const { status } = await request(backend.server)
        .post(`/api/agentcore-memory/v1/targets/${ACCOUNT}/${REGION}/preview`)
        .set('authorization', mockCredentials.user.header())
        .send({});
      expect(status).toBe(403);
      expect(sandbox.calls.count({})).toBe(0);
    });

    it('to create there tells nothing of keys, and asks AWS for nothing', async () => {
      await start({ denied: ['agentcore-memory.memory.create'] });
      const { status } = await get(
        `targets/${ACCOUNT}/${REGION}/keys?owner=${OWNER}`,
      );
      expect(status).toBe(403);
      expect((await previewOf({ newKeyAlias: 'alias/x' })).problems).toEqual([
        {
          field: 'accountId',
          message: expect.stringMatching(/agentcore-memory.memory.create/),
        },
      ]);
      expect(sandbox.calls.count({})).toBe(0);
    });

    it('to create keys a new key is a problem', async () => {
      await start({ denied: ['agentcore-memory.key.create'] });
      const { problems } = await previewOf({ newKeyAlias: 'alias/x' });
      expect(problems).toEqual([
        {
          field: 'accountId',
          message: expect.stringMatching(/agentcore-memory.key.create/),
        },
      ]);
    });

    it('for a place that is not configured', async () => {
      await start();
      const { status } = await get(
        `targets/999999999999/${REGION}/keys?owner=${OWNER}`,
      );
      expect(status).toBe(403);
      expect(sandbox.calls.count({})).toBe(0);
    });
  });

  describe('keys', () => {
    it('come usable ones first, by alias, with reasons in words for the others', async () => {
      await start();
      const { state } = sandbox;
      const good = { ...PLACE, rotationEnabled: true };
      state.createKey({ ...good, alias: 'alias/b' });
      state.createKey({ ...PLACE, alias: 'alias/a' });
      state.createKey({ ...good });
      state.createKey({ ...good, alias: 'alias/0', keyState: 'Disabled' });
      state.createKey({ ...good, alias: 'alias/aws/s3', keyManager: 'AWS' });
      const { keys, more } = await keysOf();
      expect(more).toBe(0);
      expect(keys.map(({ aliases, usable }) => [aliases[0], usable])).toEqual([
        ['alias/a', true],
        ['alias/b', true],
        [undefined, true],
        ['alias/0', false],
        ['alias/aws/s3', false],
      ]);
      expect(keys[0].warnings.map(({ rule }) => rule)).toEqual([
        'key-rotation',
      ]);
      expect(keys[3].reasons).toEqual([
        { rule: 'key-usable', reason: expect.stringMatching(/disabled/) },
      ]);
      expect(keys[4].reasons.map(({ rule }) => rule)).toEqual([
        'customer-managed-key',
      ]);
    });

    it('of a place are asked for once in half a minute, also for several callers', async () => {
      await start();
      sandbox.state.createKey(PLACE);
      await Promise.all([keysOf(), keysOf()]);
      await keysOf();
      expect(sandbox.calls.count({ operation: 'ListKeys' })).toBe(1);
      expect(sandbox.calls.count({ operation: 'DescribeKey' })).toBe(1);
    });

    it('are not all looked at where there are very many, and how many more is said', async () => {
      await start();
      for (let i = 0; i < 205; i += 1) sandbox.state.createKey(PLACE);
      const { keys, more } = await keysOf();
      expect([keys.length, more]).toEqual([200, 5]);
    });

    it('say when some may be missing', async () => {
      await start();
      sandbox.state.createKey({ ...PLACE, alias: 'alias/a' });
      sandbox.faults.add({ kind: 'deny', operation: 'ListKeys' });
      expect(await keysOf()).toMatchObject({
        keys: [{ aliases: ['alias/a'] }],
        incomplete: expect.stringMatching(/without an alias are not listed/),
      });
    });

    it('are an error where AWS lists none of them, and asked for again', async () => {
      await start();
      const fault = sandbox.faults.add({ kind: 'deny', service: 'kms' });
      const { status, body } = await get(
        `targets/${ACCOUNT}/${REGION}/keys?owner=${OWNER}`,
      );
      expect(status).toBe(503);
      expect(body.error.message).toBe('kms:ListKeys: AccessDeniedException');
      sandbox.faults.remove(fault);
      expect(await keysOf()).toMatchObject({ keys: [] });
    });

    it('give no reasons to who may not see the key in the catalog', async () => {
      const { arn } = sandbox.state.createKey({
        ...PLACE,
        alias: 'alias/hidden',
        keyState: 'Disabled',
      });
      const shown = sandbox.state.createKey({
        ...PLACE,
        alias: 'alias/shown',
        keyState: 'Disabled',
      });
      const key = await createInventory(
        new ConfigReader(configOf([ACCOUNT], {})),
      )
        .createKeyReader()
        .read(shown.arn, ACCOUNT);
      const entity = keyToEntity({
        providerId: 'main',
        key: { ...key, tags: { state: 'absent' } },
        ownerRef: OWNER,
      })!;
      await start({
        denied: ['catalog.entity.read'],
        entities: [GROUP, entity],
      });
      const { keys } = await keysOf();
      expect(keys).toEqual([
        {
          arn,
          aliases: ['alias/hidden'],
          usable: false,
          reasons: [],
          warnings: [],
          withheld: true,
        },
        expect.objectContaining({
          aliases: ['alias/shown'],
          withheld: false,
          reasons: [expect.objectContaining({ rule: 'key-usable' })],
        }),
      ]);
      const preview = await previewOf({ encryptionKeyArn: arn });
      expect(preview).toMatchObject({
        withheld: true,
        problems: [
          {
            field: 'encryptionKeyArn',
            message: expect.stringMatching(
              /shown to those who may read the key/,
            ),
          },
        ],
      });
      expect(preview.verdict).toBeUndefined();
      expect(preview.findings.filter(isAboutKey)).toEqual([]);
    });
  });

  it('says of every key of the demo what the scorecard says of the memories that use it', async () => {
    await sandbox.stop();
    await begin('demo');
    const accounts = ['111111111111', '222222222222', '333333333333'];
    const places = accounts.flatMap(accountId =>
      REGIONS.map(region => ({
        accountId,
        region,
      })),
    );
    // As the demo is configured.
    const rules = { 'key-approved': { accountIds: accounts } };
    await start({ accounts, rules });
    const inventory = createInventory(
      new ConfigReader(configOf(accounts, rules)),
    );
    const settings = parseRuleSettings(rules);
    const today = new Date().toISOString().slice(0, 10);
    let compared = 0;
    const outcomes = new Set<string>();
    for (const place of places) {
      const listing = await inventory
        .listMemories(place)
        .catch(() => undefined);
      if (!listing || listing.memories.length === 0) continue;
      const { keys } = await keysOf(place);
      const reader = inventory.createKeyReader();
      for (const listed of listing.memories) {
        const memory = await inventory.readMemory(listed);
        const arn =
          memory.details.state === 'known' &&
          memory.details.value.encryptionKeyArn.state === 'known' &&
          memory.details.value.encryptionKeyArn.value;
        if (!arn) continue;
        const key = await reader.read(arn, place.accountId);
        const target = keys.find(one => one.arn === (keyArnOf(key) ?? arn));
        if (!target) continue;
        const findings = assessMemory(
          { memory, key: { ...key, tags: { state: 'absent' } }, today },
          settings,
        ).findings.filter(isAboutKey);
        const wrong = findings.filter(({ outcome }) =>
          ['fail', 'warn', 'unknown'].includes(outcome),
        );
        expect(
          [...target.reasons, ...target.warnings]
            .map(({ rule }) => rule)
            .sort(),
        ).toEqual(wrong.map(({ rule }) => rule).sort());
        expect(target.usable).toBe(target.reasons.length === 0);
        const failed = wrong.filter(({ outcome }) => outcome === 'fail');
        expect(target.reasons.map(({ rule }) => rule)).toEqual(
          expect.arrayContaining(failed.map(({ rule }) => rule)),
        );
        compared += 1;
        outcomes.add(target.reasons.map(({ rule }) => rule).join());
      }
    }
    expect(compared).toBeGreaterThan(20);
    expect(outcomes.size).toBeGreaterThan(4);
    // The scorecard warns of it; for a new memory it is of no use.
    expect([...outcomes]).toContain('key-policy-service-access');
  });

  it('makes only calls that the documented policies allow', async () => {
    await start();
    const key = sandbox.state.createKey({ ...PLACE, rotationEnabled: true });
    sandbox.state.createMemory({ ...PLACE, name: 'notes', tags: {} });
    await keysOf();
    await previewOf({ encryptionKeyArn: key.arn });
    await previewOf({ newKeyAlias: 'alias/x' });
    const allowed = ['read', 'pick-keys'].flatMap(name =>
      JSON.parse(
        readFileSync(`${__dirname}/../../../docs/iam/${name}.json`, 'utf8'),
      ).Statement.flatMap(
        ({ Action }: { Action: string | string[] }) => Action,
      ),
    );
    const calls = Object.keys(sandbox.calls.countsByOperation());
    expect(calls).toContain('kms:ListKeys');
    expect([...allowed, 'sts:GetCallerIdentity']).toEqual(
      expect.arrayContaining(calls),
    );
  });

  describe('a preview', () => {
    it('gives the verdict of a memory with a new key, and creates nothing', async () => {
      await start();
      const preview = await previewOf({ newKeyAlias: 'alias/agentcore/notes' });
      expect(preview).toMatchObject({
        problems: [],
        exists: false,
        verdict: 'compliant',
        withheld: false,
      });
      expect(preview.findings.map(({ rule }) => rule)).toContain('key-usable');
      const { calls } = sandbox;
      expect(calls.count({ operation: 'CreateKey' })).toBe(0);
      expect(calls.count({ operation: 'CreateMemory' })).toBe(0);
    });

    it('gives all problems of the form at once, by field', async () => {
      await start();
      const { problems } = await previewOf({
        name: 'my-notes',
        eventExpiryDays: 1,
        strategies: [{ type: 'SEMANTIC', name: 'a', color: 'red' }],
        newKeyAlias: 'alias/aws/x',
      });
      expect(problems.map(({ field }) => field).sort()).toEqual([
        'eventExpiryDays',
        'name',
        'newKeyAlias',
        'strategies.0.color',
      ]);
      expect(sandbox.calls.count({})).toBe(0);
    });

    it('says that an alias is taken', async () => {
      await start();
      sandbox.state.createKey({ ...PLACE, alias: 'alias/x' });
      expect((await previewOf({ newKeyAlias: 'alias/x' })).problems).toEqual([
        { field: 'newKeyAlias', message: expect.stringMatching(/is taken/) },
      ]);
    });

    it('says that a name is taken, or that the memory exists as asked for', async () => {
      await start();
      const key = sandbox.state.createKey({ ...PLACE, rotationEnabled: true });
      sandbox.state.createMemory({
        ...PLACE,
        name: 'notes',
        encryptionKeyArn: key.arn,
        eventExpiryDuration: 90,
        tags: { owner: OWNER },
      });
      const input = { encryptionKeyArn: key.arn };
      expect(await previewOf(input)).toMatchObject({
        problems: [],
        exists: true,
        verdict: 'compliant',
      });
      expect(
        (await previewOf({ ...input, eventExpiryDays: 30 })).problems,
      ).toEqual([
        {
          field: 'name',
          message: expect.stringMatching(/eventExpiryDays is 90, and 30/),
        },
      ]);
    });

    it('gives the findings beside the refusal where the verdict is bad', async () => {
      await start();
      const key = sandbox.state.createKey({ ...PLACE, keyState: 'Disabled' });
      const preview = await previewOf({ encryptionKeyArn: key.arn });
      expect(preview).toMatchObject({
        verdict: 'non-compliant',
        problems: [
          {
            field: 'encryptionKeyArn',
            message: expect.stringMatching(
              /^the memory would be non-compliant. key-usable: .* again.$/,
            ),
          },
        ],
      });
      expect(preview.findings).toContainEqual(
        expect.objectContaining({ rule: 'key-usable', outcome: 'fail' }),
      );
    });

    it('names what is wrong besides the key', async () => {
      await start({
        rules: { 'event-retention': { maxDays: 30, severity: 'fail' } },
      });
      const { problems } = await previewOf({
        newKeyAlias: 'alias/x',
        eventExpiryDays: 60,
      });
      expect(problems).toEqual([
        {
          field: 'eventExpiryDays',
          message: expect.stringMatching(/event-retention/),
        },
      ]);
    });

    it('as code says what the language can’t express, all of it at once', async () => {
      await start();
      const input = {
        newKeyAlias: 'alias/x',
        eventExpiryDays: 3,
        strategies: [{ type: 'SEMANTIC', name: 'facts' }],
      };
      expect((await previewOf(input)).problems).toEqual([]);
      const cloudFormation = { ...input, language: 'cloudformation' };
      expect((await previewOf(cloudFormation)).problems).toEqual([]);
      const { problems, verdict } = await previewOf({
        ...input,
        language: 'terraform',
      });
      expect(problems.map(({ field }) => field)).toEqual([
        'eventExpiryDays',
        'strategies.0.namespaceTemplate',
      ]);
      expect(verdict).toBe('compliant');
      expect(
        (await previewOf({ ...input, language: 'cobol' })).problems,
      ).toEqual([{ field: 'language', message: expect.any(String) }]);
    });

    it('says of a region without AgentCore that it has none', async () => {
      await start();
      sandbox.state.withoutAgentCore(REGION);
      expect((await previewOf({ newKeyAlias: 'alias/x' })).problems).toEqual([
        {
          field: 'region',
          message: expect.stringMatching(/has no AgentCore Memory/),
        },
      ]);
    });

    it('is refused where very many are being made, and made again later', async () => {
      // So that AWS is not asked, whose calls are paced.
      await start({ denied: ['agentcore-memory.memory.create'] });
      let decide = () => {};
      decisions = new Promise(resolve => {
        decide = resolve;
      });
      const asked = Array.from({ length: 4 + 32 + 1 }, () =>
        previewOf({ newKeyAlias: 'alias/x' }),
      );
      const { problems } = await Promise.race(asked);
      expect(problems).toEqual([
        { field: '', message: expect.stringMatching(/^Too many previews/) },
      ]);
      decide();
      const fields = [
        ...(await Promise.all(asked)),
        await previewOf({ newKeyAlias: 'alias/x' }),
      ].map(preview => preview.problems[0].field);
      expect(fields.filter(field => field === '')).toHaveLength(1);
      expect(fields.filter(field => field === 'accountId')).toHaveLength(37);
    });

    it('needs a body that is an object', async () => {
      await start();
      const { status } = await request(backend.server)
        .post(`/api/agentcore-memory/v1/targets/${ACCOUNT}/${REGION}/preview`)
        .set('authorization', mockCredentials.user.header())
        .send([]);
      expect(status).toBe(400);
    });
  });

  describe('replacements', () => {
    const old = (more = {}) =>
      sandbox.state.createMemory({
        ...PLACE,
        name: 'old',
        tags: { owner: OWNER },
        ...more,
      });
    const replacing = (memoryArn: string, more = {}) =>
      previewOf({ memoryArn, newKeyAlias: 'alias/x', ...more });

    it('get the verdict of the memory that takes the place of another', async () => {
      await start();
      const { arn } = old();
      const preview = await replacing(arn);
      expect(preview).toMatchObject({
        problems: [],
        exists: false,
        verdict: 'compliant',
      });
      expect(preview.findings.map(({ rule }) => rule)).toContain(
        'customer-managed-key',
      );
    });

    it('tell nothing of a memory that the catalog hides', async () => {
      await start({ denied: ['catalog.entity.read'] });
      const { arn } = old();
      expect(await replacing(arn)).toEqual({
        problems: [
          {
            field: 'memoryArn',
            message: expect.stringMatching(/does not show you this memory/),
          },
        ],
        exists: false,
        findings: [],
        withheld: false,
      });
      expect(sandbox.calls.count({})).toBe(0);
    });

    it('are a problem where the permission to migrate is missing, and ask AWS for nothing', async () => {
      await start({ denied: ['agentcore-memory.memory.migrate'] });
      const { arn } = old();
      expect((await replacing(arn)).problems).toEqual([
        {
          field: 'accountId',
          message: expect.stringMatching(/agentcore-memory.memory.migrate/),
        },
      ]);
      expect(sandbox.calls.count({})).toBe(0);
    });

    it('of what is somebody else’s tell nothing of it', async () => {
      await start();
      const none = old().arn.replace('/old-', '/none-');
      const theirs = old({ name: 'theirs', tags: { owner: 'group:x' } }).arn;
      for (const arn of [none, theirs]) {
        expect((await replacing(arn)).problems[0].message).toMatch(
          /has no such memory, or its tags could not be read/,
        );
      }
    });

    it.each([
      ['no ARN', 'notes', {}, 'memoryArn', /must be the ARN/],
      [
        'another region than the path',
        `arn:aws:bedrock-agentcore:us-east-1:${ACCOUNT}:memory/old-a1B2c3D4e5`,
        {},
        'memoryArn',
        /another account or region|has no such memory/,
      ],
      ['a setting', undefined, { eventExpiryDays: 3 }, 'eventExpiryDays', /no/],
      [
        'its own name',
        undefined,
        { name: 'old' },
        'name',
        /has this name|taken/,
      ],
    ])('refuse %s', async (_, arn, more, field, message) => {
      await start();
      expect((await replacing(arn ?? old().arn, more)).problems).toEqual([
        { field, message: expect.stringMatching(message) },
      ]);
    });

    it('never take a memory of the name for their own', async () => {
      await start();
      const { arn } = old();
      const { arn: key } = sandbox.state.createKey({
        ...PLACE,
        rotationEnabled: true,
      });
      old({
        name: 'notes',
        encryptionKeyArn: key,
        tags: { owner: OWNER, 'agentcore-memory/replaces': arn },
      });
      const preview = await replacing(arn, {
        encryptionKeyArn: key,
        newKeyAlias: undefined,
      });
      expect(preview.problems).toMatchObject([{ field: 'name' }]);
    });
  });
});
