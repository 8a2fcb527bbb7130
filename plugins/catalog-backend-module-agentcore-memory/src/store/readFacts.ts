import {
  KeyFacts,
  MemoryFacts,
  Observed,
  parseMemoryArn,
} from 'backstage-plugin-agentcore-memory-common';

/**
 * Grows when the types of the facts change in what is read from AWS: what an earlier version stored is then asked
 * for again, though AWS does not say that it changed.
 */
export const FACTS_VERSION = 1;

const UNREADABLE = {
  state: 'failed',
  reason: 'stored in a form that is not understood',
} as const;

type Fields = Record<string, unknown>;

function parse(text: string): Fields {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** A stored fact, or one that is not understood where its form is another. */
function observed<T>(
  value: unknown,
  isValue: (value: Fields) => boolean = () => true,
): Observed<T> {
  const fact = (value ?? {}) as Fields;
  const isUnderstood =
    fact.state === 'absent' ||
    (fact.state === 'known' &&
      fact.value !== undefined &&
      fact.value !== null &&
      isValue(fact.value as Fields)) ||
    (['denied', 'missing', 'failed'].includes(String(fact.state)) &&
      isText(fact.reason));
  return isUnderstood ? (fact as Observed<T>) : UNREADABLE;
}

function isDetails(details: Fields): boolean {
  return (
    isText(details.name) &&
    typeof details.eventExpiryDays === 'number' &&
    Array.isArray(details.strategies) &&
    Array.isArray(details.recordStreams) &&
    observed(details.encryptionKeyArn) !== UNREADABLE
  );
}

function isMetadata(metadata: Fields): boolean {
  return ['arn', 'keyId', 'accountId', 'region', 'manager', 'state']
    .concat(['usage', 'spec', 'origin'])
    .every(name => isText(metadata[name]));
}

/**
 * The facts of a memory's row. What another version stored, or what was damaged, is `failed`: the rules then say
 * `unknown`, and the next scan asks again.
 */
export function readMemoryFacts(arn: string, text: string): MemoryFacts {
  const stored = parse(text);
  const parts = parseMemoryArn(arn);
  const textOf = (name: string) =>
    isText(stored[name]) ? (stored[name] as string) : '';
  return {
    arn,
    memoryId: parts?.memoryId ?? textOf('memoryId'),
    partition: parts?.partition ?? textOf('partition'),
    accountId: parts?.accountId ?? textOf('accountId'),
    region: parts?.region ?? textOf('region'),
    status: textOf('status') || 'unknown',
    createdAt: textOf('createdAt'),
    updatedAt: textOf('updatedAt'),
    managedBy: observed(stored.managedBy),
    details: observed(stored.details, isDetails),
    tags: observed(stored.tags),
    ...(stored.managerTags !== undefined && {
      managerTags: observed(stored.managerTags),
    }),
  };
}

/** The same for a key. */
export function readKeyFacts(arn: string, text: string): KeyFacts {
  const stored = parse(text);
  return {
    arn,
    metadata: observed(stored.metadata, isMetadata),
    rotation: observed(stored.rotation),
    policy: observed<string>(stored.policy, isText),
    aliases: observed<string[]>(stored.aliases, Array.isArray),
    tags: observed(stored.tags),
  };
}
