import { Entity } from '@backstage/catalog-model';
import {
  memoryToEntity,
  Outcome,
  RuleId,
  verdictOf,
} from 'backstage-plugin-agentcore-memory-common';
import { KEY, memoryFacts, stitched } from './facts';

/** The fields of a memory that a test or the dev page sets; the others have defaults. */
export interface MemoryFixture {
  name: string;
  title?: string;
  owner?: string;
  accountId?: string;
  region?: string;
  outcomes?: Partial<Record<RuleId, Outcome>>;
  reason?: string;
  annotations?: Record<string, string>;
}

/** A memory's entity as the provider writes it and the catalog gives it back. */
export function memoryEntity(fixture: MemoryFixture): Entity {
  const {
    name,
    title = name,
    owner: ownerRef = 'group:default/payments',
    outcomes = {},
    reason,
    annotations,
  } = fixture;
  const findings = (Object.entries(outcomes) as [RuleId, Outcome][]).map(
    ([rule, outcome]) => ({
      rule,
      outcome,
      reason: reason ?? `${rule} came out as ${outcome}.`,
      evidence: [
        { fact: 'KeyState', value: 'Disabled', source: 'kms:DescribeKey' },
      ],
    }),
  );
  const memory = memoryFacts(fixture);
  const { accountId, region } = memory;
  const entity = memoryToEntity({
    scope: { providerId: 'main', accountId, region },
    memory,
    key: KEY,
    dependsOnKey: false,
    assessment: { verdict: verdictOf(findings), findings },
    owner: { ownerRef, source: 'tag:team' },
  });
  const { metadata } = entity;
  return stitched({
    ...entity,
    metadata: {
      ...metadata,
      title,
      annotations: { ...metadata.annotations, ...annotations },
    },
  });
}

/** The same entity as a person may register it from a file: the catalog says where it comes from. */
export function registered(entity: Entity): Entity {
  const { metadata } = entity;
  const location = 'url:https://git.example/catalog-info.yaml';
  return {
    ...entity,
    metadata: {
      ...metadata,
      annotations: {
        ...metadata.annotations,
        'backstage.io/managed-by-location': location,
        'backstage.io/managed-by-origin-location': location,
      },
    },
  };
}

/** Six memories, one of each kind that the UI tells apart. */
export const MEMORIES: Entity[] = [
  memoryEntity({
    name: 'support-notes',
    title: 'support_notes',
    outcomes: {
      'customer-managed-key': 'pass',
      'key-usable': 'fail',
      'key-rotation': 'warn',
    },
    reason: 'The key is disabled.',
  }),
  memoryEntity({
    name: 'checkout-agent',
    title: 'checkout_agent',
    outcomes: { 'customer-managed-key': 'pass', 'key-usable': 'pass' },
  }),
  memoryEntity({
    name: 'old-notes',
    title: 'old_notes',
    outcomes: { 'customer-managed-key': 'pass', 'key-usable': 'pass' },
    annotations: { 'agentcore-memory/stale-since': '2026-11-20T08:30:00Z' },
    region: 'us-east-1',
  }),
  memoryEntity({
    name: 'orphan',
    owner: 'group:default/unowned',
    outcomes: { 'customer-managed-key': 'unknown' },
    annotations: { 'agentcore-memory/owner-source': 'none' },
  }),
  memoryEntity({
    name: 'mistyped',
    owner: 'group:default/unowned',
    outcomes: { 'customer-managed-key': 'fail' },
    annotations: {
      'agentcore-memory/owner-source': 'invalid-tag:team',
      'agentcore-memory/owner-claim': 'Team Ghost!',
    },
  }),
  memoryEntity({
    name: 'haunted',
    owner: 'group:default/ghosts',
    accountId: '444455556666',
    outcomes: { 'key-rotation': 'warn', 'key-usable': 'pass' },
  }),
];
