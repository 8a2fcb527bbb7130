import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import {
  KeyFacts,
  MemoryFacts,
} from 'backstage-plugin-agentcore-memory-common';

/**
 * Changes the entity of a memory or key before it is published: title, description, tags, links, `spec.owner`,
 * `spec.system`, `spec.lifecycle`, and labels and annotations of your own. What the plugins read themselves stays as it is:
 * kind, name, `spec.type`, `spec.dependsOn`, `spec.agentCoreMemory` (the facts) and everything of
 * `agentcore-memory/`.
 *
 * It gets a copy of the entity and the stored facts, which hold more than the entity does, tags among them. It has
 * to give the same for the same input. If it throws, takes over 5 seconds, or gives no valid entity, the entity is
 * published without it and an error is logged. After three times in a row that it took too long it is not asked for
 * 5 minutes.
 *
 * @public
 */
export type AgentCoreMemoryTransformer<Facts> = (
  entity: Entity,
  facts: Facts,
) => Entity | Promise<Entity>;

/** What may be set for each type of entity. */
export interface Transformers {
  memory?: AgentCoreMemoryTransformer<MemoryFacts>;
  key?: AgentCoreMemoryTransformer<KeyFacts>;
}

/** Where modules adapt the entities of memories and keys. @public */
export interface AgentCoreMemoryTransformExtensionPoint {
  /** Throws if one is set already. */
  setMemoryTransformer(
    transformer: AgentCoreMemoryTransformer<MemoryFacts>,
  ): void;
  /** Throws if one is set already. */
  setKeyTransformer(transformer: AgentCoreMemoryTransformer<KeyFacts>): void;
}

/** The extension point through which modules set the transformers. @public */
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
    <T extends keyof Transformers>(type: T) =>
    (transformer: Transformers[T]) => {
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
