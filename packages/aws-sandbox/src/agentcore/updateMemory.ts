import { AwsError } from '../http/awsError';
import { Input } from '../http/InputReader';
import { Operation } from '../http/operation';
import { findMemory } from './findMemory';
import { readStrategies } from './strategies';
import { readStreamDelivery } from './streamDelivery';
import { toApiMemory } from './toApiMemory';
import { MemoryRecord, StrategyRecord } from './types';
import { readInput, validationException } from './validation';

function indexOfStrategy(
  strategies: readonly StrategyRecord[],
  member: string,
  input: Input,
): number {
  const id = readInput(input).requiredString(member);
  const index = strategies.findIndex(({ strategyId }) => strategyId === id);
  if (index < 0) throw validationException(`Strategy ${id} does not exist`);
  return index;
}

function changeStrategies(
  memory: MemoryRecord,
  changes: Input,
  now: number,
): StrategyRecord[] {
  const reader = readInput(changes);
  const strategies = memory.strategies.map(strategy => ({ ...strategy }));
  for (const input of reader.records('deleteMemoryStrategies', 0, 6) ?? []) {
    strategies.splice(
      indexOfStrategy(strategies, 'memoryStrategyId', input),
      1,
    );
  }
  for (const input of reader.records('modifyMemoryStrategies', 0, 6) ?? []) {
    const strategy =
      strategies[indexOfStrategy(strategies, 'memoryStrategyId', input)];
    if (input.configuration !== undefined) {
      // Refused, since ignoring it would report success for a change that was not made.
      throw validationException(
        'The sandbox cannot modify the configuration of a strategy',
      );
    }
    const change = readInput(input);
    strategy.description =
      change.string('description', { min: 1, max: 4096 }) ??
      strategy.description;
    strategy.namespaceTemplates =
      change.strings('namespaceTemplates', 1, 1) ??
      change.strings('namespaces', 1, 1) ??
      strategy.namespaceTemplates;
    strategy.memoryRecordSchema =
      change.record('memoryRecordSchema') ?? strategy.memoryRecordSchema;
    strategy.updatedAt = now;
  }
  return strategies.concat(
    readStrategies(reader.records('addMemoryStrategies', 0, 6) ?? [], {
      existing: strategies,
      now,
      seed: `${memory.arn}/${now}`,
    }),
  );
}

/** UpdateMemory: changes the given members and `updatedAt`. The memory is UPDATING until the clock makes it ACTIVE. */
export const updateMemory: Operation = context => {
  const { input, now } = context;
  const memory = findMemory(context);
  const reader = readInput(input);
  const strategyChanges = reader.record('memoryStrategies');
  if (memory.status !== 'ACTIVE' && memory.status !== 'FAILED') {
    throw new AwsError(
      'ConflictException',
      409,
      `Memory ${memory.id} is ${memory.status}`,
    );
  }
  if (memory.managedByResourceArn && strategyChanges) {
    throw validationException(
      `Strategies of the memory are managed by ${memory.managedByResourceArn}`,
    );
  }
  const added = reader.records('addIndexedKeys', 1, 10) ?? [];
  const indexedKeys = [...(memory.indexedKeys ?? []), ...added];
  if (indexedKeys.length > 10) {
    throw validationException('A memory can have at most 10 indexed keys');
  }
  const changed: Partial<MemoryRecord> = {
    description:
      reader.string('description', { min: 1, max: 4096 }) ?? memory.description,
    eventExpiryDuration:
      reader.integer('eventExpiryDuration', 3, 365) ??
      memory.eventExpiryDuration,
    memoryExecutionRoleArn:
      reader.string('memoryExecutionRoleArn') ?? memory.memoryExecutionRoleArn,
    namespaceKeys:
      reader.records('namespaceKeys', 1, 5) ?? memory.namespaceKeys,
    indexedKeys: indexedKeys.length ? indexedKeys : undefined,
    streamDeliveryResources:
      readStreamDelivery(reader.record('streamDeliveryResources')) ??
      memory.streamDeliveryResources,
    strategies: strategyChanges
      ? changeStrategies(memory, strategyChanges, now)
      : memory.strategies,
  };
  Object.assign(memory, changed, {
    updatedAt: now,
    status: 'UPDATING',
    transition: { to: 'ACTIVE', at: now + context.transitionMs },
  });
  return { status: 202, body: { memory: toApiMemory(memory, true) } };
};
