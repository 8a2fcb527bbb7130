import { sha256 } from '@noble/hashes/sha2';
import { parseKeyArn } from '../facts';

/** Characters of the readable part; with the hash it stays within the catalog's 63. */
const READABLE_LENGTH = 50;
/** 62 bits of the ARN's SHA-256, base 36. */
const HASH_LENGTH = 12;

/**
 * A catalog entity name for any ARN of any account, region and partition: valid, stable, and different for
 * different ARNs. The catalog compares names without case, hence the hash.
 *
 * @param readable - the part that people read, such as the memory's id; characters that are not allowed become `-`
 * @param arn - what tells this resource from all others
 */
export function entityNameOf(readable: string, arn: string): string {
  const hex = Array.from(sha256(arn), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  const hash = BigInt(`0x${hex}`)
    .toString(36)
    .slice(-HASH_LENGTH)
    .padStart(HASH_LENGTH, '0');
  const part = readable
    .replace(/[^a-zA-Z0-9_.-]+/g, '-')
    .replace(/[-_.]{2,}/g, match => match[0])
    .slice(0, READABLE_LENGTH)
    .replace(/^[-_.]+|[-_.]+$/g, '');
  return part ? `${part}-${hash}` : hash;
}

/** The name of a memory's entity. */
export function memoryNameOf(memory: {
  arn: string;
  memoryId: string;
}): string {
  return entityNameOf(memory.memoryId, memory.arn);
}

/** The name of a key's entity, by the ARN of the key itself. */
export function keyNameOf(keyArn: string): string {
  return entityNameOf(parseKeyArn(keyArn)?.resource ?? keyArn, keyArn);
}

/** The full lower-case ref of an entity of ours, by its name. */
export function refOf(name: string): string {
  return `resource:default/${name.toLocaleLowerCase('en-US')}`;
}

/** The full lower-case ref of a memory's entity, `resource:default/<name>`. @public */
export function memoryEntityRef(memory: {
  arn: string;
  memoryId: string;
}): string {
  return refOf(memoryNameOf(memory));
}

/**
 * The full lower-case ref of a key's entity, `resource:default/<name>`.
 *
 * @param keyArn - the ARN of the key itself, not of an alias; see `keyArnOf`
 * @public
 */
export function keyEntityRef(keyArn: string): string {
  return refOf(keyNameOf(keyArn));
}

/** How the locations of our entities begin; an ARN follows. */
export const LOCATION_TYPE = 'agentcore-memory:';

/** The location of an entity of ours, as the catalog's location annotations spell it. */
export function locationOf(arn: string): string {
  return `${LOCATION_TYPE}${arn}`;
}

/** The ARN in the location of one of our entities; `undefined` for any other location. @public */
export function arnOfLocation(location: string): string | undefined {
  return location.startsWith(LOCATION_TYPE)
    ? location.slice(LOCATION_TYPE.length)
    : undefined;
}
