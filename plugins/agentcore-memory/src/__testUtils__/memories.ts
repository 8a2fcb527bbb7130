import { Entity } from '@backstage/catalog-model';
import {
  formatFindings,
  Outcome,
  RuleId,
  ruleAnnotation,
  verdictOf,
} from 'backstage-plugin-agentcore-memory-common';

/** What a test or the dev page wants to say about a memory; the rest is filled in. */
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
    owner = 'group:default/payments',
    outcomes = {},
    reason,
    accountId = '111122223333',
    region = 'eu-central-1',
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
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      namespace: 'default',
      title: fixture.title ?? name,
      annotations: {
        'amazonaws.com/account-id': accountId,
        'agentcore-memory/region': region,
        'agentcore-memory/status': 'ACTIVE',
        'agentcore-memory/encryption': 'customer-managed',
        'agentcore-memory/kms-key-arn': `arn:aws:kms:${region}:${accountId}:key/11111111-2222-3333-4444-555555555555`,
        'agentcore-memory/owner-source': 'tag:team',
        ...Object.fromEntries(
          findings.map(({ rule, outcome }) => [ruleAnnotation(rule), outcome]),
        ),
        ...(findings.length && {
          'agentcore-memory/verdict': verdictOf(findings),
          'agentcore-memory/findings': formatFindings(findings),
        }),
        ...fixture.annotations,
      },
    },
    spec: { type: 'agentcore-memory', owner },
    relations: [{ type: 'ownedBy', targetRef: owner }],
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
