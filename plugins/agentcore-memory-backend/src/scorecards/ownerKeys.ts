import { OwnerBucket } from 'backstage-plugin-agentcore-memory-common';
import { Owner } from './GroupTree';
import { SnapshotMemory } from './MemorySnapshot';

/** A row of memories that belong to no existing owner. */
export type NoOwner = Exclude<OwnerBucket, 'owner' | 'others'>;

/** Whom memories are counted for: the full ref of an owner that exists, or one of the rows without. */
export type OwnerKey = string;

/** The rows without an owner, as they are shown and kept. No ref is spelled like them. */
export const NO_OWNERS: readonly NoOwner[] = ['owner-not-found', 'unowned'];

/** Whether a key stands for memories without an existing owner. */
export function isNoOwner(key: OwnerKey): key is NoOwner {
  return NO_OWNERS.some(bucket => bucket === key);
}

/** For whom a memory is counted. */
export function ownerKeyOf(
  memory: Pick<SnapshotMemory, 'ownerRef' | 'ownerSource'>,
  owners: ReadonlyMap<string, Owner>,
): OwnerKey {
  if (memory.ownerSource === 'none' || memory.ownerSource === 'unread') {
    return 'unowned';
  }
  // The placeholder owner of a mistyped tag is not an owner, even if a group of that name exists.
  if (memory.ownerSource.startsWith('invalid-')) return 'owner-not-found';
  return owners.has(memory.ownerRef) ? memory.ownerRef : 'owner-not-found';
}
