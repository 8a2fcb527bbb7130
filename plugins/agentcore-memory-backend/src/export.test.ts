import { readFileSync } from 'node:fs';
import http from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import Ajv from 'ajv/dist/2020';
import {
  ANNOTATION_OWNER_CLAIM,
  RULE_IDS,
} from 'backstage-plugin-agentcore-memory-common';
import { parse } from 'csv-parse/sync';
import request from 'supertest';
import {
  group,
  lookalike,
  memory,
  refOf,
} from './__testUtils__/memoryEntities';
import { report } from './__testUtils__/reports';
import { startBackend } from './__testUtils__/startBackend';

const API = '/api/agentcore-memory/v1';
const OWNER = 'group:default/a';
const schema = JSON.parse(
  readFileSync(join(__dirname, '../../../docs/evidence.schema.json'), 'utf8'),
);
const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(
  schema,
);
type Row = Record<string, string>;
const success = jest.fn(async () => {});
const createEvent = jest.fn(async () => ({ success, fail: async () => {} }));
const CONDITIONAL: PolicyDecision = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  conditions: {
    rule: 'IS_ENTITY_OWNER',
    resourceType: 'catalog-entity',
    params: {},
  },
};

describe('GET /v1/export', () => {
  let backend: Awaited<ReturnType<typeof startBackend>>;

  async function start({
    entities = [
      group('a'),
      memory('good', ['pass', 'pass']),
      memory('bad', ['fail', 'warn', 'unknown', 'pass']),
    ] as Entity[],
    denied = [] as string[],
    streamEntities = undefined as
      | undefined
      | ((request: never) => AsyncIterable<Entity[]>),
    fresh = true,
    hidden = [] as string[],
  } = {}) {
    jest.clearAllMocks();
    const all = catalogServiceMock({ entities });
    const catalog = catalogServiceMock.mock({
      streamEntities: (req, opts) =>
        streamEntities &&
        (opts as { credentials: { principal: { type: string } } }).credentials
          .principal.type === 'user'
          ? streamEntities(req as never)
          : all.streamEntities(req, opts),
      getEntityByRef: (ref, opts) => all.getEntityByRef(ref, opts),
      getEntitiesByRefs: async (req, opts) => {
        const { items } = await all.getEntitiesByRefs(req, opts);
        return {
          items: items.map((item, index) =>
            hidden.includes(req.entityRefs[index]) ? undefined : item,
          ),
        };
      },
    });
    const decide = (name: string) => ({
      result: denied.includes(name)
        ? AuthorizeResult.DENY
        : AuthorizeResult.ALLOW,
    });
    backend = await startBackend({
      catalog: catalog.factory,
      config: {
        agentCoreMemory: { waivers: { approvers: [OWNER], ownApproval: true } },
      },
      features: [
        mockServices.permissions.mock({
          authorize: async requests =>
            requests.map(({ permission }) => decide(permission.name) as any), // any: the type leaves out ALLOW by name
          authorizeConditional: async requests =>
            requests.map(
              ({ permission }) =>
                hidden.length > 0 && permission.name === 'catalog.entity.read'
                  ? CONDITIONAL
                  : (decide(permission.name) as any), // any: as above
            ),
        }).factory,
        createServiceFactory({
          service: coreServices.auditor,
          deps: {},
          factory: () => ({ createEvent }),
        }),
      ],
    });
    if (fresh) await backend.publish(report({ memories: 2 }));
  }

  afterEach(() => backend.stop());

  const get = (query: string) =>
    request(backend.server)
      .get(`${API}/export?${query}`)
      .set('authorization', mockCredentials.user.header());
  /** The rows of a whole CSV file. */
  async function csv(query = '') {
    const { status, text } = await get(`format=csv${query}`);
    expect(status).toBe(200);
    const lines = text.trimEnd().split('\r\n');
    const end = lines.pop();
    const rows: Row[] = parse(lines.join('\r\n'), { columns: true });
    expect(parse(end!)[0][0]).toMatch(
      new RegExp(`^# complete: ${rows.length} memories(;|$)`),
    );
    return rows;
  }
  /** A whole document of evidence. */
  async function evidence(query = '') {
    const { status, body } = await get(`format=json${query}`);
    expect(status).toBe(200);
    expect({ valid: validate(body), errors: validate.errors }).toEqual({
      valid: true,
      errors: null,
    });
    expect(body.end.memories).toBe(body.memories.length);
    expect(body.end.keys).toBe(body.keys.length);
    return body;
  }

  it('gives a line for each memory, as a file', async () => {
    await start();
    const { headers } = await get('format=csv');
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': expect.stringMatching(
        /^attachment; filename="agentcore-memory-\d{4}-\d\d-\d\d\.csv"$/,
      ),
      'cache-control': 'no-store',
    });
    const rows = await csv();
    expect(rows.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['good', 'compliant'],
      ['bad', 'non-compliant'],
    ]);
    expect(rows[1]).toMatchObject({
      entity_ref: refOf('bad'),
      account: '111122223333',
      region: 'eu-central-1',
      owner: OWNER,
      stale: 'false',
      customer_managed_key: 'fail',
      key_usable: 'warn',
      key_rotation: 'unknown',
      key_policy_service_access: 'pass',
      key_policy_exposure: 'off',
      reasons:
        'customer-managed-key: Because. key-usable: Because. key-rotation: Because.',
    });
  });

  it('gives evidence as its schema says, with rules, controls, settings and scan times', async () => {
    await start();
    const body = await evidence();
    expect(body).toMatchObject({
      generatedBy: 'user:default/mock',
      filter: {},
      settings: { state: 'read' },
      scans: {
        state: 'read',
        scopes: [
          { scope: 'main/111122223333/eu-central-1', outcome: 'complete' },
        ],
      },
      waivers: { state: 'read', complete: true, items: [] },
    });
    expect(body.rules.map(({ id }: { id: string }) => id)).toEqual(RULE_IDS);
    expect(body.rules[0].controls).toContainEqual({
      catalogue: 'AWS Security Hub CSPM',
      id: 'BedrockAgentCore.3',
    });
    expect(body.memories[1]).toMatchObject({
      entityRef: refOf('bad'),
      verdict: 'non-compliant',
      verdictWithWaivers: 'non-compliant',
      findings: [{ rule: 'customer-managed-key', outcome: 'fail' }, {}, {}, {}],
    });
  });

  it('says nothing good of facts that are stale', async () => {
    await start({ fresh: false });
    expect(await csv()).toMatchObject([
      {
        name: 'good',
        stale: 'true',
        verdict: 'unknown',
        verdict_with_waivers: 'unknown',
        last_verdict: 'compliant',
        customer_managed_key: 'unknown',
      },
      { name: 'bad', verdict: 'unknown', last_verdict: 'non-compliant' },
    ]);
    const { memories } = await evidence();
    expect(memories[0]).toMatchObject({
      stale: true,
      verdict: 'unknown',
      lastVerdict: 'compliant',
    });
  });

  it('takes no registered entity for a memory', async () => {
    const real = memory('good', ['pass']);
    await start({ entities: [group('a'), real, lookalike('forged', real)] });
    expect(await csv()).toHaveLength(1);
  });

  it('is safe against formulas, separators, quotes and line breaks in what others wrote', async () => {
    const claims = [
      '=HYPERLINK("https://evil.example")',
      '+1',
      '-1+1',
      '@SUM(A1)',
      '\t=1',
      '\r\n=cmd',
      '\u2028=1',
      '＝1',
      'a","=1',
      'a;=1',
      '<script>alert(1)</script>',
    ];
    await start({
      entities: claims.map((claim, index) => {
        const entity = memory(`m${index}`, ['pass']);
        entity.metadata.title = claim;
        return entity;
      }),
    });
    const { text } = await get('format=csv');
    // Every cell is quoted: nothing in one can start another.
    for (const line of text.trimEnd().split('\r\n')) {
      expect(line).toMatch(/^"([^"]|"")*"(,"([^"]|"")*")*$/);
    }
    const rows = await csv();
    expect(rows).toHaveLength(claims.length);
    for (const cell of rows.flatMap(row => Object.values(row))) {
      expect(cell).not.toMatch(/^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/);
    }
    const { memories } = await evidence();
    expect(memories.map(({ title }: { title: string }) => title)).toEqual(
      claims,
    );
  });

  it('has the filters of the list', async () => {
    await start({
      entities: [
        group('a'),
        group('b', 'B', { parents: [OWNER] }),
        memory('good', ['pass', 'pass']),
        memory('bad', ['fail', 'pass']),
        memory('below', ['pass', 'warn'], { owner: 'group:default/b' }),
        memory('far', ['pass'], { region: 'us-east-1' }),
        memory('lost', ['pass'], {
          owner: 'group:default/gone',
          annotations: { [ANNOTATION_OWNER_CLAIM]: 'gone' },
        }),
        memory('nobodys', ['pass'], {
          owner: 'group:default/unowned',
          source: 'none',
        }),
      ].map(entity => ({
        ...entity,
        relations: entity.relations ?? [
          { type: 'ownedBy', targetRef: String(entity.spec?.owner) },
        ],
      })),
    });
    const names = async (query: string) =>
      (await csv(`&${query}`)).map(({ name }) => name);
    expect(await names(`owner=${OWNER}`)).toEqual(['good', 'bad', 'far']);
    expect(await names(`owner=${OWNER}&rollup=true`)).toEqual([
      'good',
      'bad',
      'below',
      'far',
    ]);
    expect(await names('owner=unowned')).toEqual(['nobodys']);
    expect(await names('owner=owner-not-found')).toEqual(['lost']);
    expect(await names('owner=claim:gone')).toEqual(['lost']);
    expect(await names('verdict=non-compliant')).toEqual(['bad']);
    expect(await names('region=us-east-1')).toEqual(['far']);
    expect(await names('account=999999999999')).toEqual([]);
    expect(await names('q=BeLo')).toEqual(['below']);
    expect((await evidence(`&owner=${OWNER}&rollup=true`)).filter).toEqual({
      owner: OWNER,
      rollup: true,
    });
  });

  it.each([
    ['', 'format'],
    ['format=xls', 'format'],
    ['format=csv&owner=x:y:z', 'owner'],
    ['format=csv&rule=none', 'rule'],
    ['format=csv&verdict=fine', 'verdict'],
    ['format=csv&account=12', 'account'],
    ['format=csv&region=mars', 'region'],
    ['format=csv&key=:::', 'key'],
    [`format=csv&q=${'x'.repeat(1001)}`, 'q'],
    ['format=csv&colour=red', 'colour'],
  ])('names what is wrong with "%s"', async (query, field) => {
    await start();
    const { status, body } = await get(query);
    expect(status).toBe(400);
    expect(body.error.message).toContain(field);
  });

  it('is refused without its permission', async () => {
    await start({ denied: ['agentcore-memory.export.read'] });
    const { status, text } = await get('format=json');
    expect(status).toBe(403);
    expect(text).not.toContain('111122223333');
  });

  it.each([
    [
      'agentcore-memory.scan.read',
      {
        scans: { state: 'not-permitted' },
        settings: { state: 'read' },
        waivers: { state: 'read' },
      },
    ],
    [
      'agentcore-memory.scorecard.read',
      {
        scans: { state: 'read' },
        settings: { state: 'not-permitted' },
        waivers: { state: 'read' },
      },
    ],
    [
      'agentcore-memory.waiver.read',
      {
        scans: { state: 'read' },
        settings: { state: 'read' },
        waivers: { state: 'not-permitted' },
      },
    ],
  ])('leaves out what needs %s, and says so', async (permission, expected) => {
    await start({ denied: [permission] });
    const body = await evidence();
    expect(body).toMatchObject(expected);
    const isWaivers = permission === 'agentcore-memory.waiver.read';
    expect(body.memories[0].verdictWithWaivers).toBe(
      isWaivers ? undefined : 'compliant',
    );
    expect((await csv())[0]).toMatchObject({
      verdict_with_waivers: isWaivers ? 'not-permitted' : 'compliant',
      waived_rules: isWaivers ? 'not-permitted' : '',
    });
  });

  it('shows what only the catalog shows the caller', async () => {
    await start({
      async *streamEntities() {
        yield [memory('good', ['pass'])];
      },
    });
    expect((await csv()).map(({ name }) => name)).toEqual(['good']);
    const { memories } = await evidence();
    expect(memories).toHaveLength(1);
  });

  it('breaks off visibly where the catalog fails in the middle, and lets the next one begin', async () => {
    let reads = 0;
    await start({
      async *streamEntities() {
        yield [memory('good', ['pass'])];
        reads += 1;
        throw new Error('The catalog went away');
      },
    });
    for (let i = 0; i < 6; i++) {
      const text = await get(`format=${i % 2 ? 'csv' : 'json'}`)
        .buffer()
        .parse((res, done) => {
          let read = '';
          res.on('data', chunk => {
            read += chunk;
          });
          res.on('close', () => done(null, read));
        })
        .then(
          ({ body }) => body,
          error => String(error),
        );
      expect(text).not.toContain('complete"');
      expect(text).not.toContain('# complete');
    }
    expect(reads).toBe(6);
  });

  it('says how much could not be read, and who exported', async () => {
    await start();
    await backend.publish(
      report({ region: 'us-east-1', outcome: 'failed', reason: 'denied' }),
    );
    const { coverage, generatedBy } = await evidence();
    expect(coverage).toEqual({
      state: 'read',
      scopes: 2,
      failed: 1,
      notInCatalog: 0,
    });
    const { text } = await get('format=csv');
    expect(text).toContain('of 2 accounts and regions 1 could not be read');
    expect(createEvent).toHaveBeenCalledWith({
      eventId: 'export',
      severityLevel: 'medium',
      meta: { format: 'json', filter: {}, initiator: generatedBy },
    });
    expect(success).toHaveBeenCalledTimes(2);
  });

  it('tells no group below another one that the catalog hides, and compares claims as the list does', async () => {
    await start({
      entities: [
        group('a'),
        group('b', 'B', { parents: [OWNER] }),
        memory('own', ['pass']),
        memory('below', ['pass'], { owner: 'group:default/b' }),
        memory('lost', ['pass'], {
          source: 'invalid-tag:owner',
          annotations: { [ANNOTATION_OWNER_CLAIM]: 'Team Payments!' },
        }),
      ].map(entity => ({
        ...entity,
        relations: entity.relations ?? [
          { type: 'ownedBy', targetRef: String(entity.spec?.owner) },
        ],
      })),
      hidden: ['group:default/b'],
    });
    const names = async (query: string) =>
      (await csv(`&${query}`)).map(({ name }) => name);
    expect(await names(`owner=${OWNER}&rollup=true`)).toEqual(['own', 'lost']);
    expect(await names('owner=claim:team payments!')).toEqual(['lost']);
    // Whose memories the catalog shows, and not the owner itself.
    expect(await names('owner=group:default/b&rollup=true')).toEqual(['below']);
  });

  it('runs a few at a time, and stops reading when the reader goes away', async () => {
    const stopped = jest.fn();
    let begun = 0;
    let goOn = () => {};
    const wait = new Promise<void>(resolve => {
      goOn = resolve;
    });
    await start({
      async *streamEntities() {
        begun += 1;
        try {
          yield [memory('good', ['pass'])];
          await wait;
          for (;;) yield [memory('good', ['pass'])];
        } finally {
          stopped();
        }
      },
    });
    const { port } = backend.server.address() as AddressInfo;
    const running = ['a', 'a', 'b', 'b'].map(name =>
      http
        .get({
          port,
          path: `${API}/export?format=csv`,
          headers: {
            authorization: mockCredentials.user.header(`user:default/${name}`),
          },
        })
        .on('response', response => response.resume().on('error', () => {}))
        .on('error', () => {}),
    );
    while (begun < 4) await new Promise(resolve => setImmediate(resolve));
    const refusalOf = async (name: string) => {
      const { status, body } = await request(backend.server)
        .get(`${API}/export?format=csv`)
        .set(
          'authorization',
          mockCredentials.user.header(`user:default/${name}`),
        );
      return `${status} ${body.error.message}`;
    };
    expect(await refusalOf('a')).toMatch(/^503 2 of your exports are running/);
    expect(await refusalOf('c')).toMatch(/^503 4 exports are running/);
    running.forEach(one => one.destroy());
    goOn();
    while (stopped.mock.calls.length < 4) {
      await new Promise(resolve => setImmediate(resolve));
    }
  });
});
