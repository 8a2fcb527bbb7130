import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';

/**
 * Changes an entity before it is written: title, description, tags, links, `spec.owner`, `spec.system`,
 * `spec.lifecycle`, and labels and annotations of your own. What the plugins read themselves stays as it is:
 * kind, name, `spec.type`, `spec.dependsOn`, `spec.agentCoreMemory` (the facts) and everything of
 * `agentcore-memory/`.
 *
 * It gets a copy and has to give the same for the same entity, or every scan writes to the catalog. If it
 * throws, or what it gives is no valid entity, the entity is written without it and an error is logged.
 *
 * @public
 */
export type AgentCoreMemoryTransformer = (
  entity: Entity,
) => Entity | Promise<Entity>;

/** What may be set for each type of entity. */
export interface Transformers {
  memory?: AgentCoreMemoryTransformer;
  key?: AgentCoreMemoryTransformer;
}

/** Where modules adapt the entities of memories and keys. @public */
export interface AgentCoreMemoryTransformExtensionPoint {
  /** Throws if one is set already. */
  setMemoryTransformer(transformer: AgentCoreMemoryTransformer): void;
  /** Throws if one is set already. */
  setKeyTransformer(transformer: AgentCoreMemoryTransformer): void;
}

/** @public */
export const agentCoreMemoryTransformExtensionPoint =
  createExtensionPoint<AgentCoreMemoryTransformExtensionPoint>({
    id: 'catalog.agentcore-memory.transform',
  });

/** The implementation: each may be set once. */
export function collectTransformers(): {
  transformers: Transformers;
  extensionPoint: AgentCoreMemoryTransformExtensionPoint;
} {
  const transformers: Transformers = {};
  const set =
    (type: keyof Transformers) => (transformer: AgentCoreMemoryTransformer) => {
      if (transformers[type]) {
        throw new Error(`A transformer for the ${type} is set already`);
      }
      transformers[type] = transformer;
    };
  return {
    transformers,
    extensionPoint: {
      setMemoryTransformer: set('memory'),
      setKeyTransformer: set('key'),
    },
  };
}
