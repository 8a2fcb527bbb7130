import {
  MemoryEntity,
  replacementName,
} from 'backstage-plugin-agentcore-memory-common';
import { shownOwner } from './ownerSource';

/** The template that creates an encrypted memory. */
export const CREATE_TEMPLATE = {
  namespace: 'default',
  templateName: 'create-agentcore-memory',
};

const DAYS = { least: 3, most: 365 };
/** The kinds of strategies that the template offers. */
const STRATEGIES = ['SEMANTIC', 'SUMMARIZATION', 'USER_PREFERENCE', 'EPISODIC'];

/** What the form of the template is filled with, to replace a memory. */
export function replacementForm(memory: MemoryEntity): Record<string, unknown> {
  const { memoryId, scope, details } = memory;
  const settings = details.state === 'known' ? details.value : undefined;
  const owner = shownOwner(memory);
  const days = settings?.eventExpiryDays ?? 0;
  const types = (settings?.strategies ?? []).map(({ type }) => type);
  const offered = STRATEGIES.filter(type => types.includes(type));
  // AWS appends a hyphen and ten characters to the name.
  const name = memoryId.replace(/-[a-zA-Z0-9]{10}$/, '');
  return {
    name: replacementName(name),
    ...(owner && { owner }),
    accountId: scope.accountId,
    region: scope.region,
    ...(days >= DAYS.least && days <= DAYS.most && { eventExpiryDays: days }),
    ...(offered.length > 0 && { strategies: offered }),
  };
}
