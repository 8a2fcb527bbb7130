import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  EntityProviderConnection,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_CONTENT_HASH,
  arnOfLocation,
  parseArn,
} from 'backstage-plugin-agentcore-memory-common';
import { CatalogView, ShownEntities } from '../publish/CatalogReader';
import { Place } from '../store/FactStore';

/**
 * The catalog's delta and hash semantics without the catalog: unchanged entities are no writes, and what was
 * written under another location key is refused.
 */
export class InMemoryCatalog implements EntityProviderConnection, CatalogView {
  readonly entities = new Map<string, Entity>();
  /** Refs that were written or removed, in order. */
  readonly writes: string[] = [];
  /** Entities that were handed over, changed or not. */
  handedOver = 0;
  readonly #hidden = new Set<string>();
  readonly #locationKeys = new Map<string, string | undefined>();

  async applyMutation(mutation: EntityProviderMutation): Promise<void> {
    if (mutation.type !== 'delta') throw new Error('Only deltas are expected');
    for (const removed of mutation.removed) {
      const ref = 'entityRef' in removed ? removed.entityRef : '';
      if (!this.entities.has(ref)) continue;
      if (this.#locationKeys.get(ref) !== removed.locationKey) continue;
      this.lose(ref);
      this.writes.push(`-${ref}`);
    }
    for (const { entity, locationKey } of mutation.added) {
      this.handedOver += 1;
      const ref = stringifyEntityRef(entity);
      if ((this.#locationKeys.get(ref) ?? locationKey) !== locationKey)
        continue;
      this.#locationKeys.set(ref, locationKey);
      const before = this.entities.get(ref);
      if (JSON.stringify(before) === JSON.stringify(entity)) continue;
      this.entities.set(ref, entity);
      this.writes.push(`+${ref}`);
    }
  }

  async refresh(): Promise<void> {
    throw new Error('Not expected');
  }

  async shown(place?: Place): Promise<ShownEntities> {
    const found = [...this.entities]
      .filter(([ref]) => !this.#hidden.has(ref))
      .map(([, { metadata }]) => metadata.annotations ?? {})
      .map(annotations => ({
        arn: arnOfLocation(annotations[ANNOTATION_ORIGIN_LOCATION] ?? ''),
        hash: annotations[ANNOTATION_CONTENT_HASH],
      }))
      .filter(({ arn }) => {
        const parts = arn === undefined ? undefined : parseArn(arn);
        return (
          parts &&
          (!place ||
            (parts.accountId === place.accountId &&
              parts.region === place.region))
        );
      });
    return {
      arns: new Set(found.map(({ arn }) => String(arn))),
      hashes: new Set(found.map(({ hash }) => hash)),
    };
  }

  async byRefs(refs: readonly string[]): Promise<Entity[]> {
    return refs.flatMap(ref =>
      this.#hidden.has(ref) ? [] : this.entities.get(ref) ?? [],
    );
  }

  of(type: string): Entity[] {
    return [...this.entities.values()].filter(
      entity => entity.spec?.type === type,
    );
  }

  /** Our memory of this name. */
  memory(title: string): Entity | undefined {
    return [...this.entities.values()].find(
      ({ metadata }) =>
        metadata.title === title &&
        metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION]?.startsWith(
          'agentcore-memory:',
        ),
    );
  }

  /** Puts in what people registered: the catalog itself writes where an entity comes from. */
  register(entity: Entity, location = 'url:https://example.com/info.yaml') {
    const ref = stringifyEntityRef(entity);
    if (this.entities.has(ref)) return;
    this.#locationKeys.set(ref, location);
    this.entities.set(ref, {
      ...entity,
      metadata: {
        ...entity.metadata,
        annotations: {
          ...entity.metadata.annotations,
          [ANNOTATION_LOCATION]: location,
          [ANNOTATION_ORIGIN_LOCATION]: location,
        },
      },
    });
  }

  /** Hides an entity: the catalog believes to have it, but its index lacks it. */
  hide(ref: string): void {
    this.#hidden.add(ref);
  }

  /** Loses an entity, as when it is unregistered. */
  lose(ref: string): void {
    this.entities.delete(ref);
    this.#locationKeys.delete(ref);
    this.#hidden.delete(ref);
  }
}
