import {
  Memory,
  MemoryStrategy,
} from '@aws-sdk/client-bedrock-agentcore-control';
import { UnexpectedAnswerError } from '../aws/toFacts';
import {
  MemoryState,
  SelfManagedPipeline,
  StrategyState,
} from './MemoryWriter';

function toPipeline({
  configuration,
}: MemoryStrategy): SelfManagedPipeline | undefined {
  const managed = configuration?.selfManagedConfiguration;
  if (!managed) return undefined;
  const triggers = Object.assign({}, ...(managed.triggerConditions ?? []));
  return {
    topicArn: managed.invocationConfiguration?.topicArn ?? '',
    bucketName:
      managed.invocationConfiguration?.payloadDeliveryBucketName ?? '',
    messageCount: triggers.messageBasedTrigger?.messageCount,
    tokenCount: triggers.tokenBasedTrigger?.tokenCount,
    idleSessionTimeoutSeconds: triggers.timeBasedTrigger?.idleSessionTimeout,
    historicalContextWindowSize: managed.historicalContextWindowSize,
  };
}

function toStrategyState(strategy: MemoryStrategy): StrategyState {
  const { type, name, description, configuration } = strategy;
  const reflection = configuration?.reflection;
  const episodic =
    reflection?.episodicReflectionConfiguration ??
    reflection?.customReflectionConfiguration?.episodicReflectionOverride;
  return {
    type: type ?? '',
    name: name ?? '',
    description,
    namespaceTemplate: (strategy.namespaceTemplates ??
      strategy.namespaces)?.[0],
    reflectionNamespaceTemplate: (episodic?.namespaceTemplates ??
      episodic?.namespaces)?.[0],
    override: configuration?.type,
    selfManaged: toPipeline(strategy),
  };
}

/** What GetMemory said of a memory, in our words. Throws `UnexpectedAnswerError`. */
export function toMemoryState(memory: Memory | undefined): MemoryState {
  if (!memory?.status) {
    throw new UnexpectedAnswerError('AWS answered without status');
  }
  return {
    status: memory.status,
    failureReason: memory.failureReason,
    description: memory.description,
    encryptionKeyArn: memory.encryptionKeyArn,
    eventExpiryDays: memory.eventExpiryDuration,
    executionRoleArn: memory.memoryExecutionRoleArn,
    strategies: (memory.strategies ?? []).map(toStrategyState),
    indexedKeys: (memory.indexedKeys ?? []).map(({ key, type }) => ({
      key: key ?? '',
      type: type ?? '',
    })),
    namespaceKeys: (memory.namespaceKeys ?? []).map(({ key, validation }) => ({
      key: key ?? '',
      allowedValues: validation?.allowedValues,
      regexPattern: validation?.regexPattern,
    })),
    hasStreams: (memory.streamDeliveryResources?.resources ?? []).length > 0,
    managedBy: memory.managedByResourceArn,
  };
}
