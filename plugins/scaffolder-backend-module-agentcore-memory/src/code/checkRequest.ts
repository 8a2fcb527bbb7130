import { InputError } from '@backstage/errors';
import { NewStrategy } from 'backstage-plugin-agentcore-memory-node';
import { CodeRequest } from './CodeRequest';
import { textsOf } from './textsOf';

/** Names of memories and strategies: https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateMemory.html */
const NAME = /^[a-zA-Z][a-zA-Z0-9_]{0,47}$/;

/** Options that only some strategies have. */
const SPECIAL = [
  'override',
  'extraction',
  'consolidation',
  'reflection',
  'reflectionNamespaceTemplate',
  'selfManaged',
] as const;

/** Those of each type and each override. */
const OPTIONS: Record<string, readonly (keyof NewStrategy)[]> = {
  SEMANTIC: [],
  SUMMARIZATION: [],
  USER_PREFERENCE: [],
  EPISODIC: ['reflectionNamespaceTemplate'],
  SEMANTIC_OVERRIDE: ['override', 'extraction', 'consolidation'],
  SUMMARY_OVERRIDE: ['override', 'consolidation'],
  USER_PREFERENCE_OVERRIDE: ['override', 'extraction', 'consolidation'],
  EPISODIC_OVERRIDE: [
    'override',
    'extraction',
    'consolidation',
    'reflection',
    'reflectionNamespaceTemplate',
  ],
  SELF_MANAGED: ['override', 'selfManaged'],
};

/** Refuses what no code could say, so that nothing is left out. Throws `InputError` naming the field. */
export function checkRequest(request: CodeRequest): void {
  for (const { field, text } of textsOf(request)) {
    if (/\p{Surrogate}/u.test(text)) {
      throw new InputError(`${field}: it has half of a character`);
    }
  }
  checkName(request.memory.name, 'name');
  const names = new Set<string>();
  request.memory.strategies.forEach((strategy, index) => {
    checkStrategy(strategy, `strategies.${index}`);
    if (names.has(strategy.name)) {
      throw new InputError(
        `strategies.${index}.name: another strategy is called "${strategy.name}", too`,
      );
    }
    names.add(strategy.name);
  });
}

function checkName(name: string, field: string): void {
  if (!NAME.test(name)) {
    throw new InputError(
      `${field}: "${name}" must be letters, digits and underscores, start with a letter and have at most 48 characters`,
    );
  }
}

function checkStrategy(strategy: NewStrategy, field: string): void {
  checkName(strategy.name, `${field}.name`);
  const kind = strategy.type === 'CUSTOM' ? strategy.override : strategy.type;
  if (kind === undefined) {
    throw new InputError(
      `${field}.override: a CUSTOM strategy says what it customises`,
    );
  }
  const stray = SPECIAL.find(
    option => strategy[option] !== undefined && !OPTIONS[kind].includes(option),
  );
  if (stray) {
    throw new InputError(`${field}.${stray}: ${kind} has no such option`);
  }
  if (kind === 'SELF_MANAGED' && !strategy.selfManaged) {
    throw new InputError(
      `${field}.selfManaged: SELF_MANAGED needs the pipeline that is told of events`,
    );
  }
  const isReflectionLost =
    kind === 'EPISODIC_OVERRIDE' &&
    strategy.reflectionNamespaceTemplate !== undefined &&
    !strategy.reflection;
  if (isReflectionLost) {
    throw new InputError(
      `${field}.reflectionNamespaceTemplate: EPISODIC_OVERRIDE takes it with a model for reflection only`,
    );
  }
}
