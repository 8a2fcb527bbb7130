import {
  MemoryEntity,
  UNOWNED,
} from 'backstage-plugin-agentcore-memory-common';
import { Translate } from '../translation';

const FIXED = ['transformer', 'account', 'default', 'none', 'unread'] as const;

/** How the owner of a memory was found, in words; `undefined` if the entity does not say. */
export function describeOwnerSource(
  t: Translate,
  source: string | undefined,
  claim: string = '',
): string | undefined {
  if (!source) return undefined;
  const fixed = FIXED.find(each => each === source);
  if (fixed) return t(`memories.ownerSource.${fixed}`);
  const [kind, tag] = source.split(/:(.*)/s);
  if (!tag) return source;
  switch (kind) {
    case 'tag':
      return t('memories.ownerSource.tag', { tag });
    case 'manager-tag':
      return t('memories.ownerSource.managerTag', { tag });
    case 'invalid-tag':
      return t('memories.ownerSource.invalidTag', { tag, claim });
    case 'invalid-manager-tag':
      return t('memories.ownerSource.invalidManagerTag', { tag, claim });
    default:
      return source;
  }
}

/** The owner of a memory, or `undefined` where its entity only has a stand-in. */
export function shownOwner({
  ownerRef,
  ownerSource,
}: Pick<MemoryEntity, 'ownerRef' | 'ownerSource'>): string | undefined {
  const isStandIn =
    ownerRef === UNOWNED ||
    ownerSource === 'none' ||
    ownerSource === 'unread' ||
    ownerSource?.startsWith('invalid-');
  return isStandIn ? undefined : ownerRef;
}
