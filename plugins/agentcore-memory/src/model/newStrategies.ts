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
 * that is new or has changed its type gets the name of that type, unless somebody gave it another.
 */
export function tidyStrategies(
  strategies: readonly StrategyForm[],
  before: readonly StrategyForm[],
): StrategyForm[] {
  const tidied = strategies
    .map(strategy => withoutOthers(strategy ?? {}))
    .map((each, i) => (i < before.length ? each : withFreeType(each, before)));
  return tidied.map((strategy, index, all) => {
    const name = DEFAULT_NAMES[String(strategy.type)];
    const isNew = before[index]?.type !== strategy.type;
    const isNamed = textOf(strategy.name)?.replace(/_\d+$/, '') === name;
    if (!name || !isNew || !mayBeNamed(strategy) || isNamed) return strategy;
    const taken = all.filter((_, i) => i !== index).map(each => each.name);
    return { ...strategy, name: freeName(name, taken) };
  });
}

/** What AWS refuses of several strategies, though each is right. */
export function strategiesProblem(
  strategies: readonly StrategyForm[],
): string | undefined {
  const twice = (values: unknown[]) =>
    values.find((value, i) => value && values.indexOf(value) < i);
  const name = twice(strategies.map(each => each.name));
  if (name) return `Two strategies have the name ${name}`;
  const types = strategies.map(({ type }) => type);
  return twice(types.filter(type => type !== 'CUSTOM'))
    ? 'Two strategies have the same type: AWS takes several custom ones only'
    : undefined;
}
