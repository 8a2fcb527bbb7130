import {
  HistoryResponse,
  Transition,
  TRANSITION_KINDS,
  TransitionKind,
} from 'backstage-plugin-agentcore-memory-common';
import { OUTCOME_LABELS, ruleTitle } from './labels';

/** Display names of what happens to memories. */
export const TRANSITION_LABELS: Record<TransitionKind, string> = {
  regressed: 'Regressed',
  new: 'New',
  'no-longer-assessed': 'No longer assessed',
  resolved: 'Resolved',
  gone: 'Gone',
};

/** Those that need attention first; of one kind the newest first. */
export function byAttention(transitions: readonly Transition[]): Transition[] {
  return [...transitions].sort(
    (a, b) =>
      TRANSITION_KINDS.indexOf(a.kind) - TRANSITION_KINDS.indexOf(b.kind) ||
      b.at.localeCompare(a.at),
  );
}

/** How many there were of each kind, in words; `undefined` if none. */
export function describeCounts(
  counts: HistoryResponse['transitionCounts'],
): string | undefined {
  const parts = TRANSITION_KINDS.filter(kind => counts[kind] > 0).map(
    kind =>
      `${counts[kind]} ${TRANSITION_LABELS[kind].toLocaleLowerCase('en-US')}`,
  );
  return parts.length > 0 ? parts.join(' · ') : undefined;
}

function describeOutcomes({ from, to }: Transition): string | undefined {
  const [before, since] = [from, to].map(outcome =>
    outcome ? OUTCOME_LABELS[outcome].toLocaleLowerCase('en-US') : undefined,
  );
  if (before && since) return `from ${before} to ${since}`;
  return since ?? (before && `was ${before}`);
}

/** What happened, in words: the rule, and how it came out before and since. Empty where the kind says it all. */
export function describeTransition(transition: Transition): string {
  const { kind, rule, failedDays } = transition;
  const whole = kind === 'no-longer-assessed' ? 'The whole memory' : undefined;
  const what = rule ? ruleTitle(rule) : whole;
  const days =
    failedDays === undefined
      ? undefined
      : `had failed for ${failedDays === 1 ? '1 day' : `${failedDays} days`}`;
  const details = [describeOutcomes(transition), days].filter(Boolean);
  return [what, details.join('; ')].filter(Boolean).join(': ');
}
