import { MemoryEntity } from 'backstage-plugin-agentcore-memory-common';
import { shownOwner } from './ownerSource';

/** The template that creates an encrypted memory. */
export const CREATE_TEMPLATE = {
  namespace: 'default',
  templateName: 'create-agentcore-memory',
};

/** AWS: at most 48 letters, digits and underscores, the first one a letter. */
const MAX_NAME = 48;
/** The second one is for a memory that was replaced before. */
const SUFFIXES = ['_cmk', '_cmk2'];
const DAYS = { least: 3, most: 365 };
/** The kinds of strategies that the template offers. */
const STRATEGIES = ['SEMANTIC', 'SUMMARIZATION', 'USER_PREFERENCE', 'EPISODIC'];

/** A name that AWS takes while the old memory still has its own. */
function nameFor(memoryId: string): string {
  // AWS appends a hyphen and ten characters to the name.
  const old = memoryId.replace(/-[a-zA-Z0-9]{10}$/, '');
  const base = old.replace(/[^a-zA-Z0-9_]/g, '_').replace(/^[^a-zA-Z]+/, '');
  const [first, second] = SUFFIXES.map(
    suffix =>
      `${(base || 'memory').slice(0, MAX_NAME - suffix.length)}${suffix}`,
  );
  return first === old ? second : first;
}

/** What the form of the template is filled with, to replace a memory. */
export function replacementForm(memory: MemoryEntity): Record<string, unknown> {
  const { memoryId, scope, details } = memory;
  const settings = details.state === 'known' ? details.value : undefined;
  const owner = shownOwner(memory);
  const days = settings?.eventExpiryDays ?? 0;
  const types = (settings?.strategies ?? []).map(({ type }) => type);
  const offered = STRATEGIES.filter(type => types.includes(type));
  return {
    name: nameFor(memoryId),
    ...(owner && { owner }),
    accountId: scope.accountId,
    region: scope.region,
    ...(days >= DAYS.least && days <= DAYS.most && { eventExpiryDays: days }),
    ...(offered.length > 0 && { strategies: offered }),
  };
}
