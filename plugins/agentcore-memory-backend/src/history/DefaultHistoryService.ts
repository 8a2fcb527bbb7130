import {
  HistoryDay,
  HistoryResponse,
  MAX_TRANSITIONS,
  sumScorecards,
  Transition,
  TRANSITION_KINDS,
} from 'backstage-plugin-agentcore-memory-common';
import { ServiceOptions } from '../authorize';
import { isNoOwner, OwnerKey } from '../scorecards/ownerKeys';
import { Readable } from '../scorecards/ReadableEntities';
import { ScorecardReader } from '../scorecards/ScorecardReader';
import { HistoryReader, Period } from './HistoryReader';
import { TransitionRow } from './historyRows';
import { HistoryFilter, HistoryService } from './HistoryService';

const DAY_MS = 24 * 3600_000;
/** More than are told, as the caller may not be allowed to read all of them. */
const ASKED_FOR = 5 * MAX_TRANSITIONS;

/** The middle of some durations in milliseconds, in days with one decimal. */
function medianDays(durations: readonly number[]): number | null {
  if (durations.length === 0) return null;
  const sorted = [...durations].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
  return Math.round((median / DAY_MS) * 10) / 10;
}

function toTransition(row: TransitionRow, readable: Readable): Transition {
  const { owner_key: owner, rule, failed_ms: failedMs } = row;
  const isShown = !isNoOwner(owner) && readable.has(owner);
  return {
    at: row.at,
    kind: row.kind,
    entityRef: row.entity_ref,
    title: row.title,
    ...(isShown && { ownerRef: owner }),
    ...(rule !== null && { rule }),
    ...(row.from_outcome !== null && { from: row.from_outcome }),
    ...(row.to_outcome !== null && { to: row.to_outcome }),
    ...(failedMs !== null && {
      failedDays: Math.floor(Number(failedMs) / DAY_MS),
    }),
  };
}

/** `HistoryService` from what was recorded; groups are above and below each other as they are today. */
export class DefaultHistoryService implements HistoryService {
  readonly #reader: ScorecardReader;
  readonly #history: HistoryReader;

  constructor(options: { reader: ScorecardReader; history: HistoryReader }) {
    this.#reader = options.reader;
    this.#history = options.history;
  }

  async getHistory(
    { owner, rollup, ...period }: HistoryFilter,
    { credentials }: ServiceOptions,
  ): Promise<HistoryResponse> {
    const { view } = await this.#reader.read();
    const owners = await this.#reader.ownersAskedFor(
      { owners: owner === undefined ? undefined : [owner], rollup },
      view,
      credentials,
    );
    const counts = await this.#history.transitionCounts(period, owners);
    const failedMs = await this.#history.failedMs(period, owners);
    const rows = await this.#history.transitions(period, owners, ASKED_FOR);
    const readable = await this.#reader.readableOf(
      rows.flatMap(row => [row.entity_ref, ...ownerIn(row)]),
      credentials,
    );
    return {
      days: await this.#days(period, owners),
      marks: await this.#history.marks(period),
      transitions: rows
        // One that is gone is in no catalog, so that only who may read everything is told of it.
        .filter(row => readable.has(row.entity_ref))
        .slice(0, MAX_TRANSITIONS)
        .map(row => toTransition(row, readable)),
      transitionCounts: Object.fromEntries(
        TRANSITION_KINDS.map(kind => [kind, counts.get(kind) ?? 0]),
      ) as HistoryResponse['transitionCounts'],
      timeToRemediate: {
        medianDays: medianDays(failedMs),
        failures: failedMs.length,
      },
      firstDay: await this.#history.firstDay(),
    };
  }

  async #days(
    period: Period,
    owners?: ReadonlySet<OwnerKey>,
  ): Promise<HistoryDay[]> {
    if (owners?.size === 0) return [];
    const sums = await this.#history.days(period, owners);
    const days = await this.#history.recordedDays(period);
    return days.map(day => ({ day, ...sumScorecards(sums.get(day) ?? []) }));
  }
}

function ownerIn({ owner_key: owner }: TransitionRow): string[] {
  return isNoOwner(owner) ? [] : [owner];
}
