import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import { RuleId } from 'backstage-plugin-agentcore-memory-common';
import request from 'supertest';
import { group, memory, refOf, user } from './__testUtils__/memoryEntities';
import { report } from './__testUtils__/reports';
import { startBackend } from './__testUtils__/startBackend';

const TEAM = 'group:default/a';
const SECURITY = 'group:default/security';
const ANN = 'user:default/ann';
const BOB = 'user:default/bob';
const as = (person: string) => mockCredentials.user.header(person);

/** A group as the catalog relates it to its member. */
function groupOf(name: string, member: string) {
  const relations = [{ type: 'hasMember', targetRef: member }];
  return { ...group(name, `Team ${name}`), relations };
}

describe('notifications', () => {
  it('reach the members of the owning group once, through the real backend', async () => {
    const { server, record, publish, stop } = await startBackend({
      entities: [
        groupOf('a', ANN),
        groupOf('security', BOB),
        user('ann', [TEAM]),
        user('bob', [SECURITY]),
        memory('notes', ['fail', 'fail'], { owner: TEAM }),
      ],
      features: [
        notificationsPlugin,
        createServiceFactory({
          service: coreServices.userInfo,
          deps: {},
          factory: () => ({
            getUserInfo: async credentials => {
              const { principal } = credentials as {
                principal: { userEntityRef: string };
              };
              const { userEntityRef } = principal;
              return { userEntityRef, ownershipEntityRefs: [TEAM] };
            },
          }),
        }),
      ],
      config: {
        app: { baseUrl: 'http://localhost:3000' },
        agentCoreMemory: { waivers: { approvers: [TEAM], ownApproval: true } },
      },
    });
    const waive = async (rule: RuleId) => {
      const waivers = '/api/agentcore-memory/v1/waivers';
      const expiresOn = new Date(Date.now() + 3 * 86_400_000).toISOString();
      const asked = await request(server)
        .post(waivers)
        .set('authorization', as(ANN))
        .send({
          memory: refOf('notes'),
          rule,
          reason: 'It goes away this week',
          expiresOn: expiresOn.slice(0, 10),
        });
      expect(asked.body).toMatchObject({ rule });
      const approved = await request(server)
        .post(`${waivers}/${asked.body.id}/approve`)
        .set('authorization', as(ANN))
        .send({});
      expect(approved.status).toBe(200);
    };
    const read = async (person: string) => {
      const { body } = await request(server)
        .get('/api/notifications/notifications')
        .set('authorization', as(person));
      return body.notifications;
    };
    const tell = async (count: number) => {
      // It is told in the background.
      while ((await read(ANN)).length < count) await record().catch(() => {});
    };
    try {
      await publish(report({ memories: 1 }));
      await waive('customer-managed-key');
      await tell(1);
      await waive('key-usable');
      await tell(2);
      const told = {
        origin: 'plugin:agentcore-memory',
        updated: null,
        payload: expect.objectContaining({
          topic: 'waiver-expiry',
          title: expect.stringMatching(/^A waiver of Team a ends on /),
        }),
      };
      expect(await read(ANN)).toEqual([
        expect.objectContaining(told),
        expect.objectContaining(told),
      ]);
      expect(await read(BOB)).toEqual([]);
    } finally {
      await stop();
    }
  });
});
