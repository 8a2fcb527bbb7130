import {
  CatalogApi,
  CATALOG_FILTER_EXISTS,
} from '@backstage/plugin-catalog-react';
import {
  ALL_MEMORIES_FILTER,
  OUR_ENTITIES_QUERY,
  ANNOTATION_ACCOUNT_ID,
  ANNOTATION_OWNER_CLAIM,
  ANNOTATION_OWNER_SOURCE,
  ANNOTATION_REGION,
  ANNOTATION_VERDICT,
  NOT_PASSED,
  ownerRefOf,
  RuleId,
  ruleAnnotation,
} from 'backstage-plugin-agentcore-memory-common';
import { MemoryFilters } from './memoryFilters';

/** Memories on one page of the table. */
export const PAGE_SIZE = 25;

/** Marks the owner filter as the text of an owner tag rather than an entity ref. */
export const CLAIM_PREFIX = 'claim:';

/** What lists need of a memory. Not the stored facts: they are large, and no column shows them. */
export const MEMORY_FIELDS = [
  'kind',
  'metadata',
  'spec.type',
  'spec.owner',
  'spec.dependsOn',
  'relations',
];

/** What it takes to call a key by its alias. */
export const KEY_NAME_FIELDS = [
  'kind',
  'metadata',
  'spec.type',
  'spec.owner',
  'spec.agentCoreMemory.aliases',
];

type Filter = Record<string, string | symbol | (string | symbol)[]>;
type Request = NonNullable<Parameters<CatalogApi['queryEntities']>[0]>;

/** Where the catalog finds an annotation. */
export function annotationField<A extends string>(annotation: A) {
  return `metadata.annotations.${annotation}` as const;
}

const OWNED_BY = 'relations.ownedBy';

const CLAIM = annotationField(ANNOTATION_OWNER_CLAIM);

/** A claim is a ref or a tag's text, and some texts read like refs: both are looked for. */
function ownedByAny(claims: readonly string[]): Filter[] {
  const refs = claims.flatMap(claim => ownerRefOf(claim) ?? []);
  return refs.length ? [{ [OWNED_BY]: refs }] : [];
}

/** The full ref of the group or user that the filter `owner` names; `undefined` where it stands for something else. */
export function namedOwner(owner: string | undefined): string | undefined {
  const isBucket =
    owner === 'unowned' ||
    owner === 'owner-not-found' ||
    owner?.startsWith(CLAIM_PREFIX);
  return owner && !isBucket ? ownerRefOf(owner) : undefined;
}

/** Any one of the filters has to pass. The owner is a relation, since the catalog spells those in one way. */
function ownerFilters(owner: string, claims: readonly string[]): Filter[] {
  if (owner === 'unowned') {
    return [{ [annotationField(ANNOTATION_OWNER_SOURCE)]: ['none', 'unread'] }];
  }
  if (owner === 'owner-not-found') {
    return [{ [CLAIM]: CATALOG_FILTER_EXISTS }, ...ownedByAny(claims)];
  }
  if (owner.startsWith(CLAIM_PREFIX)) {
    const claim = owner.slice(CLAIM_PREFIX.length);
    return [{ [CLAIM]: claim }, ...ownedByAny([claim])];
  }
  return [{ [OWNED_BY]: ownerRefOf(owner) ?? owner }];
}

/**
 * The request to the catalog for one page of memories, by title.
 *
 * @param filters - the filters in the URL
 * @param claims - the refs and texts that name no owner; needed for `owner-not-found` only
 * @param owners - any of these instead of the owner in the filters; thousands of them fit, since they are in a body
 */
export function memoryQuery(
  filters: MemoryFilters,
  {
    claims = [],
    owners,
  }: { claims?: readonly string[]; owners?: string[] } = {},
): Request {
  const { owner, verdict, rule, account, region, key, q, page = 1 } = filters;
  const common: Filter = {
    ...ALL_MEMORIES_FILTER,
    ...(verdict && { [annotationField(ANNOTATION_VERDICT)]: verdict }),
    ...(rule && {
      [annotationField(ruleAnnotation(rule as RuleId))]: [...NOT_PASSED],
    }),
    ...(account && { [annotationField(ANNOTATION_ACCOUNT_ID)]: account }),
    ...(region && { [annotationField(ANNOTATION_REGION)]: region }),
    ...(key && { 'relations.dependsOn': key }),
  };
  const filter =
    owner && !owners
      ? ownerFilters(owner, claims).map(more => ({ ...common, ...more }))
      : common;
  return {
    query: owners
      ? { $all: [OUR_ENTITIES_QUERY, { [OWNED_BY]: { $in: owners } }] }
      : OUR_ENTITIES_QUERY,
    filter,
    fields: MEMORY_FIELDS,
    // The catalog ignores further order fields and logs a warning on every request.
    orderFields: [{ field: 'metadata.title', order: 'asc' }],
    ...(q && {
      fullTextFilter: { term: q, fields: ['metadata.title', 'metadata.name'] },
    }),
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  };
}
