import { MemoryRecord, StrategyRecord } from './types';

// Timestamps of restJson1 are epoch seconds.
const seconds = (ms: number) => ms / 1000;

/** Removes every `appendToPrompt`, which the memory's key encrypts. */
function withoutPrompts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPrompts);
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([name]) => name !== 'appendToPrompt')
          .map(([name, member]) => [name, withoutPrompts(member)]),
      )
    : value;
}

function toApiStrategy(strategy: StrategyRecord, withPrompts: boolean) {
  return {
    ...strategy,
    configuration: withPrompts
      ? strategy.configuration
      : withoutPrompts(strategy.configuration),
    namespaces: strategy.namespaceTemplates,
    createdAt: seconds(strategy.createdAt),
    updatedAt: seconds(strategy.updatedAt),
  };
}

/** A memory as GetMemory returns it; `withPrompts` is false for a view without decryption. */
export function toApiMemory(memory: MemoryRecord, withPrompts: boolean) {
  return {
    arn: memory.arn,
    id: memory.id,
    name: memory.name,
    description: memory.description,
    encryptionKeyArn: memory.encryptionKeyArn,
    memoryExecutionRoleArn: memory.memoryExecutionRoleArn,
    eventExpiryDuration: memory.eventExpiryDuration,
    status: memory.status,
    failureReason: memory.failureReason,
    createdAt: seconds(memory.createdAt),
    updatedAt: seconds(memory.updatedAt),
    strategies: memory.strategies.map(strategy =>
      toApiStrategy(strategy, withPrompts),
    ),
    indexedKeys: memory.indexedKeys,
    namespaceKeys: memory.namespaceKeys,
    streamDeliveryResources: memory.streamDeliveryResources,
    managedByResourceArn: memory.managedByResourceArn,
  };
}

/** A memory as ListMemories returns it: without name, key and tags. */
export function toMemorySummary(memory: MemoryRecord) {
  return {
    arn: memory.arn,
    id: memory.id,
    status: memory.status,
    createdAt: seconds(memory.createdAt),
    updatedAt: seconds(memory.updatedAt),
    managedByResourceArn: memory.managedByResourceArn,
  };
}
