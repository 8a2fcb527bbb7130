import { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_ACCOUNT_ID,
  ANNOTATION_ARN,
  ANNOTATION_FINDINGS,
  ANNOTATION_OWNER_SOURCE,
  ANNOTATION_REGION,
  ANNOTATION_SCOPE,
  ANNOTATION_VERDICT,
  formatFindings,
  memoryEntityRef,
  MEMORY_TYPE,
  memoryArnOf,
  Outcome,
  RULE_IDS,
  verdictOf,
} from 'backstage-plugin-agentcore-memory-common';

/** A group entity of this name, with the relations that the catalog gives it. */
export function group(
  name: string,
  displayName?: string,
  { parents = [], type = 'team' }: { parents?: string[]; type?: string } = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type, children: [], profile: { displayName } },
    relations: parents.map(targetRef => ({ type: 'childOf', targetRef })),
  };
}

/** A user entity of this name, with the relations that the catalog gives it. */
export function user(name: string, memberOf: string[] = []): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, namespace: 'default' },
    spec: { memberOf },
    relations: memberOf.map(targetRef => ({ type: 'memberOf', targetRef })),
  };
}

/** The ref of the entity that `memory` makes. */
export function refOf(name: string, region = 'eu-central-1'): string {
  const memoryId = `${name}-a1B2c3D4e5`;
  const arn = memoryArnOf({
    partition: 'aws',
    region,
    accountId: '111122223333',
    memoryId,
  });
  return memoryEntityRef({ arn, memoryId });
}

/** A memory entity as the provider writes it, as far as the scorecards look at it. */
export function memory(
  name: string,
  outcomes: Outcome[],
  {
    owner = 'group:default/a',
    source = 'tag:owner',
    region = 'eu-central-1',
    providerId = 'main',
    annotations = {},
  }: {
    owner?: string;
    source?: string;
    region?: string;
    providerId?: string;
    annotations?: Record<string, string>;
  } = {},
): Entity {
  const accountId = '111122223333';
  const arn = memoryArnOf({
    partition: 'aws',
    region,
    accountId,
    memoryId: `${name}-a1B2c3D4e5`,
  });
  const findings = outcomes.map((outcome, index) => ({
    rule: RULE_IDS[index],
    outcome,
    reason: 'Because.',
    evidence: [],
  }));
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: refOf(name, region).replace('resource:default/', ''),
      namespace: 'default',
      title: name,
      annotations: {
        'backstage.io/managed-by-origin-location': `agentcore-memory:${arn}`,
        [ANNOTATION_ARN]: arn,
        [ANNOTATION_ACCOUNT_ID]: accountId,
        [ANNOTATION_REGION]: region,
        [ANNOTATION_SCOPE]: `${providerId}/${accountId}/${region}`,
        [ANNOTATION_OWNER_SOURCE]: source,
        [ANNOTATION_VERDICT]: verdictOf(findings),
        [ANNOTATION_FINDINGS]: formatFindings(findings),
        ...annotations,
      },
    },
    spec: { type: MEMORY_TYPE, owner },
  };
}

/** A copy of a memory's entity as a registered file would have it: the catalog writes its origin location. */
export function lookalike(name: string, original: Entity): Entity {
  const { metadata } = original;
  return {
    ...original,
    metadata: {
      ...metadata,
      name,
      annotations: {
        ...metadata.annotations,
        'backstage.io/managed-by-origin-location':
          'url:https://example.com/catalog-info.yaml',
      },
    },
  };
}
