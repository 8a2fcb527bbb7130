import { MEMORY_QUOTA } from '../agentcore/createMemory';
import { Place } from '../state/arn';
import { createRandom } from '../state/random';
import { plantLargeKeys } from './large/keys';
import { toLargeMemory } from './large/memories';
import { Seed } from './types';

const DAY_MS = 86_400_000;

/** Size and random seed of a large company. */
export interface LargeSeedOptions {
  /** Random seed: the same number creates the same company. */
  seed: number;
  /** Number of accounts; their ids are those of {@link largeAccountIds}. */
  accounts: number;
  regions: readonly string[];
  /** Number of memories in all. */
  memories: number;
  /** Number of scopes with memories; by default as few as the quota of 150 allows. */
  fullScopes?: number;
  /** 12 by default. */
  keysPerFullScope?: number;
  /** Number of teams that own memories, `team-0001` and on; 200 by default. */
  teams?: number;
}

/** The ids of the given number of accounts: 100000000000 and on. */
export function largeAccountIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    String(100_000_000_000 + index),
  );
}

function fullScopesOf(options: LargeSeedOptions, places: number): number {
  const { memories } = options;
  const fullScopes = options.fullScopes ?? Math.ceil(memories / MEMORY_QUOTA);
  if (fullScopes > places || memories > fullScopes * MEMORY_QUOTA) {
    throw new RangeError(
      `${memories} memories do not fit into ${fullScopes} of ${places} places with ${MEMORY_QUOTA} each`,
    );
  }
  return fullScopes;
}

/**
 * A large company: many accounts and regions, nearly all of them without resources, and a few full of memories.
 *
 * @remarks
 * Depends on its options only, except that deadlines of keys count from today. Every account has the role `BackstageReader`.
 */
export function largeSeed(options: LargeSeedOptions): Seed {
  const { regions, memories, keysPerFullScope = 12, teams = 200 } = options;
  const accountIds = largeAccountIds(options.accounts);
  const fullScopes = fullScopesOf(options, accountIds.length * regions.length);
  return ({ state, now }) => {
    const random = createRandom(options.seed);
    const today = Math.floor(now / DAY_MS) * DAY_MS;
    accountIds.forEach(id =>
      state.addAccount({ id, roles: ['BackstageReader'] }),
    );
    const places: Place[] = accountIds.flatMap(accountId =>
      regions.map(region => ({ accountId, region })),
    );
    random.sample(places, fullScopes).forEach((place, scope) => {
      const keys = plantLargeKeys(state, random, {
        place,
        count: keysPerFullScope,
        today,
      });
      // Distributes the memories evenly.
      const count =
        Math.floor(((scope + 1) * memories) / fullScopes) -
        Math.floor((scope * memories) / fullScopes);
      for (let index = 0; index < count; index += 1) {
        state.createMemory(
          toLargeMemory(random, { place, index, keys, teams }),
        );
      }
    });
  };
}
