import {
  Finding,
  Fix,
  MemoryEntity,
  Verdict,
} from 'backstage-plugin-agentcore-memory-common';
import { countRules, sortFindings } from './findings';
import { formatInstant } from './formatInstant';
import { Freshness } from './freshness';
import { VERDICT_LABELS } from './labels';
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

/** Of a memory that was replaced. It counts until it is gone. */
const RETIRE =
  'It was replaced: point the agents at its successor, then retire it.';

const LOOK_AGAIN =
  'Have AWS asked again by a scan. Where that changes nothing, the Coverage tab says what could not be read.';

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
  worst: Finding,
  found: WorstFix | undefined,
): string | undefined {
  if (worst.outcome === 'unknown') {
    const call = refusedCall(worst);
    return call
      ? `Ask those who run the scans to have their role allowed ${call}, then scan again.`
      : LOOK_AGAIN;
  }
  if (!found) return undefined;
  const { who, fix } = found;
  switch (who.kind) {
    case 'key-owner':
      return `The key is in account ${who.accountId}, which is not the memory's: ask its owner.`;
    case 'manager':
      return 'Another resource manages this memory: change it there.';
    case 'owner':
      return firstStep(fix);
    default:
      return who satisfies never;
  }
}

function whyNotCompliant(worst: Finding, findings: readonly Finding[]): string {
  const others = sortFindings(findings).open.length - 1;
  const more = countRules(others, 'needs', 'need');
  return others > 0
    ? `${worst.reason} ${more} attention as well.`
    : worst.reason;
}

/** Why the last verdict does not count any more; `undefined` while it does. */
function whyNotCounted(
  verdict: Verdict,
  freshness: Freshness,
): string | undefined {
  const last = `The last verdict was ${VERDICT_LABELS[
    verdict
  ].toLocaleLowerCase('en-US')}`;
  if (freshness.state === 'gone') {
    return `The catalog does not have this memory any more. ${last}.`;
  }
  if (freshness.state !== 'stale') return undefined;
  const why = freshness.since
    ? `AWS has not answered about this memory or its key since ${formatInstant(
        freshness.since,
      )}.`
    : 'Its account and region were not listed completely for too long, or AWS did not answer about it.';
  return `${why} ${last}; a stale verdict counts as unknown.`;
}

/** What is to say of facts that count, or may count. */
function caveatOf(freshness: Freshness): string | undefined {
  switch (freshness.state) {
    case 'late':
      return `AWS has not answered about this memory or its key since ${formatInstant(
        freshness.since,
      )}; until it is stale, its last verdict is still counted.`;
    case 'asking':
      return 'Whether this rests on fresh facts is not known yet.';
    case 'not-known':
      return 'Whether this rests on fresh facts is not known.';
    default:
      return undefined;
  }
}

/** The advice about a memory that breaks no rule and may break none. */
function allClear(freshness: Freshness): Advice {
  const caveat = caveatOf(freshness);
  if (!caveat) {
    return {
      verdict: 'compliant',
      why: 'Every rule that applies to this memory passes, on complete facts. There is nothing to do.',
    };
  }
  return {
    verdict: freshness.state === 'late' ? 'compliant' : 'unknown',
    why: `Every rule that applies to this memory passed when AWS last answered. ${caveat}`,
  };
}

/**
 * The verdict of a memory as it counts now, why it is that, and what to do.
 *
 * @param freshness - whether the verdict rests on facts that are recent enough
 * @param found - how the worst finding can be fixed; left out: not at all, or not known yet
 */
export function adviseOn(
  memory: Pick<MemoryEntity, 'verdict' | 'findings' | 'worst' | 'replacedBy'>,
  freshness: Freshness,
  found?: WorstFix,
): Advice {
  const { verdict, findings, worst } = memory;
  if (findings.length === 0) {
    return {
      verdict: 'unknown',
      why: 'Not assessed: this memory has no findings, so its verdict is unknown.',
      todo: LOOK_AGAIN,
    };
  }
  const notCounted = whyNotCounted(verdict, freshness);
  if (notCounted) {
    return { verdict: 'unknown', why: notCounted, todo: LOOK_AGAIN };
  }
  if (!worst) {
    // The stored verdict may be worse than what the findings, which another version wrote, add up to.
    return verdict === 'compliant'
      ? allClear(freshness)
      : { verdict, why: 'No finding explains this verdict.', todo: LOOK_AGAIN };
  }
  return {
    verdict,
    why: [whyNotCompliant(worst, findings), caveatOf(freshness)]
      .filter(Boolean)
      .join(' '),
    todo: memory.replacedBy ? RETIRE : todoOf(worst, found),
  };
}
