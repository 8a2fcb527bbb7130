import {
  Outcome,
  RULE_IDS,
  RuleTally,
} from 'backstage-plugin-agentcore-memory-common';
import { Outcomes, unreadable } from './Outcomes';

/** Counts for each rule how often it came out how. What a stale memory says is unknown. */
export function tallyRules(
  memories: readonly { outcomes: Outcomes; stale: boolean }[],
): RuleTally[] {
  const byKey = new Map<string, { outcomes: Outcomes; count: number }>();
  for (const { outcomes: told, stale } of memories) {
    const outcomes = stale ? unreadable(told) : told;
    const known = byKey.get(outcomes.key);
    if (known) known.count += 1;
    else byKey.set(outcomes.key, { outcomes, count: 1 });
  }
  const tallies = noTallies();
  for (const { outcomes, count } of byKey.values()) {
    for (const { rule, outcomes: counts } of tallies) {
      const outcome = outcomes.byRule.get(rule);
      if (outcome) counts[outcome] += count;
    }
  }
  return tallies;
}

/** Adds tallies up. */
export function sumTallies(all: readonly (readonly RuleTally[])[]) {
  const sums = noTallies();
  for (const tallies of all) {
    tallies.forEach(({ outcomes }, index) => {
      for (const outcome of Object.keys(outcomes) as Outcome[]) {
        sums[index].outcomes[outcome] += outcomes[outcome];
      }
    });
  }
  return sums;
}

function noTallies(): RuleTally[] {
  return RULE_IDS.map(rule => ({
    rule,
    outcomes: { fail: 0, unknown: 0, warn: 0, pass: 0, 'not-applicable': 0 },
  }));
}
