import { Entity } from '@backstage/catalog-model';
import {
  MemoryEntity,
  readMemoryEntity,
} from 'backstage-plugin-agentcore-memory-common';

/** Reads the answer to a query that has `OUR_ENTITIES_QUERY`; any entity that is not ours is left out all the same. */
export function readMemories(entities: readonly Entity[]): MemoryEntity[] {
  return entities.flatMap(entity => readMemoryEntity(entity) ?? []);
}
