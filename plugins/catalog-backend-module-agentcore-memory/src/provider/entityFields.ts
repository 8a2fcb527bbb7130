import { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_ARN,
  ANNOTATION_STALE_SINCE,
} from 'backstage-plugin-agentcore-memory-common';

/** The ARN of a memory's or key's entity. */
export function arnOf({ metadata }: Entity): string | undefined {
  return metadata.annotations?.[ANNOTATION_ARN];
}

/** Whether something about it was not answered the last time. */
export function isStale({ metadata }: Entity): boolean {
  return metadata.annotations?.[ANNOTATION_STALE_SINCE] !== undefined;
}

/** Refs of what an entity depends on. */
export function dependsOn({ spec }: Entity): string[] {
  return Array.isArray(spec?.dependsOn) ? spec.dependsOn.map(String) : [];
}

/** Refs of the keys that these memories depend on, each once. */
export function dependenciesOf(memories: readonly Entity[]): string[] {
  return [...new Set(memories.flatMap(dependsOn))];
}
