import {
  Outcome,
  RULE_IDS,
  RuleTally,
} from 'backstage-plugin-agentcore-memory-common';
import { SnapshotMemory } from './MemorySnapshot';

/** Counts for each rule how often it came out how. */
export function tallyRules(memories: readonly SnapshotMemory[]): RuleTally[] {
  return RULE_IDS.map(rule => {
    const outcomes: Record<Outcome, number> = {
      fail: 0,
      unknown: 0,
      warn: 0,
      pass: 0,
      'not-applicable': 0,
    };
    for (const { findings } of memories) {
      const finding = findings.find(candidate => candidate.rule === rule);
      if (finding) outcomes[finding.outcome] += 1;
    }
    return { rule, outcomes };
  });
}
