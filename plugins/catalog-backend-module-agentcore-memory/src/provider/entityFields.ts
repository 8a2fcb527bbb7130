import { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_ARN,
  ANNOTATION_SCOPE,
  ANNOTATION_STALE_SINCE,
  memoryEntityName,
  parseScope,
  Scope,
} from 'backstage-plugin-agentcore-memory-common';

/** The ARN of a memory's or key's entity. */
export function arnOf({ metadata }: Entity): string | undefined {
  return metadata.annotations?.[ANNOTATION_ARN];
}

/** The scope that a memory's or key's entity was written for. */
export function scopeOf({ metadata }: Entity): Scope | undefined {
  return parseScope(metadata.annotations?.[ANNOTATION_SCOPE] ?? '');
}

/** Whether something about it was not answered the last time. */
export function isStale({ metadata }: Entity): boolean {
  return metadata.annotations?.[ANNOTATION_STALE_SINCE] !== undefined;
}

/** The ref of a memory's entity. */
export function memoryRefOf(
  memory: Parameters<typeof memoryEntityName>[0],
): string {
  const name = memoryEntityName(memory).toLocaleLowerCase('en-US');
  return `resource:default/${name}`;
}

/** Refs of what an entity depends on. */
export function dependsOn({ spec }: Entity): string[] {
  return Array.isArray(spec?.dependsOn) ? spec.dependsOn.map(String) : [];
}

/** Refs of the keys that these memories depend on, each once. */
export function dependenciesOf(memories: readonly Entity[]): string[] {
  return [...new Set(memories.flatMap(dependsOn))];
}
