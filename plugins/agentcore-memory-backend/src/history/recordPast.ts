import {
  RULE_IDS,
  ScopeHealth,
  verdictOf,
} from 'backstage-plugin-agentcore-memory-common';
import {
  PastRecording,
  RecordedMemory,
} from 'backstage-plugin-agentcore-memory-node';
import { outcomesOf } from '../scorecards/Outcomes';
import { ownerKeyOf } from '../scorecards/ownerKeys';
import { Now } from '../scorecards/ScorecardReader';
import { Recording } from './compareAll';
import { MemoryNow } from './compareMemory';

/** What is known now, as a backfill is told it. */
export function toRecorded({ view }: Now): RecordedMemory[] {
  const { owners } = view.snapshot;
  return view.memories.map(memory => ({
    entityRef: memory.entityRef,
    title: memory.title,
    scope: memory.scope,
    owner: ownerKeyOf(memory, owners),
    outcomes: Object.fromEntries(memory.outcomes.byRule),
    assessedWith: memory.assessedWith,
  }));
}

function toMemoryNow({
  owner,
  outcomes,
  ...memory
}: RecordedMemory): MemoryNow {
  const told = outcomesOf(
    RULE_IDS.flatMap(rule => {
      const outcome = outcomes[rule];
      return outcome ? { rule, outcome } : [];
    }),
  );
  return {
    ...memory,
    ownerKey: owner,
    outcomes: told,
    verdict: verdictOf([...told.byRule.values()].map(outcome => ({ outcome }))),
    stale: false,
  };
}

/** What a backfill tells of a moment in the past, to be recorded as if it were now. */
export function fromRecorded(
  { at, memories }: PastRecording,
  scopes: readonly Pick<ScopeHealth, 'scope'>[],
): Recording {
  const then = memories.map(toMemoryNow);
  return {
    at,
    memories: then,
    scopes: scopes.map(({ scope }) => ({
      scope,
      listed: then.filter(memory => memory.scope === scope).length,
      listedAt: at.toISOString(),
      notInCatalog: 0,
    })),
  };
}
