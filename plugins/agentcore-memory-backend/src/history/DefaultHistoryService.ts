import {
  HistoryDay,
  HistoryResponse,
  MAX_TRANSITIONS,
  sumScorecards,
  Transition,
  TRANSITION_KINDS,
} from 'backstage-plugin-agentcore-memory-common';
import { ServiceOptions } from '../authorize';
import { DAY_MS } from '../days';
import { isNoOwner, OwnerKey } from '../scorecards/ownerKeys';
import { Readable } from '../scorecards/ReadableEntities';
import { ScorecardReader } from '../scorecards/ScorecardReader';
import { HistoryReader, Period } from './HistoryReader';
import { TransitionRow } from './historyRows';
import { HistoryFilter, HistoryService } from './HistoryService';

/** More than are told, as the caller may not be allowed to read all of them. */
const ASKED_FOR = 5 * MAX_TRANSITIONS;
/** Questions whose answers are kept. */
const MAX_KEPT = 50;

/** What everybody is told alike, and the transitions that a caller may be told. */
type ToldToAll = Pick<
  HistoryResponse,
  'days' | 'marks' | 'transitionCounts' | 'timeToRemediate'
> & { rows: TransitionRow[] };

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
  /** The recording that the answers are kept of, and they by question. */
  #keptOf?: number;
  readonly #kept = new Map<string, Promise<ToldToAll>>();

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
    const { number, ...about } = await this.#history.about();
    const { rows, ...told } = await this.#told(number, period, owners);
    const readable = await this.#reader.readableOf(
      rows.flatMap(row => [row.entity_ref, ...ownerIn(row)]),
      credentials,
    );
    return {
      ...told,
      ...about,
      transitions: rows
        // One that is gone is in no catalog, so that only who may read everything is told of it.
        .filter(row => readable.has(row.entity_ref))
        .slice(0, MAX_TRANSITIONS)
        .map(row => toTransition(row, readable)),
    };
  }

  /** What is the same for everybody who asks for the same owners, until something else is recorded. */
  #told(
    number: number,
    period: Period,
    owners?: ReadonlySet<OwnerKey>,
  ): Promise<ToldToAll> {
    if (this.#keptOf !== number) this.#kept.clear();
    this.#keptOf = number;
    const key = JSON.stringify([period, owners && [...owners]]);
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const told = this.#read(period, owners);
    if (this.#kept.size >= MAX_KEPT) this.#kept.clear();
    this.#kept.set(key, told);
    told.catch(() => this.#kept.delete(key));
    return told;
  }

  async #read(
    period: Period,
    owners?: ReadonlySet<OwnerKey>,
  ): Promise<ToldToAll> {
    const counts = await this.#history.transitionCounts(period, owners);
    const ended = await this.#history.endedFailures(period, owners);
    const known = ended.filter(ms => ms !== null);
    return {
      rows: await this.#history.transitions(period, owners, ASKED_FOR),
      days: await this.#days(period, owners),
      marks: await this.#history.marks(period),
      transitionCounts: Object.fromEntries(
        TRANSITION_KINDS.map(kind => [kind, counts.get(kind) ?? 0]),
      ) as HistoryResponse['transitionCounts'],
      timeToRemediate: {
        medianDays: medianDays(known),
        failures: ended.length,
        ofUnknownAge: ended.length - known.length,
      },
    };
  }

  async #days(
    period: Period,
    owners?: ReadonlySet<OwnerKey>,
  ): Promise<HistoryDay[]> {
    if (owners?.size === 0) return [];
    const sums = await this.#history.days(period, owners);
    const days = await this.#history.recordedDays(period);
    return days.map(day => {
      const all = sums.get(day) ?? [];
      const notCounted = all.reduce((sum, part) => sum + part.notCounted, 0);
      return { day, ...sumScorecards(all, { notCounted }) };
    });
  }
}

function ownerIn({ owner_key: owner }: TransitionRow): string[] {
  return isNoOwner(owner) ? [] : [owner];
}
