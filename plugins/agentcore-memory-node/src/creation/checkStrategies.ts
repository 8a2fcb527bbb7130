import { NamespaceKey, NewMemory, NewStrategy } from '../writer/MemoryWriter';
import { FieldProblems } from './FieldProblems';

/** Variables of namespaces that AWS has by itself. */
const VARIABLES = ['actorId', 'sessionId', 'memoryStrategyId'];
const STEPS = ['extraction', 'consolidation', 'reflection'] as const;

/** What of a CUSTOM strategy's configuration each override has. */
const STEPS_OF: Readonly<
  Record<NonNullable<NewStrategy['override']>, readonly string[]>
> = {
  SEMANTIC_OVERRIDE: ['extraction', 'consolidation'],
  SUMMARY_OVERRIDE: ['consolidation'],
  USER_PREFERENCE_OVERRIDE: ['extraction', 'consolidation'],
  EPISODIC_OVERRIDE: ['extraction', 'consolidation', 'reflection'],
  SELF_MANAGED: [],
};

/** The variables of a template; `undefined`: AWS does not take it. */
function variablesOf(template: string): string[] | undefined {
  return /^([a-zA-Z0-9/_-]|\{[a-zA-Z][a-zA-Z0-9]*\})*$/.test(template)
    ? [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    : undefined;
}

function checkTemplate(
  template: string | undefined,
  field: string,
  keys: readonly NamespaceKey[],
  problems: FieldProblems,
): void {
  if (template === undefined) return;
  const variables = variablesOf(template);
  if (!variables) {
    problems.add(
      field,
      'must be letters, digits, slashes, underscores, hyphens, and variables such as {actorId}',
    );
    return;
  }
  const known = [...VARIABLES, ...keys.map(({ key }) => key)];
  const unknown = variables.find(variable => !known.includes(variable));
  if (unknown !== undefined) {
    problems.add(
      field,
      `has the variable {${unknown}}, which is none of ${known.join(', ')}`,
    );
  }
}

function checkOverride(
  strategy: NewStrategy,
  at: (field: string) => string,
  problems: FieldProblems,
): void {
  const { override } = strategy;
  const steps = STEPS.filter(step => strategy[step] !== undefined);
  if (strategy.type !== 'CUSTOM') {
    [...steps, ...(['override', 'selfManaged'] as const)]
      .filter(field => strategy[field] !== undefined)
      .forEach(field => problems.add(at(field), 'is for CUSTOM only'));
    return;
  }
  if (!override) {
    problems.add(at('override'), 'is needed by CUSTOM');
    return;
  }
  steps
    .filter(step => !STEPS_OF[override].includes(step))
    .forEach(step => problems.add(at(step), `is not for ${override}`));
  if (override !== 'SELF_MANAGED') {
    if (strategy.selfManaged) {
      problems.add(at('selfManaged'), 'is for SELF_MANAGED only');
    }
    if (steps.length === 0) {
      const [first] = STEPS_OF[override];
      problems.add(at(first), `is needed by ${override}`);
    }
    return;
  }
  if (!strategy.selfManaged) {
    problems.add(at('selfManaged'), 'is needed by SELF_MANAGED');
  }
  if (strategy.namespaceTemplate) {
    problems.add(
      at('namespaceTemplate'),
      'is not for SELF_MANAGED, which files its records itself',
    );
  }
}

/** AWS files reflections where the episodes are, or above; the Terraform provider says so. */
function checkReflection(
  strategy: NewStrategy,
  field: string,
  problems: FieldProblems,
): void {
  const { type, override, namespaceTemplate } = strategy;
  const template = strategy.reflectionNamespaceTemplate;
  if (template === undefined) return;
  if (type !== 'EPISODIC' && override !== 'EPISODIC_OVERRIDE') {
    problems.add(field, 'is for episodes only');
  } else if (override && !strategy.reflection) {
    problems.add(field, 'is for what has a reflection');
  } else if (
    namespaceTemplate !== undefined &&
    !namespaceTemplate.startsWith(template)
  ) {
    problems.add(field, 'must be the namespaceTemplate or the beginning of it');
  }
}

/** Finds what of a memory's strategies AWS does not take, or would not do. */
export function checkStrategies(
  {
    strategies,
    namespaceKeys,
    executionRoleArn,
  }: Pick<NewMemory, 'strategies' | 'namespaceKeys' | 'executionRoleArn'>,
  problems: FieldProblems,
): void {
  strategies.forEach((strategy, index) => {
    const { type, name } = strategy;
    const at = (field: string) => `strategies.${index}.${field}`;
    const earlier = strategies.slice(0, index);
    if (earlier.some(other => other.name === name)) {
      problems.add(at('name'), 'is there twice');
    }
    // "Only one strategy of each built-in type can exist per memory", of the Terraform provider's documentation.
    if (type !== 'CUSTOM' && earlier.some(other => other.type === type)) {
      problems.add(at('type'), `${type} is there twice`);
    }
    checkTemplate(
      strategy.namespaceTemplate,
      at('namespaceTemplate'),
      namespaceKeys,
      problems,
    );
    checkTemplate(
      strategy.reflectionNamespaceTemplate,
      at('reflectionNamespaceTemplate'),
      namespaceKeys,
      problems,
    );
    checkReflection(strategy, at('reflectionNamespaceTemplate'), problems);
    checkOverride(strategy, at, problems);
  });
  const custom = strategies.find(({ type }) => type === 'CUSTOM');
  if (custom && !executionRoleArn) {
    problems.add(
      'executionRoleArn',
      `is needed by the strategy ${custom.name}, which works with what is yours`,
    );
  }
}
