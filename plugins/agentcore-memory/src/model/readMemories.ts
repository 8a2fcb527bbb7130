import { Entity } from '@backstage/catalog-model';
import {
  MemoryEntity,
  readMemoryEntity,
} from 'backstage-plugin-agentcore-memory-common';

/** The memories among some entities; others of the same type, which were registered by hand, are left out. */
export function readMemories(entities: readonly Entity[]): MemoryEntity[] {
  return entities.flatMap(entity => readMemoryEntity(entity) ?? []);
}
