import { KEY_TYPE, MEMORY_TYPE } from './annotations';

/**
 * The catalog's filter for memories. Registered entities can pass it as well: what it finds has to be read with
 * `readMemoryEntity`, which gives `undefined` for those.
 *
 * @public
 */
export const ALL_MEMORIES_FILTER = {
  kind: 'Resource',
  'spec.type': MEMORY_TYPE,
} as const;

/**
 * The catalog's filter for memories and their keys. Registered entities can pass it as well, see `isOurs`.
 *
 * @public
 */
export const ALL_ENTITIES_FILTER = {
  kind: 'Resource',
  'spec.type': [MEMORY_TYPE, KEY_TYPE],
};
