import { ANNOTATION_ORIGIN_LOCATION } from '@backstage/catalog-model';
import { KEY_TYPE, MEMORY_TYPE } from './annotations';
import { LOCATION_TYPE } from './entityName';

/**
 * Finds our entities in the catalog, to be given as `query` beside any `filter`: their origin location is ours,
 * and the catalog overwrites it on everything that people register. `isOurs` is stricter still.
 *
 * @public
 */
export const OUR_ENTITIES_QUERY = {
  [`metadata.annotations.${ANNOTATION_ORIGIN_LOCATION}`]: {
    $hasPrefix: LOCATION_TYPE,
  },
};

/**
 * The catalog's filter for memories. Registered entities can pass it as well: give it together with
 * `OUR_ENTITIES_QUERY`, and read what it finds with `readMemoryEntity`.
 *
 * @public
 */
export const ALL_MEMORIES_FILTER = {
  kind: 'Resource',
  'spec.type': MEMORY_TYPE,
} as const;

/** The same for the keys of memories; read what it finds with `readKeyEntity`. @public */
export const ALL_KEYS_FILTER = {
  kind: 'Resource',
  'spec.type': KEY_TYPE,
} as const;

/** The same for memories and their keys. @public */
export const ALL_ENTITIES_FILTER = {
  kind: 'Resource',
  'spec.type': [MEMORY_TYPE, KEY_TYPE],
};
