import { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_OWNER_CLAIM,
  ANNOTATION_OWNER_SOURCE,
  cutToIndex,
  KeyFacts,
  MemoryFacts,
  MEMORY_TYPE,
  ownerRefOf,
} from 'backstage-plugin-agentcore-memory-common';
import { Transformers } from './transformers';

/** The source of an owner that neither a tag nor the configuration gave. */
const BY_TRANSFORMER = 'transformer';

/** One of our entities with the facts that it was made from. */
export type EntitySource =
  | { entity: Entity; memory: MemoryFacts }
  | { entity: Entity; key: KeyFacts };

/**
 * An entity as the portal's own transformer wants it, but for what the plugins read themselves. Rejects with
 * what the transformer throws, and with a `TypeError` for an owner that is no group or user.
 */
export async function transformEntity(
  source: EntitySource,
  transformers: Transformers,
): Promise<Entity> {
  const ours = source.entity;
  if (!('memory' in source ? transformers.memory : transformers.key))
    return ours;
  const copy = structuredClone(source);
  const theirs = await ('memory' in copy
    ? transformers.memory!(copy.entity, copy.memory)
    : transformers.key!(copy.entity, copy.key));
  const { type, dependsOn, agentCoreMemory } = ours.spec ?? {};
  const merged: Entity = {
    ...theirs,
    apiVersion: ours.apiVersion,
    kind: ours.kind,
    metadata: {
      ...theirs.metadata,
      title: titleOf(theirs, ours),
      namespace: ours.metadata.namespace,
      name: ours.metadata.name,
      annotations: {
        ...withoutOurs(theirs.metadata.annotations),
        ...ours.metadata.annotations,
      },
    },
    spec: { ...theirs.spec, type, dependsOn, agentCoreMemory },
  };
  if (theirs.spec?.owner !== ours.spec?.owner) takeOwner(merged);
  return JSON.parse(JSON.stringify(merged));
}

/** Lists are ordered by title, so there must be one that the catalog can index. */
function titleOf(theirs: Entity, ours: Entity): string | undefined {
  const { title } = theirs.metadata as { title?: unknown };
  const isTitle = typeof title === 'string' && title.trim() !== '';
  return isTitle ? cutToIndex(title) : ours.metadata.title;
}

/** Annotations but for those that only the plugins write. */
function withoutOurs(annotations: Record<string, string> = {}) {
  return Object.fromEntries(
    Object.entries(annotations).filter(
      ([name]) => !name.startsWith('agentcore-memory/'),
    ),
  );
}

/** Names the transformer as the source of the owner, and drops what a tag claimed. */
function takeOwner({ metadata, spec }: Entity): void {
  const owner = ownerRefOf(String(spec?.owner));
  if (!owner) {
    throw new TypeError(`"${spec?.owner}" is not a group or user`);
  }
  spec!.owner = owner;
  if (spec?.type !== MEMORY_TYPE) return;
  metadata.annotations![ANNOTATION_OWNER_SOURCE] = BY_TRANSFORMER;
  delete metadata.annotations![ANNOTATION_OWNER_CLAIM];
}
