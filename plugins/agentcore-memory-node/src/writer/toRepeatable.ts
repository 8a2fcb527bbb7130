import {
  Memory,
  MemoryStrategy,
} from '@aws-sdk/client-bedrock-agentcore-control';
import { UnexpectedAnswerError } from '../aws/toFacts';
import {
  ModelStep,
  OVERRIDE_TYPES,
  RepeatableMemory,
  RepeatableStrategy,
  STRATEGY_TYPES,
} from './MemoryWriter';
import { toMemoryState } from './toMemoryState';

/** The one member of a union of AWS. Throws where there is another number of them, or one that the SDK does not know. */
function memberOf(union: object | undefined, what: string): unknown {
  if (union === undefined) return undefined;
  const members = Object.entries(union).filter(
    ([, value]) => value !== undefined,
  );
  if (members.length !== 1 || members[0][0] === '$unknown') {
    throw new UnexpectedAnswerError(`AWS answered ${what} that is not known`);
  }
  return members[0][1];
}

/** A step of a CUSTOM strategy, out of the two unions that AWS wraps it in. */
function toStep(
  union: object | undefined,
  what: string,
): ModelStep | undefined {
  const step = memberOf(memberOf(union, what) as object | undefined, what) as
    | Partial<ModelStep>
    | undefined;
  if (step === undefined) return undefined;
  const { modelId, appendToPrompt } = step;
  if (!modelId || !appendToPrompt) {
    throw new UnexpectedAnswerError(`AWS answered ${what} without its prompt`);
  }
  return { modelId, appendToPrompt };
}

function oneOf<T extends string>(
  value: string | undefined,
  known: readonly T[],
  what: string,
): T {
  const found = known.find(one => one === value);
  if (!found) {
    throw new UnexpectedAnswerError(`AWS answered ${what} that is not known`);
  }
  return found;
}

function toStrategy(
  strategy: MemoryStrategy,
  state: RepeatableMemory['state']['strategies'][number],
): RepeatableStrategy {
  const { configuration, strategyId, memoryRecordSchema } = strategy;
  const name = state.name;
  const of = (what: string) => `a ${what} of the strategy ${name}`;
  const type = oneOf(state.type, STRATEGY_TYPES, of('type'));
  const isCustom = type === 'CUSTOM';
  return {
    strategyId: strategyId ?? '',
    type,
    name,
    description: state.description,
    namespaceTemplate: state.namespaceTemplate,
    reflectionNamespaceTemplate: state.reflectionNamespaceTemplate,
    ...(isCustom && {
      override: oneOf(state.override, OVERRIDE_TYPES, of('kind')),
      extraction: toStep(configuration?.extraction, of('extraction')),
      consolidation: toStep(configuration?.consolidation, of('consolidation')),
      reflection: toStep(configuration?.reflection, of('reflection')),
      selfManaged: state.selfManaged,
    }),
    ...(memoryRecordSchema && { recordSchema: memoryRecordSchema as object }),
  };
}

/** A memory as GetMemory shows it in full, with all that is needed to make another like it. */
export function toRepeatable(memory: Memory | undefined): RepeatableMemory {
  const state = toMemoryState(memory);
  const { name, strategies = [] } = memory!;
  if (!name) throw new UnexpectedAnswerError('AWS answered without name');
  return {
    name,
    state,
    strategies: strategies.map((strategy, index) =>
      toStrategy(strategy, state.strategies[index]),
    ),
  };
}
