import {
  FactRetriever,
  TechInsightFact,
} from '@backstage-community/plugin-tech-insights-node';
import { TrendedScorecard } from 'backstage-plugin-agentcore-memory-common';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The facts of one team. */
export const TEAM_FACTS = {
  score: {
    type: 'integer',
    description:
      'Share of the memories that are compliant, per cent, rounded down',
  },
  scoreWithWaivers: {
    type: 'integer',
    description: 'The same without what is waived',
  },
  coverage: {
    type: 'integer',
    description:
      'Share of the memories whose verdict rests on complete, fresh facts, per cent, rounded down',
  },
  memories: {
    type: 'integer',
    description:
      'Memories of the group and of all groups below it, each counted once',
  },
  nonCompliant: {
    type: 'integer',
    description:
      'Memories that are known to fail a rule; 0 says nothing while others are unknown',
  },
  atRisk: { type: 'integer', description: 'Memories with a warning' },
  unknown: {
    type: 'integer',
    description: 'Memories whose verdict is unknown or too old to count',
  },
  oldestFailureDays: {
    type: 'integer',
    description:
      'For how many days the finding fails that is known to fail for longest, rounded down. 0: nothing is known to fail, or since today only. null: not known, since it failed already when recording began',
  },
} satisfies FactRetriever['schema'];

/**
 * Turns a scorecard into facts.
 *
 * @param now - in milliseconds of the epoch
 */
export function toTeamFacts(
  card: TrendedScorecard,
  now: number,
): TechInsightFact['facts'] {
  const { counts, score, scoreWithWaivers, coverage, total } = card;
  return {
    score,
    scoreWithWaivers,
    coverage,
    memories: total,
    nonCompliant: counts['non-compliant'],
    atRisk: counts['at-risk'],
    unknown: counts.unknown,
    oldestFailureDays: oldestFailureDays(card, now),
  };
}

function oldestFailureDays(
  { counts, failingSince, failsFromStart }: TrendedScorecard,
  now: number,
): number | null {
  if (failsFromStart) return null;
  if (failingSince !== undefined) {
    return Math.max(0, Math.floor((now - Date.parse(failingSince)) / DAY_MS));
  }
  // What fails and is not recorded yet has no age.
  return counts['non-compliant'] > 0 ? null : 0;
}
