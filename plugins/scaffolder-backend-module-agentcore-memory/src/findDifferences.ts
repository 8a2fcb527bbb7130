import { Observed } from 'backstage-plugin-agentcore-memory-common';
import {
  MemoryState,
  NewMemory,
  STRATEGY_NAMES,
} from 'backstage-plugin-agentcore-memory-node';

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
  compare('strategies', strategiesOf(existing), strategiesAskedFor(wanted));
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

function strategiesOf({ strategies }: MemoryState): string {
  return strategies
    .map(({ type, name }) => `${type} "${name}"`)
    .sort()
    .join(', ');
}

function strategiesAskedFor({
  strategies,
}: Pick<NewMemory, 'strategies'>): string {
  return strategiesOf({
    status: '',
    hasStreams: false,
    strategies: strategies.map(type => ({ type, name: STRATEGY_NAMES[type] })),
  });
}

function show(value: unknown): string {
  return value === undefined || value === '' ? 'nothing' : String(value);
}
