import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ALL_MEMORIES_FILTER,
  ANNOTATION_ACCOUNT_ID,
  ANNOTATION_REGION,
  ANNOTATION_VERDICT,
  MemoryEntity,
  NOT_PASSED,
  OUR_ENTITIES_QUERY,
  ownerRefOf,
  ruleAnnotation,
} from 'backstage-plugin-agentcore-memory-common';
import { isNoOwner, ownerKeyOf } from '../scorecards/ownerKeys';
import { MemorySnapshot } from '../scorecards/MemorySnapshot';
import { ExportFilter } from './ExportService';

type StreamRequest = NonNullable<
  Parameters<CatalogService['streamEntities']>[0]
>;

const PAGE_SIZE = 500;
const CLAIM_PREFIX = 'claim:';
/** What evidence needs of a memory or key. */
export const ENTITY_FIELDS = ['kind', 'metadata', 'spec', 'relations'];

function annotation(name: string): string {
  return `metadata.annotations.${name}`;
}

/** The group or user whose memories are asked for; nothing where the filter stands for something else. */
export function namedOwner({ owner }: ExportFilter): string | undefined {
  return owner && !isNoOwner(owner) && !owner.startsWith(CLAIM_PREFIX)
    ? ownerRefOf(owner)
    : undefined;
}

/**
 * The request to the catalog for the memories that pass a filter, but for what only `passes` knows.
 *
 * @param owners - full refs; any of them
 */
export function exportQuery(
  { verdict, rule, account, region, key }: ExportFilter,
  owners?: readonly string[],
): StreamRequest {
  return {
    filter: {
      ...ALL_MEMORIES_FILTER,
      ...(verdict && { [annotation(ANNOTATION_VERDICT)]: verdict }),
      ...(rule && { [annotation(ruleAnnotation(rule))]: [...NOT_PASSED] }),
      ...(account && { [annotation(ANNOTATION_ACCOUNT_ID)]: account }),
      ...(region && { [annotation(ANNOTATION_REGION)]: region }),
      ...(key && { 'relations.dependsOn': key }),
    },
    query: owners
      ? {
          $all: [
            OUR_ENTITIES_QUERY,
            { 'relations.ownedBy': { $in: [...owners] } },
          ],
        }
      : OUR_ENTITIES_QUERY,
    fields: ENTITY_FIELDS,
    pageSize: PAGE_SIZE,
  };
}

/** Whether a memory passes what the catalog has no filter for. */
export function passes(
  memory: MemoryEntity,
  entity: Entity,
  { owner, q }: ExportFilter,
  owners: MemorySnapshot['owners'],
): boolean {
  if (q) {
    const text = `${memory.title}\n${entity.metadata.name}`.toLocaleLowerCase();
    if (!text.includes(q.toLocaleLowerCase())) return false;
  }
  const { ownerRef, ownerSource = '', ownerClaim } = memory;
  if (owner?.startsWith(CLAIM_PREFIX)) {
    const claim = owner.slice(CLAIM_PREFIX.length);
    return (
      // As the catalog's filters compare.
      ownerClaim?.toLocaleLowerCase('en-US') ===
        claim.toLocaleLowerCase('en-US') || ownerRef === ownerRefOf(claim)
    );
  }
  return owner && isNoOwner(owner)
    ? ownerKeyOf({ ownerRef, ownerSource }, owners) === owner
    : true;
}
