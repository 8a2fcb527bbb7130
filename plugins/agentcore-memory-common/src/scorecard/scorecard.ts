import { Verdict, VERDICTS } from '../outcome';

/** What a scorecard needs to know of one memory. @public */
export interface ScoredMemory {
  /** Verdict of the last assessment. */
  verdict: Verdict;
  /** No finding is `unknown`: the verdict rests on complete facts. */
  complete: boolean;
  /** AWS was not asked, or did not answer, for too long. */
  stale: boolean;
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
  /** Memories counted as unknown because their facts are too old. */
  stale: number;
}

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
  const counts = Object.fromEntries(VERDICTS.map(v => [v, 0])) as Record<
    Verdict,
    number
  >;
  let total = 0;
  let covered = 0;
  let stale = 0;
  for (const memory of memories) {
    total += 1;
    counts[memory.stale ? 'unknown' : memory.verdict] += 1;
    if (memory.stale) stale += 1;
    else if (memory.complete && memory.verdict !== 'unknown') covered += 1;
  }
  return {
    counts,
    total,
    score: percent(counts.compliant, total),
    coverage: percent(covered, total + notCounted),
    stale,
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
