import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import request from 'supertest';
import { group, memory, refOf } from './__testUtils__/memoryEntities';
import { expectDocumented } from './__testUtils__/openapi';
import { report } from './__testUtils__/reports';
import { startBackend } from './__testUtils__/startBackend';

const OLD = { 'agentcore-memory/stale-since': '2026-01-01T00:00:00Z' };

function withKey(entity: Entity, key: string): Entity {
  return {
    ...entity,
    spec: { ...entity.spec, dependsOn: [`resource:default/${key}`] },
  };
}

const ENTITIES: Entity[] = [
  group('a'),
  withKey(memory('fresh', ['pass']), 'shared'),
  withKey(memory('old', ['pass'], { annotations: OLD }), 'shared'),
  withKey(memory('alone', ['pass'], { annotations: OLD }), 'old-key'),
  // Of a scope that never reported.
  withKey(memory('far', ['pass'], { region: 'us-east-1' }), 'far-key'),
];
const ALL = [
  refOf('fresh'),
  refOf('old'),
  refOf('alone'),
  refOf('far', 'us-east-1'),
  'resource:default/shared',
  'resource:default/old-key',
  'resource:default/far-key',
  'resource:default/missing',
  'component:default/other',
];

describe('the freshness of memories and keys', () => {
  let stop: () => Promise<void>;

  afterEach(() => stop());

  /** `readable`: the caller may read only these. */
  async function ask(readable?: string[]) {
    const auth = mockServices.auth();
    const all = catalogServiceMock({ entities: ENTITIES });
    const catalog = catalogServiceMock.mock({
      streamEntities: (req, opts) => all.streamEntities(req, opts),
      getEntityByRef: (ref, opts) => all.getEntityByRef(ref, opts),
      getEntitiesByRefs: async (req, opts) => {
        const { credentials } = opts as { credentials: BackstageCredentials };
        if (!auth.isPrincipal(credentials, 'user')) {
          return all.getEntitiesByRefs(req, opts);
        }
        return {
          items: req.entityRefs.map(ref =>
            readable?.includes(ref) ? ENTITIES[0] : undefined,
          ),
        };
      },
    });
    const permissions = mockServices.permissions.mock({
      // The route needs no permission but that to read the entity in the catalog.
      authorize: async questions =>
        questions.map(() => ({ result: AuthorizeResult.DENY })),
      authorizeConditional: async questions =>
        questions.map(() =>
          readable
            ? {
                result: AuthorizeResult.CONDITIONAL,
                pluginId: 'catalog',
                resourceType: 'catalog-entity',
                conditions: { rule: 'X', resourceType: 'catalog-entity' },
              }
            : { result: AuthorizeResult.ALLOW },
        ),
    });
    const backend = await startBackend({
      catalog: catalog.factory,
      features: [permissions.factory],
    });
    stop = backend.stop;
    await backend.publish(report());
    const { status, body } = await request(backend.server)
      .post('/api/agentcore-memory/v1/freshness')
      .set('authorization', mockCredentials.user.header())
      .send({ entityRefs: ALL });
    expect(status).toBe(200);
    expectDocumented('FreshnessResponse', body);
    const age = Date.now() - Date.parse(body.staleBefore);
    expect(Math.abs(age - 24 * 3600_000)).toBeLessThan(60_000);
    return body.stale;
  }

  it('is decided on the age of their scope, and of what AWS said of them', async () => {
    expect(await ask()).toEqual([
      refOf('old'),
      refOf('alone'),
      refOf('far', 'us-east-1'),
      'resource:default/old-key',
      'resource:default/far-key',
    ]);
  });

  it('is told of those that the caller may read', async () => {
    expect(await ask([refOf('old'), 'resource:default/far-key'])).toEqual([
      refOf('old'),
      'resource:default/far-key',
    ]);
  });
});
