import { Verdict, VERDICTS } from '../outcome';

/** What a scorecard needs to know of one memory. @public */
export interface ScoredMemory {
  /** Verdict of the last assessment. */
  verdict: Verdict;
  /** No finding is `unknown`: the verdict rests on complete facts. */
  complete: boolean;
  /** AWS was not asked, or did not answer, for too long. */
  stale: boolean;
  /** The verdict that it would have without what is waived; left out: nothing of it is waived. */
  withWaivers?: Verdict;
}

/** Memories counted by verdict. @public */
export interface Scorecard {
  /** All memories; a stale one counts as `unknown`. */
  counts: Record<Verdict, number>;
  /** Number of memories. */
  total: number;
  /** Compliant ÷ total, per cent, rounded down. `null`: there is nothing to assess. */
  score: number | null;
  /** Share of memories whose verdict rests on complete, fresh facts, per cent, rounded down. */
  coverage: number | null;
  /** Memories whose verdict rests on complete, fresh facts. */
  covered: number;
  /** Memories counted as unknown because their facts are too old. */
  stale: number;
  /** Memories of which something that fails or warns is waived. The other numbers do not know of waivers. */
  waived: number;
  /** Memories that are not compliant, and would be without what is waived. */
  compliantByWaiver: number;
  /** The score without what is waived; `null`: there is nothing to assess. */
  scoreWithWaivers: number | null;
}

/** What of a scorecard can be added up. */
type Sums = Pick<
  Scorecard,
  'counts' | 'covered' | 'stale' | 'waived' | 'compliantByWaiver'
>;

/** Per cent, rounded down, so that 99.6 % is not 100 %. `null` of nothing. @public */
export function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.floor((part * 100) / whole);
}

/**
 * Counts memories into a scorecard.
 *
 * @param notCounted - memories that are known to exist and are not among those counted; the coverage counts them as
 * not covered, the rest leaves them out
 * @public
 */
export function scoreMemories(
  memories: Iterable<ScoredMemory>,
  { notCounted = 0 }: { notCounted?: number } = {},
): Scorecard {
  const sums = noMemories();
  for (const memory of memories) {
    sums.counts[memory.stale ? 'unknown' : memory.verdict] += 1;
    if (memory.withWaivers !== undefined) sums.waived += 1;
    if (!memory.stale && memory.withWaivers === 'compliant') {
      sums.compliantByWaiver += 1;
    }
    if (memory.stale) sums.stale += 1;
    else if (memory.complete && memory.verdict !== 'unknown') sums.covered += 1;
  }
  return toScorecard(sums, notCounted);
}

/** Adds scorecards up. Each memory must be in one of them only. @public */
export function sumScorecards(
  cards: Iterable<Sums>,
  { notCounted = 0 }: { notCounted?: number } = {},
): Scorecard {
  const sums = noMemories();
  for (const card of cards) {
    const { counts, covered, stale, waived, compliantByWaiver } = card;
    for (const verdict of VERDICTS) sums.counts[verdict] += counts[verdict];
    sums.covered += covered;
    sums.stale += stale;
    sums.waived += waived;
    sums.compliantByWaiver += compliantByWaiver;
  }
  return toScorecard(sums, notCounted);
}

function noMemories(): Sums {
  return {
    counts: Object.fromEntries(VERDICTS.map(v => [v, 0])) as Record<
      Verdict,
      number
    >,
    covered: 0,
    stale: 0,
    waived: 0,
    compliantByWaiver: 0,
  };
}

function toScorecard(sums: Sums, notCounted: number): Scorecard {
  const total = Object.values(sums.counts).reduce((a, b) => a + b, 0);
  return {
    ...sums,
    total,
    score: percent(sums.counts.compliant, total),
    scoreWithWaivers: percent(
      sums.counts.compliant + sums.compliantByWaiver,
      total,
    ),
    coverage: percent(sums.covered, total + notCounted),
  };
}

/** Orders scorecards worst first; those with nothing to assess come last. @public */
export function compareScorecards(a: Scorecard, b: Scorecard): number {
  return (
    (a.score ?? 101) - (b.score ?? 101) ||
    b.counts['non-compliant'] - a.counts['non-compliant'] ||
    b.counts.unknown - a.counts.unknown ||
    b.total - a.total
  );
}
