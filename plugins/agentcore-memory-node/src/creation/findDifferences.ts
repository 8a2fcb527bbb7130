import { known, Observed } from 'backstage-plugin-agentcore-memory-common';
import {
  MemoryState,
  NewMemory,
  NewStrategy,
  RepeatableMemory,
  StrategyState,
} from '../writer/MemoryWriter';

/** Memories in these states are, or will be, what they were created as. */
const ADOPTABLE_STATES = ['ACTIVE', 'CREATING', 'UPDATING'];

/**
 * How an existing memory differs from what is asked for, in words; none: it is just that. Tags that nobody asked for
 * are no difference, since organisations add them. Of what the catalog does not show of a memory, its description,
 * role and tags, no value is told.
 *
 * @param keyArns - the ARNs by which the key that is asked for may be named
 */
export function findDifferences(
  existing: MemoryState,
  tags: Observed<Readonly<Record<string, string>>>,
  wanted: Omit<NewMemory, 'clientToken'>,
  keyArns: readonly string[],
): string[] {
  const differences: string[] = [];
  const compare = (what: string, is: unknown, asked: unknown) => {
    if (is === asked) return;
    differences.push(
      `${what} is ${show(is)}, and ${show(asked)} was asked for`,
    );
  };
  const compareSilently = (what: string, is: unknown, asked: unknown) => {
    if (is !== asked) differences.push(`${what} is another`);
  };
  if (!ADOPTABLE_STATES.includes(existing.status)) {
    differences.push(`it is ${existing.status}`);
  }
  if (!keyArns.includes(existing.encryptionKeyArn ?? '')) {
    compare(
      'encryptionKeyArn',
      existing.encryptionKeyArn ?? 'a key that AWS owns',
      wanted.encryptionKeyArn,
    );
  }
  compare('eventExpiryDays', existing.eventExpiryDays, wanted.eventExpiryDays);
  compareSilently('description', existing.description, wanted.description);
  compareSilently(
    'executionRoleArn',
    existing.executionRoleArn,
    wanted.executionRoleArn,
  );
  compare(
    'strategies',
    strategiesOf(existing.strategies),
    strategiesOf(wanted.strategies),
  );
  for (const strategy of wanted.strategies) {
    const is = existing.strategies.find(({ name }) => name === strategy.name);
    if (is && !isAsAskedFor(is, strategy)) {
      differences.push(`the strategy ${strategy.name} is set up another way`);
    }
  }
  compare('indexedKeys', show(existing.indexedKeys), show(wanted.indexedKeys));
  compare(
    'namespaceKeys',
    show(existing.namespaceKeys),
    show(wanted.namespaceKeys),
  );
  if (existing.hasStreams) differences.push('it streams its records');
  if (existing.managedBy) {
    differences.push(`it is managed by ${existing.managedBy}`);
  }
  if (tags.state !== 'known') {
    differences.push('its tags could not be read');
  } else {
    for (const [key, value] of Object.entries(wanted.tags)) {
      const is = Object.hasOwn(tags.value, key) ? tags.value[key] : undefined;
      compareSilently(`the tag ${key}`, is, value);
    }
  }
  return differences;
}

/**
 * How the settings of a memory differ from those of another that it was to be like, in words, but for name, key and tags;
 * none: they are alike. No prompt, description or role is told.
 *
 * @public
 */
export function settingsThatDiffer(
  memory: RepeatableMemory,
  like: RepeatableMemory,
): string[] {
  const { encryptionKeyArn = '' } = memory.state;
  const { description, eventExpiryDays = 0, executionRoleArn } = like.state;
  const wanted = {
    name: like.name,
    encryptionKeyArn,
    eventExpiryDays,
    description,
    executionRoleArn,
    strategies: like.strategies,
    indexedKeys: like.state.indexedKeys as NewMemory['indexedKeys'],
    namespaceKeys: like.state.namespaceKeys,
    tags: {},
  };
  const stepsOf = ({ strategies }: RepeatableMemory, name: string) => {
    const found = strategies.find(strategy => strategy.name === name);
    const { extraction, consolidation, reflection } = found ?? {};
    return JSON.stringify(
      [extraction, consolidation, reflection].map(
        step => step && [step.modelId, step.appendToPrompt],
      ),
    );
  };
  return [
    ...findDifferences(memory.state, known({}), wanted, [encryptionKeyArn]),
    ...like.strategies
      .filter(
        ({ name }) =>
          memory.strategies.some(strategy => strategy.name === name) &&
          stepsOf(memory, name) !== stepsOf(like, name),
      )
      .map(({ name }) => `the prompts of the strategy ${name} are others`),
  ];
}

/**
 * Where AWS files records if it is not told.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/specify-long-term-memory-organization.html
 */
const DEFAULT_TEMPLATES = [
  undefined,
  '/strategies/{memoryStrategyId}/actors/{actorId}',
  '/strategies/{memoryStrategyId}/actors/{actorId}/sessions/{sessionId}',
];

/** What of the wanted memory AWS does not show of an existing one, in words. */
export function notComparable({
  strategies,
}: Pick<NewMemory, 'strategies'>): string[] {
  return strategies
    .filter(({ override }) => override && override !== 'SELF_MANAGED')
    .map(
      ({ name }) =>
        `AWS does not show the prompts of its strategy ${name}, so they can't be compared`,
    );
}

function isAsAskedFor(is: StrategyState, asked: NewStrategy): boolean {
  const sameTemplate = (a: string | undefined, b: string | undefined) =>
    a === b || (b === undefined && DEFAULT_TEMPLATES.includes(a));
  return (
    is.description === asked.description &&
    sameTemplate(is.namespaceTemplate, asked.namespaceTemplate) &&
    sameTemplate(
      is.reflectionNamespaceTemplate,
      asked.reflectionNamespaceTemplate,
    ) &&
    (asked.type !== 'CUSTOM' || is.override === asked.override) &&
    // What is not asked for is AWS's to choose.
    Object.entries(asked.selfManaged ?? {}).every(
      ([key, value]) =>
        is.selfManaged?.[key as keyof typeof is.selfManaged] === value,
    )
  );
}

function strategiesOf(
  strategies: readonly { type: string; name: string }[],
): string {
  return strategies
    .map(({ type, name }) => `${type} "${name}"`)
    .sort()
    .join(', ');
}

function show(value: unknown): string {
  if (Array.isArray(value))
    return (
      value
        .map(one => JSON.stringify(one))
        .sort()
        .join(', ') || 'nothing'
    );
  return value === undefined || value === '' ? 'nothing' : String(value);
}
