import type { MemoryInput } from '../../agentcore/newMemory';
import type { Place } from '../../state/arn';
import type { Random } from '../../state/random';
import { toStrategies, type DemoStrategy } from '../demo/strategies';

const hourMs = 3_600_000;
const firstDay = Date.UTC(2025, 0, 6, 9, 30);

const subjects = [
  'support',
  'orders',
  'claims',
  'travel',
  'billing',
  'search',
  'fraud',
  'onboarding',
];
const kinds = ['chat', 'agent', 'helper', 'notes', 'history', 'desk'];

const strategies: ReadonlyArray<readonly DemoStrategy[]> = [
  ['semantic'],
  ['summary'],
  ['preference'],
  ['semantic', 'summary'],
  ['episodic'],
  ['customPrompt'],
  ['selfManaged'],
  [],
];

/** Which tag names the owner; of ten memories, one has no tag at all. */
const ownerTags = [
  'owner',
  'owner',
  'owner',
  'owner',
  'owner',
  'owner',
  'team',
  'team',
  'backstage.io/owner',
  undefined,
];

function toTags(random: Random, teams: number): Record<string, string> {
  const tag = random.pick(ownerTags);
  const team = `team-${String(random.below(teams) + 1).padStart(4, '0')}`;
  if (!tag) {
    return {};
  }
  return {
    [tag]: tag === 'team' ? team : `group:default/${team}`,
    ...(random.below(2) === 0 && {
      environment: random.pick(['prod', 'staging']),
    }),
  };
}

/** One memory of a full scope; one in ten has no key. */
export function toLargeMemory(
  random: Random,
  options: {
    place: Place;
    index: number;
    keys: readonly string[];
    teams: number;
  },
): MemoryInput {
  const { place, index, keys, teams } = options;
  const name = `${random.pick(subjects)}_${random.pick(kinds)}_${index}`;
  const createdAt = firstDay + random.below(500 * 24) * hourMs;
  return {
    ...place,
    name,
    encryptionKeyArn:
      keys.length === 0 || random.below(10) === 0
        ? undefined
        : random.pick(keys),
    eventExpiryDuration: random.pick([7, 30, 90, 180, 365]),
    createdAt,
    updatedAt: createdAt + random.below(90 * 24) * hourMs,
    strategies: toStrategies(
      random.pick(strategies),
      `${place.accountId}/${place.region}/${name}`,
      createdAt,
    ),
    tags: toTags(random, teams),
  };
}
