import { FilterPredicate } from '@backstage/filter-predicates';
import { CatalogApi } from '@backstage/plugin-catalog-react';
import {
  ALL_MEMORIES_FILTER,
  ANNOTATION_ACCOUNT_ID,
  ANNOTATION_KEY_STATE,
  ANNOTATION_REGION,
  ANNOTATION_STALE_SINCE,
  KEY_TYPE,
  OUR_ENTITIES_QUERY,
} from 'backstage-plugin-agentcore-memory-common';
import { AT_RISK, KeyFilters } from './keyFilters';
import { annotationField } from './memoryQuery';

/** What the table needs of a key. */
const KEY_FIELDS = [
  'kind',
  'metadata',
  'spec.type',
  'spec.owner',
  'spec.agentCoreMemory',
  'relations',
];

/** The catalog's filter for keys; give it together with `OUR_ENTITIES_QUERY`. */
const ALL_KEYS_FILTER = { kind: 'Resource', 'spec.type': KEY_TYPE };

/** The relation by which a memory names its key, and a component its memory. */
export const DEPENDS_ON = 'relations.dependsOn';

type QueryRequest = Exclude<
  NonNullable<Parameters<CatalogApi['queryEntities']>[0]>,
  { cursor: string }
>;
type FacetsRequest = Parameters<CatalogApi['getEntityFacets']>[0];

const STATE = annotationField(ANNOTATION_KEY_STATE);
const DELETION_DATE = 'spec.agentCoreMemory.details.value.deletionDate';
const ENABLED: FilterPredicate = {
  $all: [
    { [STATE]: 'Enabled' },
    { [annotationField(ANNOTATION_STALE_SINCE)]: { $exists: false } },
  ],
};

/** A state that is not known counts as a risk, and so does one that AWS has not confirmed when it was due. */
const NOT_ENABLED: FilterPredicate = { $not: ENABLED };

function part(
  filters: KeyFilters,
  more: FilterPredicate[],
  orderBy: string,
): QueryRequest {
  const { state, account, region, q } = filters;
  return {
    query: {
      $all: [
        OUR_ENTITIES_QUERY,
        ALL_KEYS_FILTER,
        ...(state && state !== AT_RISK ? [{ [STATE]: state }] : []),
        ...(account
          ? [{ [annotationField(ANNOTATION_ACCOUNT_ID)]: account }]
          : []),
        ...(region ? [{ [annotationField(ANNOTATION_REGION)]: region }] : []),
        ...more,
      ],
    },
    fields: KEY_FIELDS,
    orderFields: [{ field: orderBy, order: 'asc' }],
    ...(q && {
      fullTextFilter: { term: q, fields: ['metadata.title', 'metadata.name'] },
    }),
  };
}

/**
 * The requests to the catalog whose answers, one after the other, are the list of keys: those that will be deleted,
 * the soonest first, then the others that are not known to be enabled, then the rest, by title. The catalog orders by
 * one field, and leaves out entities that lack it.
 */
export function keyQueries(filters: KeyFilters): QueryRequest[] {
  const dated = { [DELETION_DATE]: { $exists: true } };
  const undated = { [DELETION_DATE]: { $exists: false } };
  const atRisk = [
    part(filters, [NOT_ENABLED, dated], DELETION_DATE),
    part(filters, [NOT_ENABLED, undated], 'metadata.title'),
  ];
  return filters.state === AT_RISK
    ? atRisk
    : [...atRisk, part(filters, [ENABLED], 'metadata.title')];
}

/** The request that counts the memories under each of some keys; a body, so that no list of refs is too long. */
export function dependantsRequest(keyRefs: string[]): FacetsRequest {
  return {
    query: {
      $all: [
        OUR_ENTITIES_QUERY,
        ALL_MEMORIES_FILTER,
        { [DEPENDS_ON]: { $in: keyRefs } },
      ],
    },
    facets: [DEPENDS_ON],
  };
}

/** The request for what there is to filter keys by. */
export const KEY_OPTIONS_REQUEST: FacetsRequest = {
  query: { $all: [OUR_ENTITIES_QUERY, ALL_KEYS_FILTER] },
  facets: [
    STATE,
    annotationField(ANNOTATION_ACCOUNT_ID),
    annotationField(ANNOTATION_REGION),
  ],
};
