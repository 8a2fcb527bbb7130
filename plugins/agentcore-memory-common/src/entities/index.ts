export {
  ALL_ENTITIES_FILTER,
  ALL_KEYS_FILTER,
  ALL_MEMORIES_FILTER,
  OUR_ENTITIES_QUERY,
} from './allMemories';
export * from './annotations';
export { cutToIndex } from './cutToIndex';
export { arnOfLocation, keyEntityRef, memoryEntityRef } from './entityName';
export { formatFindings } from './findings';
export { isOurs, isOursOf } from './identity';
export {
  keyArnNamedBy,
  keyArnOf,
  keyToEntity,
  type KeyRecord,
} from './keyEntity';
export {
  memoryToEntity,
  type Encryption,
  type MemoryRecord,
} from './memoryEntity';
export {
  DEFAULT_OWNER_TAGS,
  ownerRefOf,
  resolveOwner,
  UNOWNED,
  type OwnerResolution,
  type OwnerRules,
} from './owner';
export {
  MIGRATION_TASK_TAG,
  REPLACED_BY_TAG,
  REPLACES_TAG,
  SUCCESSOR_TAG,
  WRITER_TAG,
} from './succession';
export { SYSTEM_TAG, systemRefOf } from './system';
export { readKeyEntity, type KeyEntity } from './readKeyEntity';
export {
  readMemoryEntity,
  type MemoryEntity,
  type MemoryLink,
} from './readMemoryEntity';
