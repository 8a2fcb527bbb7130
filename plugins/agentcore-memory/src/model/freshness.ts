import { FreshnessResponse } from 'backstage-plugin-agentcore-memory-common';
import { Translate } from '../translation';
import { formatInstant } from './formatInstant';

/**
 * Whether the facts about an entity are recent enough to count:
 * - `fresh`: AWS answered when it was asked;
 * - `late`: AWS has not answered since then; the last answer still counts;
 * - `stale`: the facts are too old to count;
 * - `gone`: the catalog does not have the entity any more;
 * - `asking`: not known yet;
 * - `not-known`: it could not be asked.
 */
export type Freshness =
  | { state: 'fresh' | 'gone' | 'asking' | 'not-known' }
  | { state: 'late'; since: string }
  | { state: 'stale'; since?: string };

/** What is known about the freshness of some entities. */
export interface FreshnessAnswer {
  /** The last answer of the API; left out: there was none yet. */
  value?: FreshnessResponse;
  /** Why the last request failed; `value` is then older. */
  error?: Error;
}

/** What the decision needs of a memory or a key. */
export interface DatedEntity {
  entityRef: string;
  staleSince?: string;
}

/** The one decision whether what an entity tells counts. A stale entity stays stale until an answer says otherwise. */
export function freshnessOf(
  { entityRef, staleSince: since }: DatedEntity,
  { value, error }: FreshnessAnswer,
): Freshness {
  const isStale =
    value?.stale.includes(entityRef) ||
    (since && value && Date.parse(since) < Date.parse(value.staleBefore));
  if (isStale) return { state: 'stale', since };
  if (error) return { state: 'not-known' };
  if (!value) return { state: 'asking' };
  return since ? { state: 'late', since } : { state: 'fresh' };
}

/** Whether what is good about an entity is good now, as far as is known: late answers count until they are stale. */
export function isCounted({ state }: Freshness): boolean {
  return state === 'fresh' || state === 'late';
}

/**
 * What to say beside the last known verdict or state of an entity; `undefined` where it is fresh, and where pages say
 * once for all entities that it is not known.
 *
 * @param last - what is shown although it may be old
 */
export function describeFreshness(
  t: Translate,
  freshness: Freshness,
  last: 'verdict' | 'state',
): string | undefined {
  const { state } = freshness;
  if (state === 'late') {
    const instant = formatInstant(freshness.since);
    return t('scorecard.freshness.late', { instant });
  }
  if (state !== 'stale') return undefined;
  return freshness.since
    ? t(`scorecard.freshness.${last}Since`, {
        instant: formatInstant(freshness.since),
      })
    : t(`scorecard.freshness.${last}`);
}
