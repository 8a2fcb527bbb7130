import {
  Finding,
  Fix,
  MemoryEntity,
  Verdict,
} from 'backstage-plugin-agentcore-memory-common';
import { Translate } from '../translation';
import { sortFindings } from './findings';
import { formatInstant } from './formatInstant';
import { Freshness } from './freshness';
import { WhoFixes } from './whoFixes';

/** How the worst finding can be fixed. */
interface WorstFix {
  fix: Fix;
  who: WhoFixes;
}

/** What stands on top of a memory's card. */
export interface Advice {
  /** What counts now: a verdict that is stale is unknown, and so is a good one that may be stale. */
  verdict: Verdict;
  /** Why it is that, in one sentence or two. */
  why: string;
  /** What to do now; left out: nothing. */
  todo?: string;
}

function firstSentence(text: string): string {
  return /^.*?[.](?=\s|$)/.exec(text)?.[0] ?? text;
}

/** The step of a fix that comes first; the text of a replacement begins with why there is no other way. */
function firstStep({ text }: Fix): string {
  const replacing = text.indexOf('Create a new memory');
  return firstSentence(replacing < 0 ? text : text.slice(replacing));
}

/** The call to AWS that was refused, where a finding rests on a refusal. */
function refusedCall({ evidence }: Finding): string | undefined {
  return evidence
    .map(({ value }) => /^([a-z-]+:\w+): AccessDenied/.exec(value)?.[1])
    .find(call => call !== undefined);
}

function todoOf(
  t: Translate,
  worst: Finding,
  found: WorstFix | undefined,
): string | undefined {
  if (worst.outcome === 'unknown') {
    const call = refusedCall(worst);
    return call
      ? t('memory.advice.allow', { call })
      : t('memory.advice.lookAgain');
  }
  if (!found) return undefined;
  const { who, fix } = found;
  switch (who.kind) {
    case 'key-owner':
      return t('memory.advice.keyOwner', { account: who.accountId });
    case 'manager':
      return t('memory.advice.manager');
    case 'owner':
      return firstStep(fix);
    default:
      return who satisfies never;
  }
}

function whyNotCompliant(
  t: Translate,
  { reason }: Finding,
  findings: readonly Finding[],
): string {
  const others = sortFindings(findings).open.length - 1;
  return others > 0
    ? t('memory.advice.more', { count: others, reason })
    : reason;
}

/** Why the last verdict does not count any more; `undefined` while it does. */
function whyNotCounted(
  t: Translate,
  verdict: Verdict,
  freshness: Freshness,
): string | undefined {
  if (freshness.state === 'gone') return t(`memory.advice.gone.${verdict}`);
  if (freshness.state !== 'stale') return undefined;
  const why = freshness.since
    ? t('memory.advice.staleSince', { instant: formatInstant(freshness.since) })
    : t('memory.advice.staleNotListed');
  return t(`memory.advice.stale.${verdict}`, { why });
}

/** What is to say of facts that count, or may count. */
function caveatOf(t: Translate, freshness: Freshness): string | undefined {
  switch (freshness.state) {
    case 'late':
      return t('memory.advice.late', {
        instant: formatInstant(freshness.since),
      });
    case 'asking':
      return t('memory.advice.asking');
    case 'not-known':
      return t('memory.advice.notKnown');
    default:
      return undefined;
  }
}

/** The advice about a memory that breaks no rule and may break none. */
function allClear(t: Translate, freshness: Freshness): Advice {
  const caveat = caveatOf(t, freshness);
  if (!caveat) {
    return { verdict: 'compliant', why: t('memory.advice.allClear') };
  }
  return {
    verdict: freshness.state === 'late' ? 'compliant' : 'unknown',
    why: t('memory.advice.wasClear', { caveat }),
  };
}

/**
 * The verdict of a memory as it counts now, why it is that, and what to do.
 *
 * @param freshness - whether the verdict rests on facts that are recent enough
 * @param found - how the worst finding can be fixed; left out: not at all, or not known yet
 */
export function adviseOn(
  t: Translate,
  memory: Pick<MemoryEntity, 'verdict' | 'findings' | 'worst' | 'replacedBy'>,
  freshness: Freshness,
  found?: WorstFix,
): Advice {
  const { verdict, findings, worst } = memory;
  const lookAgain = t('memory.advice.lookAgain');
  if (findings.length === 0) {
    return {
      verdict: 'unknown',
      why: t('memory.advice.noFindings'),
      todo: lookAgain,
    };
  }
  const notCounted = whyNotCounted(t, verdict, freshness);
  if (notCounted) {
    return { verdict: 'unknown', why: notCounted, todo: lookAgain };
  }
  if (!worst) {
    // The stored verdict may be worse than what the findings, which another version wrote, add up to.
    return verdict === 'compliant'
      ? allClear(t, freshness)
      : { verdict, why: t('memory.advice.noReason'), todo: lookAgain };
  }
  const why = whyNotCompliant(t, worst, findings);
  const caveat = caveatOf(t, freshness);
  return {
    verdict,
    why: caveat ? t('common.sentences', { first: why, second: caveat }) : why,
    todo: memory.replacedBy
      ? t('memory.advice.retire')
      : todoOf(t, worst, found),
  };
}
