import {
  scoreMemories,
  TrendedScorecard,
  Verdict,
} from 'backstage-plugin-agentcore-memory-common';
import { TEAM_FACTS, toTeamFacts } from './teamFacts';

const NOW = Date.parse('2026-11-27T12:00:00Z');

function factsOf(
  verdicts: Verdict[],
  failing: Partial<TrendedScorecard> = {},
  withWaivers?: Verdict,
) {
  const card = scoreMemories(
    verdicts.map(verdict => ({
      verdict,
      complete: true,
      stale: false,
      withWaivers,
    })),
  );
  return toTeamFacts(
    { ...card, trend: [], failsFromStart: false, ...failing },
    NOW,
  );
}

describe('the facts of a team', () => {
  it('are those of its scorecard', () => {
    const facts = factsOf(
      ['compliant', 'at-risk', 'non-compliant', 'unknown'],
      { failingSince: '2026-11-20T13:00:00Z' },
      'compliant',
    );
    expect(facts).toEqual({
      score: 25,
      scoreWithWaivers: 125,
      coverage: 75,
      memories: 4,
      nonCompliant: 1,
      atRisk: 1,
      unknown: 1,
      oldestFailureDays: 6,
    });
    expect(Object.keys(facts)).toEqual(Object.keys(TEAM_FACTS));
  });

  it.each<[string, Verdict, Partial<TrendedScorecard>, number | null]>([
    ['0: nothing fails', 'compliant', {}, 0],
    [
      '0: it fails since today',
      'non-compliant',
      { failingSince: '2026-11-27T11:59:59Z' },
      0,
    ],
    [
      '0: it fails since a clock that is ahead',
      'non-compliant',
      { failingSince: '2026-11-27T12:00:01Z' },
      0,
    ],
    [
      'days, rounded down',
      'non-compliant',
      { failingSince: '2026-10-28T11:00:00Z' },
      30,
    ],
    [
      'not known: it failed when recording began',
      'non-compliant',
      { failsFromStart: true, failingSince: '2026-11-26T11:00:00Z' },
      null,
    ],
    ['not known: nothing is recorded yet', 'non-compliant', {}, null],
  ])('have an oldest failure: %s', (_, verdict, failing, days) => {
    expect(factsOf([verdict], failing).oldestFailureDays).toBe(days);
  });
});
