import {
  Finding,
  Fix,
  MemoryEntity,
  Verdict,
} from 'backstage-plugin-agentcore-memory-common';
import { countRules, sortFindings } from './findings';
import { formatInstant } from './formatInstant';
import { VERDICT_LABELS } from './labels';
import { WhoFixes } from './whoFixes';

/** How the worst finding can be fixed. */
interface WorstFix {
  fix: Fix;
  who: WhoFixes;
}

/** What stands on top of a memory's card. */
export interface Advice {
  /** What counts now: a stale verdict is unknown. */
  verdict: Verdict;
  /** Why it is that, in one sentence or two. */
  why: string;
  /** What to do now; left out: nothing. */
  todo?: string;
}

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

/**
 * The verdict of a memory as it counts now, why it is that, and what to do.
 *
 * @param found - how the worst finding can be fixed; left out: not at all, or not known yet
 */
export function adviseOn(
  memory: Pick<MemoryEntity, 'verdict' | 'findings' | 'worst' | 'staleSince'>,
  found?: WorstFix,
): Advice {
  const { verdict, findings, worst, staleSince } = memory;
  if (findings.length === 0) {
    return {
      verdict: 'unknown',
      why: 'Not assessed: this memory has no findings, so its verdict is unknown.',
      todo: LOOK_AGAIN,
    };
  }
  if (staleSince) {
    const last = VERDICT_LABELS[verdict].toLocaleLowerCase('en-US');
    return {
      verdict: 'unknown',
      why: `AWS has not answered about this memory or its key since ${formatInstant(
        staleSince,
      )}. The last verdict was ${last}; a stale verdict counts as unknown.`,
      todo: LOOK_AGAIN,
    };
  }
  if (!worst) {
    // The stored verdict may be worse than what the findings, which another version wrote, add up to.
    return verdict === 'compliant'
      ? {
          verdict,
          why: 'Every rule that applies to this memory passes, on complete facts. There is nothing to do.',
        }
      : { verdict, why: 'No finding explains this verdict.', todo: LOOK_AGAIN };
  }
  return {
    verdict,
    why: whyNotCompliant(worst, findings),
    todo: todoOf(worst, found),
  };
}
