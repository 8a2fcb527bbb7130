import { ANNOTATION_ORIGIN_LOCATION, Entity } from '@backstage/catalog-model';
import {
  ArnParts,
  MemoryArnParts,
  parseKeyArn,
  parseMemoryArn,
  parseScope,
  Scope,
} from '../facts';
import {
  ANNOTATION_ARN,
  ANNOTATION_SCOPE,
  KEY_TYPE,
  MEMORY_TYPE,
} from './annotations';
import { annotationOf, fieldsOf } from './entityFields';
import { keyNameOf, locationOf, memoryNameOf, refOf } from './entityName';

/** Which resource one of our entities stands for. */
export type Identity = {
  arn: string;
  /** Full lower-case ref. */
  entityRef: string;
} & (
  | { type: typeof MEMORY_TYPE; parts: MemoryArnParts }
  | { type: typeof KEY_TYPE; parts: ArnParts }
);

function sameIgnoringCase(value: unknown, expected: string): boolean {
  return (
    typeof value === 'string' &&
    value.toLocaleLowerCase('en-US') === expected.toLocaleLowerCase('en-US')
  );
}

/** What one of our entities stands for; `undefined` for any other entity. */
export function identityOf(entity: Entity): Identity | undefined {
  const { kind, metadata, spec } = fieldsOf(entity);
  const { name, namespace = 'default' } = fieldsOf(metadata);
  const { type } = fieldsOf(spec);
  const arn = annotationOf(entity, ANNOTATION_ARN);
  if (
    !arn ||
    annotationOf(entity, ANNOTATION_ORIGIN_LOCATION) !== locationOf(arn) ||
    !sameIgnoringCase(kind, 'resource') ||
    !sameIgnoringCase(namespace, 'default')
  ) {
    return undefined;
  }
  if (type === MEMORY_TYPE) {
    const parts = parseMemoryArn(arn);
    const expected = parts && memoryNameOf({ ...parts, arn });
    return expected && sameIgnoringCase(name, expected)
      ? { type, arn, parts, entityRef: refOf(expected) }
      : undefined;
  }
  if (type === KEY_TYPE) {
    const parts = parseKeyArn(arn);
    const expected = parts?.resource.startsWith('key/') && keyNameOf(arn);
    return parts && expected && sameIgnoringCase(name, expected)
      ? { type, arn, parts, entityRef: refOf(expected) }
      : undefined;
  }
  return undefined;
}

/** The scope that an entity names, where it is about the account and region of the ARN. */
export function scopeOf(entity: Entity, parts: ArnParts): Scope | undefined {
  const scope = parseScope(annotationOf(entity, ANNOTATION_SCOPE) ?? '');
  return scope?.accountId === parts.accountId && scope.region === parts.region
    ? scope
    : undefined;
}

/**
 * Whether our provider wrote this entity: a `Resource` in the namespace `default` whose origin location is that
 * of its own ARN, and whose type and name are those of that ARN. The catalog overwrites the origin location of
 * every entity that is registered from a file or a URL, so it can't be forged. Never throws, for a value of any shape.
 *
 * An entity that was fetched without `kind`, `metadata` or `spec.type` is not recognised.
 *
 * @see https://backstage.io/docs/features/software-catalog/well-known-annotations#backstageiomanaged-by-origin-location
 * @public
 */
export function isOurs(entity: Entity): boolean {
  return identityOf(entity) !== undefined;
}

/** Whether our provider wrote this entity for the resource of this ARN; see `isOurs`. @public */
export function isOursOf(entity: Entity, arn: string): boolean {
  return identityOf(entity)?.arn === arn;
}
