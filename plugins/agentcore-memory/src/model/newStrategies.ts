import { Translate } from '../translation';
import { FormData, textOf } from './creationForm';

/** A strategy as the form has it, complete or not. */
export type StrategyForm = FormData;

/** The names that strategies get if nobody gives them others. */
const DEFAULT_NAMES: Record<string, string> = {
  SEMANTIC: 'facts',
  SUMMARIZATION: 'summaries',
  USER_PREFERENCE: 'preferences',
  EPISODIC: 'episodes',
  CUSTOM: 'custom',
};
const DEFAULT_NAME = new RegExp(
  `^(${Object.values(DEFAULT_NAMES).join('|')})(_\\d+)?$`,
);

const OF_ACTOR = '/strategies/{memoryStrategyId}/actors/{actorId}/';
const OF_SESSION = `${OF_ACTOR}sessions/{sessionId}/`;

/**
 * Where records are filed if nobody says otherwise, as AWS's examples have it. Said, since Terraform needs to be told.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/memory-organization.html
 */
const NAMESPACES: Record<string, StrategyForm> = {
  SEMANTIC: { namespaceTemplate: OF_ACTOR },
  SUMMARIZATION: { namespaceTemplate: OF_SESSION },
  USER_PREFERENCE: { namespaceTemplate: OF_ACTOR },
  EPISODIC: {
    namespaceTemplate: OF_SESSION,
    reflectionNamespaceTemplate: OF_ACTOR,
  },
  SEMANTIC_OVERRIDE: { namespaceTemplate: OF_ACTOR },
  SUMMARY_OVERRIDE: { namespaceTemplate: OF_SESSION },
  USER_PREFERENCE_OVERRIDE: { namespaceTemplate: OF_ACTOR },
  EPISODIC_OVERRIDE: { namespaceTemplate: OF_SESSION },
};

/** What decides where records are filed. */
function kindOf({ type, override }: StrategyForm): string {
  return String(type === 'CUSTOM' ? override : type);
}

/**
 * A strategy that is new, or of another kind than before, with the namespaces of its kind, unless it has others. One that
 * was moved is neither.
 */
function withNamespaces(
  strategy: StrategyForm,
  index: number,
  before: readonly StrategyForm[],
): StrategyForm {
  const kind = kindOf(strategy);
  const isKnown = (other: StrategyForm | undefined) =>
    other !== undefined && kindOf(other) === kind;
  const wasMoved = before.some(
    other => isKnown(other) && other.name === strategy.name,
  );
  if (isKnown(before[index]) || wasMoved) return strategy;
  const isOther = (field: string) => {
    const text = textOf(strategy[field]);
    return text !== undefined && text !== OF_ACTOR && text !== OF_SESSION;
  };
  const defaults = Object.hasOwn(NAMESPACES, kind) ? NAMESPACES[kind] : {};
  const missing = Object.entries(defaults).filter(([field]) => !isOther(field));
  return { ...strategy, ...Object.fromEntries(missing) };
}

const COMMON = ['type', 'name', 'description'];
const EXTRACTED = [...COMMON, 'override', 'namespaceTemplate', 'extraction'];

/** The fields of a CUSTOM strategy, by what it customises. */
const OF_OVERRIDE: Record<string, readonly string[]> = {
  SEMANTIC_OVERRIDE: [...EXTRACTED, 'consolidation'],
  USER_PREFERENCE_OVERRIDE: [...EXTRACTED, 'consolidation'],
  SUMMARY_OVERRIDE: [
    ...COMMON,
    'override',
    'namespaceTemplate',
    'consolidation',
  ],
  EPISODIC_OVERRIDE: [
    ...EXTRACTED,
    'consolidation',
    'reflection',
    'reflectionNamespaceTemplate',
  ],
  SELF_MANAGED: [...COMMON, 'override', 'selfManaged'],
};

function fieldsOf({ type, override }: StrategyForm): readonly string[] {
  if (type === 'CUSTOM') {
    return Object.hasOwn(OF_OVERRIDE, String(override))
      ? OF_OVERRIDE[String(override)]
      : [...COMMON, 'override', 'namespaceTemplate'];
  }
  return type === 'EPISODIC'
    ? [...COMMON, 'namespaceTemplate', 'reflectionNamespaceTemplate']
    : [...COMMON, 'namespaceTemplate'];
}

/** Steps that a person may fill in, or empty again. */
const STEPS = ['extraction', 'consolidation', 'reflection'];

function isEmptied(field: string, value: unknown): boolean {
  return (
    STEPS.includes(field) &&
    Object.values(value ?? {}).every(each => textOf(each) === undefined)
  );
}

/** A strategy without what was filled in while it was of another type, and without steps that were emptied. */
function withoutOthers(strategy: StrategyForm): StrategyForm {
  const fields = fieldsOf(strategy);
  return Object.fromEntries(
    Object.entries(strategy).filter(
      ([field, value]) => fields.includes(field) && !isEmptied(field, value),
    ),
  );
}

function freeName(name: string, taken: readonly unknown[]): string {
  let free = name;
  for (let n = 2; taken.includes(free); n += 1) free = `${name}_${n}`;
  return free;
}

function mayBeNamed({ name }: StrategyForm): boolean {
  const text = textOf(name);
  return text === undefined || DEFAULT_NAME.test(text);
}

/** A strategy that was added has the first type; one that the memory does not have yet is of use. */
function withFreeType(
  strategy: StrategyForm,
  before: readonly StrategyForm[],
): StrategyForm {
  const taken = before.map(({ type }) => type);
  if (textOf(strategy.name) || !taken.includes(strategy.type)) return strategy;
  const type = Object.keys(DEFAULT_NAMES).find(each => !taken.includes(each));
  return { ...strategy, type: type ?? 'CUSTOM' };
}

/**
 * Strategies after a change: each has only what belongs to its type, one that was added has a type of its own, and one
 * that is new or has changed its type gets the name and the namespaces of that type, unless somebody gave it others.
 */
export function tidyStrategies(
  strategies: readonly StrategyForm[],
  before: readonly StrategyForm[],
): StrategyForm[] {
  const tidied = strategies
    .map(strategy => withoutOthers(strategy ?? {}))
    .map((each, i) => (i < before.length ? each : withFreeType(each, before)));
  const named = tidied.map((strategy, index, all) => {
    const name = DEFAULT_NAMES[String(strategy.type)];
    const isNew = before[index]?.type !== strategy.type;
    const isNamed = textOf(strategy.name)?.replace(/_\d+$/, '') === name;
    if (!name || !isNew || !mayBeNamed(strategy) || isNamed) return strategy;
    const taken = all.filter((_, i) => i !== index).map(each => each.name);
    return { ...strategy, name: freeName(name, taken) };
  });
  return named.map((strategy, i) => withNamespaces(strategy, i, before));
}

/** What AWS refuses of several strategies, though each is right. */
export function strategiesProblem(
  t: Translate,
  strategies: readonly StrategyForm[],
): string | undefined {
  const twice = (values: unknown[]) =>
    values.find((value, i) => value && values.indexOf(value) < i);
  const name = twice(strategies.map(each => each.name));
  if (name) return t('create.strategies.sameName', { name: String(name) });
  const types = strategies.map(({ type }) => type);
  return twice(types.filter(type => type !== 'CUSTOM'))
    ? t('create.strategies.sameType')
    : undefined;
}
