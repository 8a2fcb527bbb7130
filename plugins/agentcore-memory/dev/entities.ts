import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { keyAndMemory } from '../src/__testUtils__/facts';
import { componentOn, keyEntity } from '../src/__testUtils__/keys';
import { MEMORIES } from '../src/__testUtils__/memories';

const { key, memory } = keyAndMemory();

/** A group that owns memories. */
export const GROUP: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'payments', namespace: 'default', title: 'Payments' },
  spec: { type: 'team', children: [] },
};

/** What the catalog of the dev app holds. */
export const ENTITIES: Entity[] = [
  GROUP,
  ...MEMORIES,
  key,
  memory,
  keyEntity({
    n: 7,
    alias: 'alias/legacy',
    state: 'PendingDeletion',
    deletionDate: '2026-12-24T10:00:00Z',
  }),
  componentOn('support-agent', 'group:default/support', [
    stringifyEntityRef(memory),
  ]),
];
