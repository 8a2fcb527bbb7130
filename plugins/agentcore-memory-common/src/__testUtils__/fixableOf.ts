import {
  keyToEntity,
  memoryToEntity,
  readKeyEntity,
  readMemoryEntity,
} from '../entities';
import { FixableKey, FixableMemory } from '../fixes';
import { AssessmentInput, assessMemory } from '../rules';

/** What fixes are given about a memory and its key: what the readers read of the entities made from the facts. */
export function fixableOf(input: AssessmentInput): {
  memory: FixableMemory;
  key?: FixableKey;
} {
  const { memory, key } = input;
  const { accountId, region } = memory;
  const ownerRef = 'group:default/payments';
  const entity = memoryToEntity({
    scope: { providerId: 'main', accountId, region },
    memory,
    key,
    assessment: assessMemory(input),
    owner: { ownerRef, source: 'tag:owner' },
  });
  const keyEntity = key && keyToEntity({ providerId: 'main', key, ownerRef });
  return {
    memory: readMemoryEntity(entity)!,
    key: keyEntity && readKeyEntity(keyEntity),
  };
}
