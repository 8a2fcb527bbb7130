import { ANNOTATION_ORIGIN_LOCATION, Entity } from '@backstage/catalog-model';
import { parseKeyArn, parseMemoryArn } from '../facts';
import { ANNOTATION_ARN, KEY_TYPE, MEMORY_TYPE } from './annotations';
import { entityNameOf } from './entityName';

const ORIGIN_TYPE = 'agentcore-memory:';

/** The ref of a memory's entity. @public */
export function memoryEntityRef(memory: {
  arn: string;
  memoryId: string;
}): string {
  return refOf(entityNameOf(memory.memoryId, memory.arn));
}

/** The ref of a key's entity. @public */
export function keyEntityRef(keyArn: string): string {
  return refOf(entityNameOf(parseKeyArn(keyArn)?.resource ?? keyArn, keyArn));
}

function refOf(name: string): string {
  return `resource:default/${name.toLocaleLowerCase('en-US')}`;
}

/** The ARN in the origin of one of our entities. @public */
export function arnOfOrigin(origin: string): string | undefined {
  return origin.startsWith(ORIGIN_TYPE)
    ? origin.slice(ORIGIN_TYPE.length)
    : undefined;
}

/** @public */
export function isOurs(entity: Entity): boolean {
  const { annotations = {}, name } = entity.metadata;
  const arn = annotations[ANNOTATION_ARN] ?? '';
  const memory = parseMemoryArn(arn);
  const ref = memory
    ? memoryEntityRef({ arn, memoryId: memory.memoryId })
    : keyEntityRef(arn);
  return (
    annotations[ANNOTATION_ORIGIN_LOCATION] === `${ORIGIN_TYPE}${arn}` &&
    entity.spec?.type === (memory ? MEMORY_TYPE : KEY_TYPE) &&
    refOf(name) === ref
  );
}

/** What every one of our entities passes; others may as well, see `isOurs`. @public */
export const OUR_ENTITIES_FILTER = {
  kind: 'Resource',
  'spec.type': [MEMORY_TYPE, KEY_TYPE],
};
