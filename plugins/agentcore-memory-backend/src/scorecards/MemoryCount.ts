import { AuthService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_ACCOUNT_ID,
  ANNOTATION_FINDINGS,
  ANNOTATION_OWNER_CLAIM,
  ANNOTATION_OWNER_SOURCE,
  ANNOTATION_REGION,
  ANNOTATION_SCOPE,
  ANNOTATION_STALE_SINCE,
  MEMORY_TYPE,
  Outcome,
  parseFindings,
  RuleId,
  Verdict,
  verdictOf,
} from 'backstage-plugin-agentcore-memory-common';

/** What counting needs of one memory. */
export interface CountedMemory {
  entityRef: string;
  title: string;
  accountId: string;
  region: string;
  scope: string;
  ownerRef: string;
  ownerSource: string;
  ownerClaim?: string;
  verdict: Verdict;
  complete: boolean;
  findings: { rule: RuleId; outcome: Outcome }[];
  staleSince?: string;
}

/** All memories of the catalog at one moment, and which of their owners exist. */
export interface MemoryCount {
  memories: CountedMemory[];
  /** Full ref of each owner that exists → its title. */
  owners: ReadonlyMap<string, string>;
  countedAt: Date;
}

const PAGE_SIZE = 1000;
const OWNERS_PER_REQUEST = 200;

function toCountedMemory(entity: Entity): CountedMemory {
  const annotations = entity.metadata.annotations ?? {};
  const findings = parseFindings(annotations[ANNOTATION_FINDINGS]).map(
    ({ rule, outcome }) => ({ rule, outcome }),
  );
  return {
    entityRef: stringifyEntityRef(entity),
    title: entity.metadata.title ?? entity.metadata.name,
    accountId: annotations[ANNOTATION_ACCOUNT_ID] ?? '',
    region: annotations[ANNOTATION_REGION] ?? '',
    scope: annotations[ANNOTATION_SCOPE] ?? '',
    ownerRef: String(entity.spec?.owner ?? ''),
    ownerSource: annotations[ANNOTATION_OWNER_SOURCE] ?? '',
    ownerClaim: annotations[ANNOTATION_OWNER_CLAIM],
    // From the findings and not from the verdict's own annotation: what the findings don't prove is unknown.
    verdict: verdictOf(findings),
    complete: findings.every(finding => finding.outcome !== 'unknown'),
    findings,
    staleSince: annotations[ANNOTATION_STALE_SINCE],
  };
}

/** Counts the catalog's memories. Rejects with what the catalog rejects with. */
export async function countMemories(
  catalog: CatalogService,
  auth: AuthService,
): Promise<MemoryCount> {
  const credentials = await auth.getOwnServiceCredentials();
  const countedAt = new Date();
  const memories: CountedMemory[] = [];
  const pages = catalog.streamEntities(
    {
      filter: { kind: 'Resource', 'spec.type': MEMORY_TYPE },
      fields: ['kind', 'metadata', 'spec.owner'],
      pageSize: PAGE_SIZE,
    },
    { credentials },
  );
  for await (const page of pages) memories.push(...page.map(toCountedMemory));

  const refs = [...new Set(memories.map(memory => memory.ownerRef))];
  const owners = new Map<string, string>();
  for (let i = 0; i < refs.length; i += OWNERS_PER_REQUEST) {
    const entityRefs = refs.slice(i, i + OWNERS_PER_REQUEST);
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs, fields: ['kind', 'metadata', 'spec.profile'] },
      { credentials },
    );
    items.forEach((entity, index) => {
      if (entity) owners.set(entityRefs[index], titleOf(entity));
    });
  }
  return { memories, owners, countedAt };
}

/** What people call a group or user. */
export function titleOf({ metadata, spec }: Entity): string {
  const profile = spec?.profile as { displayName?: unknown } | undefined;
  return typeof profile?.displayName === 'string'
    ? profile.displayName
    : metadata.title ?? metadata.name;
}
