import { Entity, RELATION_OWNED_BY } from '@backstage/catalog-model';
import { ownerRefOf, UNOWNED } from './owner';

/** The fields of an object, none of any other value: an entity may have any shape. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)
    : {};
}

/** A text, or `undefined` for any other value. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** An annotation, or `undefined` if the entity lacks it. */
export function annotationOf(entity: Entity, key: string): string | undefined {
  const annotations = fieldsOf(fieldsOf(fieldsOf(entity).metadata).annotations);
  return Object.hasOwn(annotations, key) ? textOf(annotations[key]) : undefined;
}

/** The owner as the catalog resolved it, else as it is written. */
export function ownerIn(entity: Entity): string {
  const relations: unknown = fieldsOf(entity).relations;
  const ownedBy = (Array.isArray(relations) ? relations : [])
    .map(fieldsOf)
    .find(({ type }) => type === RELATION_OWNED_BY)?.targetRef;
  const owner = textOf(ownedBy) ?? textOf(fieldsOf(entity.spec).owner);
  return (owner && ownerRefOf(owner)) || UNOWNED;
}
