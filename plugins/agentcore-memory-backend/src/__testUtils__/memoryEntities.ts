import { Entity } from '@backstage/catalog-model';
import {
  formatFindings,
  Outcome,
  RULE_IDS,
} from 'backstage-plugin-agentcore-memory-common';

/** A group entity of this name. */
export function group(name: string, displayName?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'team', children: [], profile: { displayName } },
  };
}

/** A memory entity as the provider writes it, as far as counting looks at it. */
export function memory(
  name: string,
  outcomes: Outcome[],
  {
    owner = 'group:default/a',
    source = 'tag:owner',
    annotations = {},
  }: {
    owner?: string;
    source?: string;
    annotations?: Record<string, string>;
  } = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      namespace: 'default',
      title: name,
      annotations: {
        'amazonaws.com/account-id': '111122223333',
        'agentcore-memory/region': 'eu-central-1',
        'agentcore-memory/scope': 'main/111122223333/eu-central-1',
        'agentcore-memory/owner-source': source,
        'agentcore-memory/findings': formatFindings(
          outcomes.map((outcome, index) => ({
            rule: RULE_IDS[index],
            outcome,
            reason: 'Because.',
            evidence: [],
          })),
        ),
        ...annotations,
      },
    },
    spec: { type: 'agentcore-memory', owner },
  };
}
