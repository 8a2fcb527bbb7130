import {
  Assessment,
  RuleSettings,
  VERDICTS,
} from 'backstage-plugin-agentcore-memory-common';
import {
  assessFuture,
  AwsPlace,
  isAboutKey,
  MemoryInventory,
  PreparedMemory,
} from 'backstage-plugin-agentcore-memory-node';

/**
 * The verdict that a memory has now that it was created. Throws where it is worse than what was promised before, such as
 * when somebody disabled the key meanwhile: the step must not end well then. The memory exists.
 */
export async function checkAgain(
  place: AwsPlace,
  prepared: PreparedMemory,
  { memoryId }: { memoryId: string },
  options: {
    inventory: MemoryInventory;
    rules: RuleSettings;
    signal?: AbortSignal;
  },
): Promise<{ assessment: Assessment; mayReadKey: boolean }> {
  const { inventory, rules, signal } = options;
  const { memory, mayReadKey } = prepared;
  const key = await inventory
    .createKeyReader({ signal })
    .read(memory.encryptionKeyArn, place.accountId);
  const assessment = assessFuture(place, memory, key, rules);
  const { verdict, findings } = assessment;
  const promised = prepared.assessment.verdict;
  if (VERDICTS.indexOf(verdict) >= VERDICTS.indexOf(promised)) {
    return { assessment, mayReadKey };
  }
  const reasons = findings
    .filter(({ outcome }) => !['pass', 'not-applicable'].includes(outcome))
    .filter(finding => mayReadKey || !isAboutKey(finding))
    .map(({ rule, reason }) => `${rule}: ${reason}`);
  throw new Error(
    `Memory ${memoryId} was created, and its verdict became worse meanwhile: its page in the catalog says what to do. ${reasons.join(
      ' ',
    )}`,
  );
}
