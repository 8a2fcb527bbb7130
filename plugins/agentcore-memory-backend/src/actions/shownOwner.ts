import {
  MemoryEntity,
  UNOWNED,
} from 'backstage-plugin-agentcore-memory-common';
import { MemorySnapshot } from '../scorecards/MemorySnapshot';
import { isNoOwner, ownerKeyOf } from '../scorecards/ownerKeys';

/** What a schema says of `shownOwner`. */
export const SHOWN_OWNER =
  'Entity ref of a group or user. Left out: the memory has no owner that exists';

/** The owner of a memory, or `undefined` where its entity only has a stand-in, or a claim that names nobody. */
export function shownOwner(
  {
    ownerRef,
    ownerSource = '',
  }: Pick<MemoryEntity, 'ownerRef' | 'ownerSource'>,
  owners: MemorySnapshot['owners'],
): string | undefined {
  const isStandIn =
    ownerRef === UNOWNED ||
    isNoOwner(ownerKeyOf({ ownerRef, ownerSource }, owners));
  return isStandIn ? undefined : ownerRef;
}
