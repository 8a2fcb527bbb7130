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
/** The types of strategies that can be repeated: the prompts and pipelines of others are not published. */
const STRATEGIES = ['SEMANTIC', 'SUMMARIZATION', 'USER_PREFERENCE', 'EPISODIC'];
/** What AWS takes as the name of a strategy. */
const STRATEGY_NAME = /^[a-zA-Z][a-zA-Z0-9_]{0,47}$/;

/** What the form of the template is filled with, to replace a memory. */
export function replacementForm(memory: MemoryEntity): Record<string, unknown> {
  const { memoryId, scope, details } = memory;
  const settings = details.state === 'known' ? details.value : undefined;
  const owner = shownOwner(memory);
  const days = settings?.eventExpiryDays ?? 0;
  const strategies = (settings?.strategies ?? [])
    .filter(
      ({ type, name }) => STRATEGIES.includes(type) && STRATEGY_NAME.test(name),
    )
    .map(({ type, name }) => ({ type, name }));
  // AWS appends a hyphen and ten characters to the name.
  const oldName = memoryId.replace(/-[a-zA-Z0-9]{10}$/, '');
  return {
    name: replacementName(oldName),
    ...(owner && { owner }),
    place: { accountId: scope.accountId, region: scope.region },
    ...(days >= DAYS.least && days <= DAYS.most && { eventExpiryDays: days }),
    ...(strategies.length > 0 && { strategies }),
  };
}
