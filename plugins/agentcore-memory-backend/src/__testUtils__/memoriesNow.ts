import {
  Outcome,
  RULE_IDS,
  Scorecard,
  scoreMemories,
  verdictOf,
} from 'backstage-plugin-agentcore-memory-common';
import { Recording } from '../history/compareAll';
import { MemoryNow } from '../history/compareMemory';
import { outcomesOf } from '../scorecards/Outcomes';

export const SCOPE = 'main/111122223333/eu-central-1';

/** A memory whose rules come out like this, the first ones first. */
export function memoryNow(
  title: string,
  outcomes: Outcome[],
  change: Partial<MemoryNow> = {},
): MemoryNow {
  const findings = outcomes.map((outcome, index) => ({
    rule: RULE_IDS[index],
    outcome,
  }));
  return {
    entityRef: `resource:default/${title}`,
    title,
    scope: SCOPE,
    ownerKey: 'group:default/a',
    assessedWith: '1.0.0+a',
    verdict: verdictOf(findings),
    outcomes: outcomesOf(findings),
    stale: false,
    ...change,
  };
}

/** What is known at one moment, of a scope that is shown completely. */
export function recordingAt(
  at: string,
  memories: MemoryNow[],
  change: Partial<Recording> = {},
): Recording {
  const cards = new Map<string, Scorecard>();
  for (const { ownerKey } of memories) {
    const owned = memories.filter(memory => memory.ownerKey === ownerKey);
    cards.set(
      ownerKey,
      scoreMemories(owned.map(memory => ({ ...memory, complete: true }))),
    );
  }
  return {
    at: new Date(at),
    memories,
    cards,
    shown: new Set([SCOPE]),
    isThere: () => false,
    ...change,
  };
}
