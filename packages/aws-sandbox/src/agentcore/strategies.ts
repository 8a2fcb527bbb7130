import { Input } from '../http/InputReader';
import { alphanumericId } from '../state/ids';
import { StrategyConfiguration, StrategyRecord, StrategyType } from './types';
import { readInput, validationException } from './validation';

const MAX_STRATEGIES = 6;
const NAME_PATTERN = /^[a-zA-Z][a-zA-Z0-9_]{0,47}$/;

const STRATEGY_TYPES: Readonly<Record<string, StrategyType>> = {
  semanticMemoryStrategy: 'SEMANTIC',
  summaryMemoryStrategy: 'SUMMARIZATION',
  userPreferenceMemoryStrategy: 'USER_PREFERENCE',
  customMemoryStrategy: 'CUSTOM',
  episodicMemoryStrategy: 'EPISODIC',
};

const OVERRIDE_TYPES: Readonly<
  Record<string, NonNullable<StrategyConfiguration['type']>>
> = {
  semanticOverride: 'SEMANTIC_OVERRIDE',
  summaryOverride: 'SUMMARY_OVERRIDE',
  userPreferenceOverride: 'USER_PREFERENCE_OVERRIDE',
  episodicOverride: 'EPISODIC_OVERRIDE',
  selfManagedConfiguration: 'SELF_MANAGED',
};

/** The one member of a union; a ValidationException when there is none, more, or an unknown one. */
function readUnion<T>(
  union: Input,
  known: Readonly<Record<string, T>>,
): { member: string; kind: T; value: Input } {
  const members = Object.keys(union).filter(key => union[key] !== undefined);
  const value = union[members[0]];
  if (
    members.length !== 1 ||
    !Object.hasOwn(known, members[0]) ||
    typeof value !== 'object' ||
    value === null
  ) {
    throw validationException(
      `Exactly one of [${Object.keys(known).join(', ')}] must be set`,
    );
  }
  return { member: members[0], kind: known[members[0]], value: value as Input };
}

function readSelfManaged(input: Input): StrategyConfiguration {
  const invocation = readInput(input).record('invocationConfiguration');
  const reader = readInput(invocation ?? {});
  reader.requiredString('topicArn');
  reader.requiredString('payloadDeliveryBucketName');
  return {
    type: 'SELF_MANAGED',
    selfManagedConfiguration: {
      triggerConditions: input.triggerConditions ?? [
        { messageBasedTrigger: { messageCount: 6 } },
      ],
      invocationConfiguration: invocation,
      historicalContextWindowSize:
        readInput(input).integer('historicalContextWindowSize', 0, 50) ?? 4,
    },
  };
}

function readCustomConfiguration(input: Input): StrategyConfiguration {
  const { member, kind, value } = readUnion(input, OVERRIDE_TYPES);
  if (kind === 'SELF_MANAGED') return readSelfManaged(value);
  // GetMemory wraps each override in a union named after its step.
  const step = (name: string, wrapper: string, suffix: string) =>
    value[name] === undefined
      ? undefined
      : {
          [wrapper]: {
            [`${member.replace(/Override$/, '')}${suffix}`]: value[name],
          },
        };
  return {
    type: kind,
    extraction: step(
      'extraction',
      'customExtractionConfiguration',
      'ExtractionOverride',
    ),
    consolidation: step(
      'consolidation',
      'customConsolidationConfiguration',
      'ConsolidationOverride',
    ),
    reflection: step(
      'reflection',
      'customReflectionConfiguration',
      'ReflectionOverride',
    ),
  };
}

function readConfiguration(
  type: StrategyType,
  value: Input,
): StrategyConfiguration | undefined {
  const reader = readInput(value);
  if (type === 'CUSTOM') {
    const configuration = reader.record('configuration');
    return configuration && readCustomConfiguration(configuration);
  }
  const reflection = reader.record('reflectionConfiguration');
  return type === 'EPISODIC' && reflection
    ? { reflection: { episodicReflectionConfiguration: reflection } }
    : undefined;
}

/** Reads the strategies of a CreateMemory or UpdateMemory; `existing` ones count towards the limit. */
export function readStrategies(
  inputs: readonly Input[],
  options: { existing: readonly StrategyRecord[]; now: number; seed: string },
): StrategyRecord[] {
  const { existing, now, seed } = options;
  const names = new Set(existing.map(({ name }) => name));
  const types = new Set(existing.map(({ type }) => type));
  if (inputs.length + existing.length > MAX_STRATEGIES) {
    throw validationException(
      `A memory can have at most ${MAX_STRATEGIES} strategies`,
    );
  }
  return inputs.map(input => {
    const { kind: type, value } = readUnion(input, STRATEGY_TYPES);
    const reader = readInput(value);
    const name = reader.requiredString('name', { pattern: NAME_PATTERN });
    if (names.has(name)) {
      throw validationException(`Strategy ${name} already exists`);
    }
    names.add(name);
    if (type !== 'CUSTOM' && types.has(type)) {
      throw validationException(`A strategy of type ${type} already exists`);
    }
    types.add(type);
    return {
      strategyId: `${name}-${alphanumericId(`${seed}/${name}`, 10)}`,
      name,
      description: reader.string('description', { min: 1, max: 4096 }),
      type,
      namespaceTemplates: reader.strings('namespaceTemplates', 1, 1) ??
        reader.strings('namespaces', 1, 1) ?? [
          '/strategies/{memoryStrategyId}/actors/{actorId}',
        ],
      configuration: readConfiguration(type, value),
      memoryRecordSchema: reader.record('memoryRecordSchema'),
      status: 'CREATING',
      createdAt: now,
      updatedAt: now,
    };
  });
}
