import { AddressInfo } from 'node:net';
import {
  actionsRegistryServiceFactory,
  actionsServiceFactory,
} from '@backstage/backend-defaults/alpha';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import mcpPlugin from '@backstage/plugin-mcp-actions-backend';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {
  KEY_TYPE,
  keyEntityRef,
  UNOWNED,
} from 'backstage-plugin-agentcore-memory-common';
import { group, memory, refOf, user } from './__testUtils__/memoryEntities';
import { report } from './__testUtils__/reports';
import { startBackend } from './__testUtils__/startBackend';

const OWNER = 'group:default/a';
const ARN =
  'arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000001';
const KEY = keyEntityRef(ARN);
const TOOLS = [
  'explain-memory',
  'get-key-blast-radius',
  'get-scorecard',
  'list-failing-memories',
].map(name => `agentcore-memory.${name}`);

function key(): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: KEY.replace('resource:default/', ''),
      namespace: 'default',
      title: 'alias/notes',
      annotations: {
        'backstage.io/managed-by-origin-location': `agentcore-memory:${ARN}`,
        'amazonaws.com/arn': ARN,
        'agentcore-memory/scope': 'main/111122223333/eu-central-1',
      },
    },
    spec: {
      type: KEY_TYPE,
      owner: OWNER,
      agentCoreMemory: {
        details: {
          state: 'known',
          value: {
            manager: 'CUSTOMER',
            state: 'PendingDeletion',
            usage: 'ENCRYPT_DECRYPT',
            spec: 'SYMMETRIC_DEFAULT',
            origin: 'AWS_KMS',
            multiRegion: false,
            deletionDate: '2026-12-20T00:00:00.000Z',
          },
        },
      },
    },
  };
}

/** An entity with the relations that the catalog gives it. */
function related(entity: Entity, dependsOn: string[] = []): Entity {
  return {
    ...entity,
    spec: { ...entity.spec, dependsOn },
    relations: [
      { type: 'ownedBy', targetRef: String(entity.spec?.owner ?? OWNER) },
      ...dependsOn.map(targetRef => ({ type: 'dependsOn', targetRef })),
    ],
  };
}

/** The whole way: a real MCP client, the MCP backend plugin, the actions registry, our plugin. */
describe('actions for assistants', () => {
  let backend: Awaited<ReturnType<typeof startBackend>>;
  let client: Client;
  let asked: string[];

  async function start({
    denied = [] as string[],
    hidden = [] as string[],
    more = [] as Entity[],
    /** What the catalog has by now instead of what it had when the plugin read it. */
    changed = [] as Entity[],
    fresh = true,
  } = {}) {
    asked = [];
    const entities = [
      group('a', 'Team A'),
      group('b', 'Team B', { parents: [OWNER] }),
      related(memory('good', ['pass', 'pass'])),
      related(memory('bad', ['pass', 'fail']), [KEY]),
      related(memory('below', ['warn'], { owner: 'group:default/b' }), [KEY]),
      key(),
      related(
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name: 'agent', namespace: 'default' },
          spec: { type: 'service' },
        },
        [refOf('bad')],
      ),
      ...more,
    ];
    const nameOf = ({ metadata }: Entity) => metadata.title ?? metadata.name;
    const all = catalogServiceMock({ entities });
    const shown = catalogServiceMock({
      entities: entities
        .filter(entity => !hidden.includes(nameOf(entity)))
        .map(
          entity =>
            changed.find(now => nameOf(now) === nameOf(entity)) ?? entity,
        ),
    });
    const of = (options: unknown) =>
      (options as { credentials: { principal: { type: string } } }).credentials
        .principal.type === 'user'
        ? shown
        : all;
    const decide = (name: string) => {
      asked.push(name);
      return {
        result: denied.includes(name)
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
      };
    };
    backend = await startBackend({
      catalog: catalogServiceMock.mock({
        streamEntities: (req, opts) => of(opts).streamEntities(req, opts),
        queryEntities: (req, opts) => of(opts).queryEntities(req, opts),
        getEntityByRef: (ref, opts) => of(opts).getEntityByRef(ref, opts),
        getEntitiesByRefs: (req, opts) => of(opts).getEntitiesByRefs(req, opts),
      }).factory,
      config: {
        backend: { actions: { pluginSources: ['agentcore-memory'] } },
      },
      features: [
        mcpPlugin,
        actionsRegistryServiceFactory,
        actionsServiceFactory,
        mockServices.permissions.mock({
          authorize: async requests =>
            requests.map(({ permission }) => decide(permission.name) as any), // any: the type leaves out ALLOW by name
          authorizeConditional: async requests =>
            requests.map(({ permission }) => decide(permission.name) as any), // any: as above
        }).factory,
      ],
    });
    if (fresh) await backend.publish(report({ memories: 3 }));
    const { port } = backend.server.address() as AddressInfo;
    client = new Client({ name: 'assistant', version: '1.0.0' });
    await client.connect(
      new StreamableHTTPClientTransport(
        new URL(`http://localhost:${port}/api/mcp-actions/v1`),
        {
          requestInit: {
            headers: { authorization: mockCredentials.user.header() },
          },
        },
      ),
    );
  }

  afterEach(async () => {
    await client.close();
    await backend.stop();
  });

  async function call(name: string, args: Record<string, unknown> = {}) {
    const result = await client.callTool({
      name: `agentcore-memory.${name}`,
      arguments: args,
    });
    const [{ text }] = result.content as { text: string }[];
    return { isError: result.isError === true, text };
  }
  async function answer(name: string, args: Record<string, unknown> = {}) {
    const { isError, text } = await call(name, args);
    expect({ isError, text }).toMatchObject({ isError: false });
    return JSON.parse(text.replace(/^```json\n|\n```$/g, ''));
  }

  it('are listed as tools that only read', async () => {
    await start();
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual(TOOLS);
    for (const { annotations } of tools) {
      expect(annotations).toMatchObject({
        readOnlyHint: true,
        destructiveHint: false,
      });
    }
  });

  it('give the scorecard of a team with the groups below, and of everybody', async () => {
    await start();
    expect(await answer('get-scorecard', { owner: OWNER })).toMatchObject({
      title: 'Team A',
      score: 33,
      total: 3,
      compliant: 1,
      atRisk: 1,
      nonCompliant: 1,
      failedScopes: 0,
    });
    expect(await answer('get-scorecard')).toMatchObject({ total: 3 });
  });

  it('list what fails, worst first', async () => {
    await start();
    const { memories, mayHaveMore } = await answer('list-failing-memories');
    expect(memories).toMatchObject([
      {
        title: 'bad',
        verdict: 'non-compliant',
        findings: [{ rule: 'key-usable', outcome: 'fail', waived: false }],
      },
      { title: 'below', verdict: 'at-risk' },
    ]);
    expect(mayHaveMore).toBe(false);
    const titles = async (args: object) =>
      (await answer('list-failing-memories', { ...args })).memories.map(
        ({ title }: { title: string }) => title,
      );
    expect(await titles({ owner: 'group:default/b' })).toEqual(['below']);
    expect(await titles({ rule: 'key-usable' })).toEqual(['bad']);
    expect(await titles({ verdict: 'at-risk' })).toEqual(['below']);
    // Assistants give numbers as text.
    expect(await titles({ limit: '1' })).toEqual(['bad']);
  });

  it('say that there is more only where the caller sees more', async () => {
    await start();
    const mayHaveMore = async (limit: number) =>
      (await answer('list-failing-memories', { limit })).mayHaveMore;
    expect(await mayHaveMore(1)).toBe(true);
    expect(await mayHaveMore(2)).toBe(false);
    await client.close();
    await backend.stop();
    await start({ hidden: ['below'] });
    expect(await mayHaveMore(1)).toBe(false);
  });

  it.each([
    [1_000, false],
    [1_001, true],
  ])(
    'examine at most 1,000 candidates: with %d candidates that the caller may not read, mayHaveMore is %s',
    async (count, mayHaveMore) => {
      // Of the others, "below" fails this rule.
      const names = Array.from(
        { length: count - 1 },
        (_, index) => `hidden-${index}`,
      );
      await start({
        hidden: ['bad', 'below', ...names],
        more: names.map(name => related(memory(name, ['fail']))),
      });
      asked = [];
      expect(
        await answer('list-failing-memories', { rule: 'customer-managed-key' }),
      ).toEqual({ memories: [], mayHaveMore });
      // All of them share what is known.
      expect(
        asked.filter(name => name === 'agentcore-memory.waiver.read'),
      ).toHaveLength(1);
    },
  );

  it('do not list what is fixed, or is of another team, by now', async () => {
    await start({
      more: [related(memory('moved', ['fail'], { owner: 'group:default/b' }))],
      changed: [
        related(memory('bad', ['pass', 'pass']), [KEY]),
        related(memory('below', ['fail'], { owner: 'group:default/b' })),
        related(memory('moved', ['fail'])),
      ],
    });
    const titles = async (args: object) =>
      (await answer('list-failing-memories', { ...args })).memories.map(
        ({ title }: { title: string }) => title,
      );
    expect((await titles({})).sort()).toEqual(['below', 'moved']);
    expect(await titles({ verdict: 'at-risk' })).toEqual([]);
    expect(await titles({ rule: 'key-usable' })).toEqual([]);
    expect(await titles({ owner: 'group:default/b' })).toEqual(['below']);
  });

  it('list the memories of the groups of a user, also of one without own memories', async () => {
    await start({ more: [user('ann', ['group:default/b'])] });
    const { memories } = await answer('list-failing-memories', {
      owner: 'user:default/ann',
    });
    expect(memories).toMatchObject([{ title: 'below' }]);
  });

  it('name no owner that does not exist', async () => {
    const bare = (name: string, owner: string, source: string) =>
      related(memory(name, ['fail'], { owner, source }), [KEY]);
    const nobodys = [
      bare('untagged', UNOWNED, 'none'),
      bare('mistyped', UNOWNED, 'invalid-tag:owner'),
      bare('gone', 'group:default/gone', 'tag:owner'),
    ];
    // A group of that name owns nothing of these.
    await start({ more: [...nobodys, group('unowned')] });
    const titles = ['untagged', 'mistyped', 'gone'];
    const listed = await answer('list-failing-memories');
    const radius = await answer('get-key-blast-radius', { key: KEY });
    for (const { memories } of [listed, radius]) {
      const owned = memories.filter((each: object) => 'owner' in each);
      expect(owned.map(({ title }: { title: string }) => title)).toEqual([
        'bad',
        'below',
      ]);
      expect(memories).toHaveLength(5);
    }
    expect(radius.owners).toEqual([OWNER, 'group:default/b']);
    for (const title of titles) {
      const explained = await answer('explain-memory', {
        memory: refOf(title),
      });
      expect(explained).toMatchObject({ title });
      expect(explained).not.toHaveProperty('owner');
    }
    expect(
      await answer('explain-memory', { memory: refOf('bad') }),
    ).toMatchObject({ owner: OWNER });
  });

  it('explain a verdict, with what to do', async () => {
    await start();
    const explained = await answer('explain-memory', { memory: refOf('bad') });
    expect(explained).toMatchObject({
      verdict: 'non-compliant',
      stale: false,
      key: KEY,
      findings: [
        { rule: 'customer-managed-key', outcome: 'pass' },
        { rule: 'key-usable', outcome: 'fail', reason: 'Because.' },
      ],
    });
    expect(explained.findings[0].fix).toBeUndefined();
    expect(explained.findings[1].fix).toEqual(expect.any(String));
  });

  it('tell what depends on a key', async () => {
    await start();
    expect(await answer('get-key-blast-radius', { key: KEY })).toMatchObject({
      title: 'alias/notes',
      stale: false,
      state: 'PendingDeletion',
      deletionDate: '2026-12-20T00:00:00.000Z',
      memories: [{ title: 'bad' }, { title: 'below' }],
      owners: [OWNER, 'group:default/b'],
      dependants: [{ entityRef: 'component:default/agent' }],
      mayHaveMore: false,
    });
  });

  it('say nothing good of what is stale', async () => {
    await start({ fresh: false });
    expect(await answer('get-scorecard')).toMatchObject({
      score: 0,
      unknown: 3,
    });
    expect(
      await answer('explain-memory', { memory: refOf('good') }),
    ).toMatchObject({ verdict: 'unknown', stale: true });
    const { memories } = await answer('list-failing-memories', {
      rule: 'key-usable',
    });
    expect(memories).toHaveLength(3);
    const radius = await answer('get-key-blast-radius', { key: KEY });
    expect(radius).toMatchObject({ stale: true, state: 'unknown' });
    expect(radius).not.toHaveProperty('deletionDate');
  });

  it('tell nothing of what the catalog hides', async () => {
    await start({ hidden: ['bad', 'Team B', 'b'] });
    const listed = await answer('list-failing-memories');
    expect(JSON.stringify(listed)).not.toMatch(/bad/);
    expect(
      await call('list-failing-memories', { owner: 'group:default/b' }),
    ).toMatchObject({
      isError: true,
      text: expect.stringContaining('There is no group:default/b'),
    });
    const radius = await answer('get-key-blast-radius', { key: KEY });
    expect(radius.memories).toHaveLength(1);
    expect(radius.dependants).toEqual([]);
    const { isError, text } = await call('explain-memory', {
      memory: refOf('bad'),
    });
    expect(isError).toBe(true);
    expect(text).toContain('There is no memory');
    await client.close();
    await backend.stop();
    await start({ hidden: ['alias/notes'] });
    expect((await call('get-key-blast-radius', { key: KEY })).isError).toBe(
      true,
    );
  });

  it('are not there without their permission', async () => {
    await start({ denied: ['agentcore-memory.action.use'] });
    expect((await client.listTools()).tools).toEqual([]);
    expect(await call('get-scorecard')).toMatchObject({
      isError: true,
      text: expect.stringContaining('not found'),
    });
  });

  it.each([['agentcore-memory.scorecard.read', 'get-scorecard', {}]])(
    'refuse without %s, as pages do',
    async (permission, name, args) => {
      await start({ denied: [permission] });
      const { isError, text } = await call(name, args);
      expect(isError).toBe(true);
      expect(text).toContain('You may not read AgentCore memory scorecards');
    },
  );

  it('leave out what is waived without agentcore-memory.waiver.read', async () => {
    await start({ denied: ['agentcore-memory.waiver.read'] });
    const explained = await answer('explain-memory', { memory: refOf('bad') });
    expect(explained).not.toHaveProperty('verdictWithWaivers');
    const listed = await answer('list-failing-memories');
    for (const { findings } of [explained, ...listed.memories]) {
      expect(findings[0]).toMatchObject({ outcome: expect.any(String) });
      for (const finding of findings) {
        expect(finding).not.toHaveProperty('waived');
      }
    }
  });

  it.each([
    ['get-scorecard', { owner: 'component:default/x' }, 'owner'],
    ['get-scorecard', { owner: 'group:default/none' }, 'There is no group'],
    ['list-failing-memories', { owner: 'component:default/x' }, 'owner'],
    ['list-failing-memories', { owner: 'group:default/none' }, 'There is no'],
    ['list-failing-memories', { rule: 'none' }, 'rule'],
    ['list-failing-memories', { limit: 101 }, 'limit'],
    ['explain-memory', {}, 'memory'],
    ['explain-memory', { memory: '' }, 'memory'],
    ['get-key-blast-radius', { key: refOf('bad') }, 'There is no KMS key'],
  ])('name what is wrong with %s %j', async (name, args, message) => {
    await start();
    const { isError, text } = await call(name, args);
    expect(isError).toBe(true);
    expect(text).toContain(message);
  });
});
