import {
  Assessment,
  MemoryFacts,
  RuleSettings,
  VERDICTS,
} from 'backstage-plugin-agentcore-memory-common';
import {
  assessExisting,
  isAboutKey,
  MemoryInventory,
  PreparedMemory,
} from 'backstage-plugin-agentcore-memory-node';

/**
 * The verdict that a memory has now, as AWS has it, and not as it was asked for. Throws where it is worse than what was
 * promised before, such as when somebody disabled the key meanwhile: the step must not end well then. The memory exists.
 */
export async function checkAgain(
  memory: MemoryFacts,
  {
    mayReadKey,
    assessment: promised,
  }: Pick<PreparedMemory, 'assessment' | 'mayReadKey'>,
  options: {
    inventory: MemoryInventory;
    rules: RuleSettings;
    signal?: AbortSignal;
  },
): Promise<Assessment> {
  const { inventory, rules, signal } = options;
  const assessment = await assessExisting(memory, inventory, rules, { signal });
  const { verdict, findings } = assessment;
  if (VERDICTS.indexOf(verdict) >= VERDICTS.indexOf(promised.verdict)) {
    return assessment;
  }
  const reasons = findings
    .filter(({ outcome }) => !['pass', 'not-applicable'].includes(outcome))
    .filter(finding => mayReadKey || !isAboutKey(finding))
    .map(({ rule, reason }) => `${rule}: ${reason}`);
  throw new Error(
    `Memory ${
      memory.memoryId
    } was created, and its verdict became worse meanwhile: its page in the catalog says what to do. ${reasons.join(
      ' ',
    )}`,
  );
}
