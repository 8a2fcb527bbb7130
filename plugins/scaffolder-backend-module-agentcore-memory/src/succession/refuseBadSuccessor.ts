import { InputError } from '@backstage/errors';
import {
  MemoryFacts,
  RuleSettings,
} from 'backstage-plugin-agentcore-memory-common';
import {
  assessExisting,
  MemoryInventory,
  refusedFor,
} from 'backstage-plugin-agentcore-memory-node';

/**
 * Throws an `InputError` where a memory is, as AWS has it now, one that would not be created: the data of another one would
 * be no better off there. The reasons are on its page, for those who may see its key.
 */
export async function refuseBadSuccessor(
  successor: MemoryFacts,
  {
    inventory,
    rules,
    signal,
  }: {
    inventory: MemoryInventory;
    rules: RuleSettings;
    signal?: AbortSignal;
  },
): Promise<void> {
  const assessment = await assessExisting(successor, inventory, rules, {
    signal,
  });
  if (refusedFor(assessment, rules).findings.length === 0) return;
  throw new InputError(
    `memoryArn: its successor ${successor.memoryId} is ${assessment.verdict} itself; its page in the catalog says why.`,
  );
}
