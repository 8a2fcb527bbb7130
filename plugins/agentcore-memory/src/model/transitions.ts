import {
  HistoryResponse,
  Transition,
  TRANSITION_KINDS,
} from 'backstage-plugin-agentcore-memory-common';
import { Translate } from '../translation';
import { ruleTitle } from './labels';

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
  t: Translate,
  counts: HistoryResponse['transitionCounts'],
): string | undefined {
  const parts = TRANSITION_KINDS.filter(kind => counts[kind] > 0).map(kind =>
    t(`history.transition.counted.${kind}`, { count: counts[kind] }),
  );
  return parts.length > 0 ? parts.join(' · ') : undefined;
}

function describeOutcomes(
  t: Translate,
  { from, to }: Transition,
): string | undefined {
  const [before, since] = [from, to].map(
    outcome => outcome && t(`history.transition.outcome.${outcome}`),
  );
  if (before && since) {
    return t('history.transition.fromTo', { from: before, to: since });
  }
  return since ?? (before && t('history.transition.was', { outcome: before }));
}

/** What happened, in words: the rule, and how it came out before and since. Empty where the kind says it all. */
export function describeTransition(
  t: Translate,
  transition: Transition,
): string {
  const { kind, rule, failedDays } = transition;
  const whole =
    kind === 'no-longer-assessed'
      ? t('history.transition.wholeMemory')
      : undefined;
  const what = rule ? ruleTitle(t, rule) : whole;
  const days =
    failedDays === undefined
      ? undefined
      : t('history.transition.failedFor', { count: failedDays });
  const details = [describeOutcomes(t, transition), days].filter(Boolean);
  const about = details.join('; ');
  return what && about
    ? t('common.labelled', { label: what, about })
    : what ?? about;
}
