import { MemoryInput } from '../../agentcore/newMemory';
import { Place } from '../../state/arn';
import { Random } from '../../state/random';
import { toStrategies, DemoStrategy } from '../demo/strategies';

const HOUR_MS = 3_600_000;
const FIRST_DAY = Date.UTC(2025, 0, 6, 9, 30);

const SUBJECTS = [
  'support',
  'orders',
  'claims',
  'travel',
  'billing',
  'search',
  'fraud',
  'onboarding',
];
const KINDS = ['chat', 'agent', 'helper', 'notes', 'history', 'desk'];

const STRATEGIES: ReadonlyArray<readonly DemoStrategy[]> = [
  ['semantic'],
  ['summary'],
  ['preference'],
  ['semantic', 'summary'],
  ['episodic'],
  ['customPrompt'],
  ['selfManaged'],
  [],
];

/** The tag that names the owner; one in ten memories has no tag. */
const OWNER_TAGS = [
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
  const tag = random.pick(OWNER_TAGS);
  const team = `team-${String(random.below(teams) + 1).padStart(4, '0')}`;
  if (!tag) return {};
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
  const name = `${random.pick(SUBJECTS)}_${random.pick(KINDS)}_${index}`;
  const createdAt = FIRST_DAY + random.below(500 * 24) * HOUR_MS;
  return {
    ...place,
    name,
    encryptionKeyArn:
      keys.length === 0 || random.below(10) === 0
        ? undefined
        : random.pick(keys),
    eventExpiryDuration: random.pick([7, 30, 90, 180, 365]),
    createdAt,
    updatedAt: createdAt + random.below(90 * 24) * HOUR_MS,
    strategies: toStrategies(
      random.pick(STRATEGIES),
      `${place.accountId}/${place.region}/${name}`,
      createdAt,
    ),
    tags: toTags(random, teams),
  };
}
