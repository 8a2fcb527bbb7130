import {
  Outcome,
  RULE_IDS,
  verdictOf,
} from 'backstage-plugin-agentcore-memory-common';
import { Recording, ScopeNow } from '../history/compareAll';
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

/** What is known at one moment, of a scope that is shown completely unless told otherwise. */
export function recordingAt(
  at: string,
  memories: MemoryNow[],
  scope: Partial<ScopeNow> = {},
): Recording {
  return {
    at: new Date(at),
    memories,
    scopes: [
      {
        scope: SCOPE,
        listed: memories.filter(memory => memory.scope === SCOPE).length,
        listedAt: new Date(at).toISOString(),
        notInCatalog: 0,
        ...scope,
      },
    ],
  };
}
