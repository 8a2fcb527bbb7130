import {
  CreateMemoryInput,
  NamespaceKeyEntry,
} from '@aws-sdk/client-bedrock-agentcore-control';
import { NamespaceKey, NewMemory } from './MemoryWriter';
import { toStrategyInput } from './toStrategyInput';

/** AWS refuses lists of none here. */
function someOf<T>(list: readonly T[]): T[] | undefined {
  return list.length > 0 ? [...list] : undefined;
}

function toNamespaceKey(namespaceKey: NamespaceKey): NamespaceKeyEntry {
  const { key, allowedValues, regexPattern } = namespaceKey;
  const isFree = allowedValues === undefined && regexPattern === undefined;
  return {
    key,
    validation: isFree
      ? undefined
      : { allowedValues: allowedValues && [...allowedValues], regexPattern },
  };
}

/** A memory as CreateMemory takes it. */
export function toCreateMemoryInput(memory: NewMemory): CreateMemoryInput {
  return {
    name: memory.name,
    description: memory.description,
    encryptionKeyArn: memory.encryptionKeyArn,
    eventExpiryDuration: memory.eventExpiryDays,
    memoryExecutionRoleArn: memory.executionRoleArn,
    memoryStrategies: memory.strategies.map(toStrategyInput),
    indexedKeys: someOf(memory.indexedKeys),
    namespaceKeys: someOf(memory.namespaceKeys)?.map(toNamespaceKey),
    tags: { ...memory.tags },
    clientToken: memory.clientToken,
  };
}

/** The request that creates a memory, for people to read. @public */
export function describeCreateMemory(memory: NewMemory): string {
  return `CreateMemory ${JSON.stringify(toCreateMemoryInput(memory))}`;
}
