import { FilterPredicate } from '@backstage/filter-predicates';
import { CatalogApi } from '@backstage/plugin-catalog-react';
import {
  ALL_KEYS_FILTER,
  ALL_MEMORIES_FILTER,
  ANNOTATION_ACCOUNT_ID,
  ANNOTATION_KEY_STATE,
  ANNOTATION_REGION,
  ANNOTATION_STALE_SINCE,
  OUR_ENTITIES_QUERY,
} from 'backstage-plugin-agentcore-memory-common';
import { AT_RISK, KeyFilters, MISSING } from './keyFilters';
import { CHANGING_STATES, UNREADABLE_STATES } from './keyWords';
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

/** The relation by which a memory names its key, and a component its memory. */
export const DEPENDS_ON = 'relations.dependsOn';

type QueryRequest = Exclude<
  NonNullable<Parameters<CatalogApi['queryEntities']>[0]>,
  { cursor: string }
>;
type FacetsRequest = Parameters<CatalogApi['getEntityFacets']>[0];

const STATE = annotationField(ANNOTATION_KEY_STATE);
const DELETION_DATE = 'spec.agentCoreMemory.details.value.deletionDate';
const DETAILS_STATE = 'spec.agentCoreMemory.details.state';
const IS_MISSING: FilterPredicate = { [DETAILS_STATE]: MISSING };
const ENABLED: FilterPredicate = {
  $all: [
    { [STATE]: 'Enabled' },
    { [annotationField(ANNOTATION_STALE_SINCE)]: { $exists: false } },
  ],
};

/** A state that is not known counts as a risk, and so does one that AWS has not confirmed when it was due. */
const NOT_ENABLED: FilterPredicate = { $not: ENABLED };

/** AWS says that the memories under these keys can't be read. */
const UNREADABLE: FilterPredicate = {
  $any: [{ [STATE]: { $in: UNREADABLE_STATES } }, IS_MISSING],
};

const CHANGING: FilterPredicate = { [STATE]: { $in: CHANGING_STATES } };

const DATED: FilterPredicate = { [DELETION_DATE]: { $exists: true } };

/** The annotation of a missing key says that its state is not known; what AWS said of it tells the two apart. */
function inState(state: string | undefined): FilterPredicate[] {
  if (!state || state === AT_RISK) return [];
  if (state === MISSING) return [IS_MISSING];
  return state === 'unknown'
    ? [{ [STATE]: state }, { $not: IS_MISSING }]
    : [{ [STATE]: state }];
}

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
        ...inState(state),
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
 * The requests to the catalog whose answers, one after the other, are the list of keys at risk: those that will be
 * deleted, the soonest first; then those that can't be used; then those whose state is not known; then those that are
 * changing; by title. The catalog orders by one field, and leaves out entities that lack it.
 */
function atRiskQueries(filters: KeyFilters): QueryRequest[] {
  const others = [NOT_ENABLED, { $not: DATED }];
  const parts: FilterPredicate[][] = [
    [UNREADABLE],
    [{ $not: UNREADABLE }, { $not: CHANGING }],
    [CHANGING],
  ];
  return [
    part(filters, [NOT_ENABLED, DATED], DELETION_DATE),
    ...parts.map(more => part(filters, [...others, ...more], 'metadata.title')),
  ];
}

/** The requests for the keys at risk, and for the others, by title, unless only the former are asked for. */
export function keyQueries(filters: KeyFilters): {
  atRisk: QueryRequest[];
  others: QueryRequest[];
} {
  return {
    atRisk: atRiskQueries(filters),
    others:
      filters.state === AT_RISK
        ? []
        : [part(filters, [ENABLED], 'metadata.title')],
  };
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
    DETAILS_STATE,
  ],
};
