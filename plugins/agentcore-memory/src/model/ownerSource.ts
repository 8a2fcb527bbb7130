import {
  MemoryEntity,
  UNOWNED,
} from 'backstage-plugin-agentcore-memory-common';

const FIXED: Record<string, string> = {
  transformer: 'Set by this portal’s own transformer.',
  account: 'From the owner configured for the account.',
  default: "From the provider's default owner.",
  none: 'No owner tag, and no owner is configured for the account or the provider.',
  unread: 'The tags could not be read, so the owner is not known.',
};

/** How the owner of a memory was found, in words; `undefined` if the entity does not say. */
export function describeOwnerSource(
  source: string | undefined,
  claim?: string,
): string | undefined {
  if (!source) return undefined;
  if (Object.hasOwn(FIXED, source)) return FIXED[source];
  const [kind, tag] = source.split(/:(.*)/s);
  const where = kind.endsWith('manager-tag')
    ? ' of the resource that manages the memory'
    : '';
  if (['tag', 'manager-tag'].includes(kind) && tag) {
    return `From the tag "${tag}"${where}.`;
  }
  if (['invalid-tag', 'invalid-manager-tag'].includes(kind) && tag) {
    return `The tag "${tag}"${where} says "${
      claim ?? ''
    }", which is not a valid owner.`;
  }
  return source;
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
