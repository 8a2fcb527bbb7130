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
  SELF_MANAGED: [...COMMON, 'override', 'namespaceTemplate', 'selfManaged'],
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

/** A strategy without what was filled in while it was of another type. */
function withoutOthers(strategy: StrategyForm): StrategyForm {
  const fields = fieldsOf(strategy);
  return Object.fromEntries(
    Object.entries(strategy).filter(([field]) => fields.includes(field)),
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

/**
 * Strategies after a change: each has only what belongs to its type, and one that is new or has changed its type gets
 * the name of that type, unless somebody gave it another.
 */
export function tidyStrategies(
  strategies: readonly StrategyForm[],
  before: readonly StrategyForm[],
): StrategyForm[] {
  const tidied = strategies.map(strategy => withoutOthers(strategy ?? {}));
  return tidied.map((strategy, index, all) => {
    const name = DEFAULT_NAMES[String(strategy.type)];
    const isNew = before[index]?.type !== strategy.type;
    const isNamed = textOf(strategy.name)?.replace(/_\d+$/, '') === name;
    if (!name || !isNew || !mayBeNamed(strategy) || isNamed) return strategy;
    const taken = all.filter((_, i) => i !== index).map(each => each.name);
    return { ...strategy, name: freeName(name, taken) };
  });
}
