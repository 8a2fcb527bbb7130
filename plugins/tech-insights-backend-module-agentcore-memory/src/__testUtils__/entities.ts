import { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_ACCOUNT_ID,
  ANNOTATION_ARN,
  ANNOTATION_FINDINGS,
  ANNOTATION_REGION,
  ANNOTATION_SCOPE,
  ANNOTATION_VERDICT,
  formatFindings,
  memoryArnOf,
  memoryEntityRef,
  MEMORY_TYPE,
  Outcome,
  RULE_IDS,
  verdictOf,
} from 'backstage-plugin-agentcore-memory-common';

/** The account and region that a report tells of. */
export const PLACE = { accountId: '111122223333', region: 'eu-central-1' };

function identityOf(title: string) {
  const memoryId = `${title}-a1B2c3D4e5`;
  const arn = memoryArnOf({ partition: 'aws', ...PLACE, memoryId });
  return { arn, entityRef: memoryEntityRef({ arn, memoryId }) };
}

/** The ref of the entity that `memory` makes. */
export function refOf(title: string): string {
  return identityOf(title).entityRef;
}

/** The entity of a memory whose rules come out like this, in their order; the others are off. */
export function memory(
  title: string,
  outcomes: Outcome[],
  owner = 'group:default/a',
  annotations: Record<string, string> = {},
): Entity {
  const { arn, entityRef } = identityOf(title);
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
      name: entityRef.replace('resource:default/', ''),
      namespace: 'default',
      title,
      annotations: {
        'backstage.io/managed-by-origin-location': `agentcore-memory:${arn}`,
        [ANNOTATION_ARN]: arn,
        [ANNOTATION_ACCOUNT_ID]: PLACE.accountId,
        [ANNOTATION_REGION]: PLACE.region,
        [ANNOTATION_SCOPE]: `main/${PLACE.accountId}/${PLACE.region}`,
        [ANNOTATION_VERDICT]: verdictOf(findings),
        [ANNOTATION_FINDINGS]: formatFindings(findings),
        ...annotations,
      },
    },
    spec: { type: MEMORY_TYPE, owner },
  };
}

/** A group, with the relations that the catalog gives it. */
export function group(name: string, ...parents: string[]): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'team', children: [] },
    relations: parents.map(parent => ({
      type: 'childOf',
      targetRef: `group:default/${parent}`,
    })),
  };
}

/** A user. */
export function user(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, namespace: 'default' },
    spec: { memberOf: [] },
  };
}
