import {
  MemoryEntity,
  replacementName,
} from 'backstage-plugin-agentcore-memory-common';
import { shownOwner } from './ownerSource';

/** The template that replaces a memory and moves its data. */
const REPLACE_TEMPLATE = 'replace-agentcore-memory';

/** The template that deletes a memory that was replaced. */
const RETIRE_TEMPLATE = 'retire-agentcore-memory';

/** What is to become of a memory. */
export type MemoryOffer = 'replace' | 'retire';

/** A memory as the forms of the templates hold it. */
function choiceOf(memory: MemoryEntity) {
  const owner = shownOwner(memory);
  return { memoryArn: memory.arn, ...(owner && { owner }) };
}

/** The template for an offer, and what its form is filled with. */
export function templateFor(
  offer: MemoryOffer,
  memory: MemoryEntity,
): { templateName: string; form: Record<string, unknown> } {
  if (offer === 'retire') {
    return {
      templateName: RETIRE_TEMPLATE,
      form: { memory: choiceOf(memory) },
    };
  }
  // AWS appends a hyphen and ten characters to the name.
  const oldName = memory.memoryId.replace(/-[a-zA-Z0-9]{10}$/, '');
  return {
    templateName: REPLACE_TEMPLATE,
    form: { memory: choiceOf(memory), name: replacementName(oldName) },
  };
}
