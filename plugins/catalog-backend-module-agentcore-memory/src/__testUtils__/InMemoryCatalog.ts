import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  EntityProviderConnection,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_KMS_KEY_ARN,
  ANNOTATION_SCOPE,
  formatScope,
  KEY_TYPE,
  MEMORY_TYPE,
  parseScope,
  Scope,
} from 'backstage-plugin-agentcore-memory-common';

/**
 * The catalog's delta and hash semantics without the catalog: unchanged entities are no writes, and what was
 * written under another location key is refused.
 */
export class InMemoryCatalog implements EntityProviderConnection {
  readonly entities = new Map<string, Entity>();
  /** Refs that were written or removed, in order. */
  readonly writes: string[] = [];
  readonly #locationKeys = new Map<string, string | undefined>();
  /** Refs of memories by scope, so that a company's worth of scopes can be held. */
  readonly #scopes = new Map<string, Set<string>>();

  async applyMutation(mutation: EntityProviderMutation): Promise<void> {
    if (mutation.type !== 'delta') throw new Error('Only deltas are expected');
    for (const { entity, locationKey } of mutation.added) {
      const ref = stringifyEntityRef(entity);
      if ((this.#locationKeys.get(ref) ?? locationKey) !== locationKey)
        continue;
      this.#locationKeys.set(ref, locationKey);
      const before = this.entities.get(ref);
      if (JSON.stringify(before) === JSON.stringify(entity)) continue;
      if (before) this.#forget(ref, before);
      this.entities.set(ref, entity);
      this.#index(ref, entity);
      this.writes.push(`+${ref}`);
    }
    for (const removed of mutation.removed) {
      const ref = 'entityRef' in removed ? removed.entityRef : '';
      const before = this.entities.get(ref);
      if (!before) continue;
      this.#forget(ref, before);
      this.entities.delete(ref);
      this.#locationKeys.delete(ref);
      this.writes.push(`-${ref}`);
    }
  }

  async refresh(): Promise<void> {
    throw new Error('Not expected');
  }

  async memoriesOf(scope: Scope): Promise<Entity[]> {
    const refs = this.#scopes.get(formatScope(scope)) ?? [];
    return [...refs].map(ref => asAnswered(this.entities.get(ref)!));
  }

  async memoriesUsing(key: { arn: string; ref: string }): Promise<Entity[]> {
    return this.of(MEMORY_TYPE)
      .filter(
        ({ metadata, spec }) =>
          (spec?.dependsOn as string[] | undefined)?.includes(key.ref) ||
          metadata.annotations?.[ANNOTATION_KMS_KEY_ARN] === key.arn,
      )
      .map(asAnswered);
  }

  async byRefs(refs: readonly string[]): Promise<Entity[]> {
    return refs.flatMap(ref => {
      const entity = this.entities.get(ref);
      return entity ? asAnswered(entity) : [];
    });
  }

  async keysOf(providerId: string): Promise<Entity[]> {
    return this.of(KEY_TYPE).filter(
      entity =>
        (parseScope(scopeOf(entity))?.providerId ?? providerId) === providerId,
    );
  }

  async scopesOf(providerId: string): Promise<string[]> {
    return [...this.#scopes.keys()].filter(
      scope => parseScope(scope)?.providerId === providerId,
    );
  }

  of(type: string): Entity[] {
    return [...this.entities.values()].filter(
      entity => entity.spec?.type === type,
    );
  }

  /** The memory of this name. */
  memory(title: string): Entity | undefined {
    return this.of(MEMORY_TYPE).find(entity => entity.metadata.title === title);
  }

  #index(ref: string, entity: Entity): void {
    if (entity.spec?.type !== MEMORY_TYPE) return;
    const scope = scopeOf(entity);
    const refs = this.#scopes.get(scope) ?? new Set();
    this.#scopes.set(scope, refs.add(ref));
  }

  #forget(ref: string, entity: Entity): void {
    const scope = scopeOf(entity);
    const refs = this.#scopes.get(scope);
    refs?.delete(ref);
    if (refs?.size === 0) this.#scopes.delete(scope);
  }
}

/** The fields that are asked for. */
function asAnswered({ kind, metadata, spec }: Entity): Entity {
  return { kind, metadata, spec } as Entity;
}

function scopeOf(entity: Entity): string {
  return entity.metadata.annotations?.[ANNOTATION_SCOPE] ?? '';
}
