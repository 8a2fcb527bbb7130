import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  KEY_TYPE,
  KeyActivity,
  keyEntityRef,
} from 'backstage-plugin-agentcore-memory-common';
import { keyActivityServiceRef } from 'backstage-plugin-agentcore-memory-node';
import request from 'supertest';
import { expectDocumented } from './__testUtils__/openapi';
import { startBackend } from './__testUtils__/startBackend';

const ARN =
  'arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000001';
const NAME = keyEntityRef(ARN).replace('resource:default/', '');
const AT = '2026-11-27T08:00:00.000Z';
const ACTIVITY: KeyActivity = {
  keyArn: ARN,
  lastUsage: {
    status: 'read',
    readAt: AT,
    trackedSince: '2026-03-11T00:00:00.000Z',
    last: { operation: 'Decrypt', at: AT },
  },
  history: { status: 'unknown', readAt: AT, reason: 'AWS denies it' },
};

function key(origin = `agentcore-memory:${ARN}`): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: NAME,
      namespace: 'default',
      annotations: {
        'backstage.io/managed-by-origin-location': origin,
        'amazonaws.com/arn': ARN,
        'agentcore-memory/scope': 'main/111122223333/eu-central-1',
      },
    },
    spec: { type: KEY_TYPE, owner: 'group:default/a' },
  };
}

describe('GET /v1/keys/:namespace/:name/activity', () => {
  let backend: Awaited<ReturnType<typeof startBackend>>;
  const read = jest.fn();

  async function get({
    entities = [key()],
    denied = false,
  }: { entities?: Entity[]; denied?: boolean } = {}) {
    backend = await startBackend({
      catalog: catalogServiceMock.factory({ entities }),
      features: [
        createServiceFactory({
          service: keyActivityServiceRef,
          deps: {},
          factory: () => ({ read }),
        }),
        mockServices.permissions.mock({
          authorize: async requests =>
            requests.map(({ permission: { name: asked } }) => ({
              result:
                denied && asked === 'agentcore-memory.key-activity.read'
                  ? AuthorizeResult.DENY
                  : AuthorizeResult.ALLOW,
            })),
        }).factory,
      ],
    });
    return request(backend.server)
      .get(`/api/agentcore-memory/v1/keys/default/${NAME}/activity`)
      .set('authorization', mockCredentials.user.header());
  }

  beforeEach(() => read.mockReset().mockResolvedValue(ACTIVITY));
  afterEach(() => backend.stop());

  it('asks AWS about the key of an entity that the provider wrote', async () => {
    const { status, body } = await get();
    expect(status).toBe(200);
    expectDocumented('KeyActivity', body);
    expect(body).toEqual(ACTIVITY);
    expect(read).toHaveBeenCalledWith(ARN, { signal: expect.any(AbortSignal) });
  });

  it('asks nothing without the permission', async () => {
    expect((await get({ denied: true })).status).toBe(403);
    expect(read).not.toHaveBeenCalled();
  });

  it.each([
    ['that the catalog does not show', []],
    ['that somebody registered', [key('url:https://example.com/key.yaml')]],
  ])('knows no key %s', async (_, entities) => {
    expect((await get({ entities })).status).toBe(404);
    expect(read).not.toHaveBeenCalled();
  });

  it('says when AWS is asked too much', async () => {
    read.mockRejectedValue(new ServiceUnavailableError('Try again'));
    expect((await get()).status).toBe(503);
  });
});
