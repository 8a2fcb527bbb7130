import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  ANNOTATION_KEY_STATE,
  KEY_TYPE,
  keyEntityRef,
} from 'backstage-plugin-agentcore-memory-common';
import { KeyDeletions } from './KeyDeletions';

function arnOf(n: number) {
  return `arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0000-4000-8000-00000000000${n}`;
}
const refOf = (n: number) => keyEntityRef(arnOf(n));

function key(
  n: number,
  details: object,
  {
    state,
    origin = `agentcore-memory:${arnOf(n)}`,
  }: { state: string; origin?: string },
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: refOf(n).replace('resource:default/', ''),
      namespace: 'default',
      annotations: {
        'backstage.io/managed-by-origin-location': origin,
        'amazonaws.com/arn': arnOf(n),
        'agentcore-memory/scope': 'main/111122223333/eu-central-1',
        [ANNOTATION_KEY_STATE]: state,
      },
    },
    spec: {
      type: KEY_TYPE,
      owner: 'group:default/a',
      agentCoreMemory: { details },
    },
  };
}

function known(state: string, deletionDate?: string) {
  return {
    state: 'known',
    value: {
      manager: 'CUSTOMER',
      state,
      usage: 'ENCRYPT_DECRYPT',
      spec: 'SYMMETRIC_DEFAULT',
      origin: 'AWS_KMS',
      multiRegion: false,
      ...(deletionDate && { deletionDate }),
    },
  };
}

describe('KeyDeletions', () => {
  const deletions = new KeyDeletions({
    catalog: catalogServiceMock({
      entities: [
        key(1, known('PendingDeletion', '2026-12-20T10:00:00Z'), {
          state: 'PendingDeletion',
        }),
        key(2, known('PendingReplicaDeletion'), {
          state: 'PendingReplicaDeletion',
        }),
        key(3, known('Enabled'), { state: 'Enabled' }),
        key(4, { state: 'denied', reason: 'no' }, { state: 'unknown' }),
        key(5, known('PendingDeletion', '2026-12-20T10:00:00Z'), {
          state: 'PendingDeletion',
          origin: 'url:https://example.com/key.yaml',
        }),
      ],
    }),
    auth: mockServices.auth(),
  });

  it('are those that the provider wrote, with the day where AWS gives one', async () => {
    expect(await deletions.pending()).toEqual(
      new Map([
        [refOf(1), '2026-12-20'],
        [refOf(2), 'unknown'],
      ]),
    );
  });

  it('say nothing of a key that could not be read', async () => {
    expect(await deletions.of([1, 3, 4, 5, 6].map(refOf))).toEqual(
      new Map([
        [refOf(1), '2026-12-20'],
        [refOf(3), null],
      ]),
    );
  });
});
