import {
  sumScorecards,
  TREND_WEEKS,
} from 'backstage-plugin-agentcore-memory-common';
import { OwnerKey } from '../scorecards/ownerKeys';
import { Sums } from './historyRows';

/** Since when something of an owner fails. */
export interface Failing {
  /** ISO 8601; absent: nothing fails whose beginning was recorded. */
  since?: string;
  /** Whether something has failed since before recording began. */
  fromStart: boolean;
}

/** Weeks before the present one that a trend has. */
export const PAST_WEEKS = TREND_WEEKS - 1;

/** What history says about owners, for their scorecards. */
export class Recorded {
  readonly #weeks: readonly (ReadonlyMap<OwnerKey, Sums> | undefined)[];
  readonly #failing: ReadonlyMap<OwnerKey, Failing>;

  /**
   * @param weeks - what was counted at the end of each of the `PAST_WEEKS`, oldest first; `undefined`: not recorded
   * @param failing - of owners of whom something fails
   */
  constructor(
    weeks: readonly (ReadonlyMap<OwnerKey, Sums> | undefined)[],
    failing: ReadonlyMap<OwnerKey, Failing>,
  ) {
    this.#weeks = weeks;
    this.#failing = failing;
  }

  /**
   * The score of several owners together, or of everybody, at the end of each of the `PAST_WEEKS`, oldest first.
   * Everybody is more than those who own something today.
   */
  trendOf(keys?: readonly OwnerKey[]): (number | null)[] {
    return this.#weeks.map(week => {
      if (!week) return null;
      const sums = keys
        ? keys.flatMap(key => week.get(key) ?? [])
        : week.values();
      return sumScorecards(sums).score;
    });
  }

  /** Since when something of several owners fails. */
  failingOf(keys: readonly OwnerKey[]): {
    failingSince?: string;
    failsFromStart: boolean;
  } {
    const failing = keys.flatMap(key => this.#failing.get(key) ?? []);
    const [failingSince] = failing.flatMap(({ since }) => since ?? []).sort();
    return {
      ...(failingSince !== undefined && { failingSince }),
      failsFromStart: failing.some(({ fromStart }) => fromStart),
    };
  }
}
