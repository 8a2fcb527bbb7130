import {
  FactRetriever,
  TechInsightFact,
} from '@backstage-community/plugin-tech-insights-node';
import {
  MemoryEntity,
  Outcome,
  RuleId,
  RULE_IDS,
  RULES,
  Verdict,
  VERDICTS,
  verdictOf,
  verdictWithWaivers,
} from 'backstage-plugin-agentcore-memory-common';

/** The id of a rule as the name of a fact: `key-rotation` is `keyRotation`. */
export function factNameOf(rule: RuleId): string {
  return rule.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The facts of one memory. */
export const MEMORY_FACTS = {
  verdict: {
    type: 'string',
    description: `One of ${VERDICTS.join(
      ', ',
    )}; unknown where the memory is stale`,
  },
  compliant: {
    type: 'boolean',
    description:
      'Whether nothing fails, warns or is unknown; never of a stale memory',
  },
  compliantWithWaivers: {
    type: 'boolean',
    description: 'The same without what is waived',
  },
  assessed: {
    type: 'boolean',
    description: 'Whether the verdict is known; not of a stale memory',
  },
  stale: {
    type: 'boolean',
    description: 'Whether the facts from AWS are too old to count',
  },
  failing: {
    type: 'integer',
    description:
      'Rules that are known to fail; 0 says nothing while others are unknown',
  },
  unknown: {
    type: 'integer',
    description:
      'Rules whose outcome is not known; all of them where the memory is stale',
  },
  ...Object.fromEntries(
    RULES.map(({ id, title }) => [
      factNameOf(id),
      {
        type: 'string',
        description: `${title}: pass, warn, fail, unknown or not-applicable; absent: the rule is off`,
      } as const,
    ]),
  ),
} satisfies FactRetriever['schema'];

/**
 * Turns a memory into facts. One that is stale, or whose verdict is not that of its findings, has no outcome that counts.
 *
 * @param isWaived - whether a waiver of the memory or its owner holds
 */
export function toMemoryFacts(
  memory: MemoryEntity,
  { stale, isWaived }: { stale: boolean; isWaived: (rule: RuleId) => boolean },
): TechInsightFact['facts'] {
  const verdict: Verdict = stale ? 'unknown' : memory.verdict;
  const isCounted =
    !stale &&
    memory.findings.length > 0 &&
    verdictOf(memory.findings) === verdict;
  const outcomes: { rule: RuleId; outcome: Outcome }[] = isCounted
    ? memory.findings
    : RULE_IDS.map(rule => ({ rule, outcome: 'unknown' }));
  const count = (wanted: Outcome) =>
    outcomes.filter(({ outcome }) => outcome === wanted).length;
  return {
    verdict,
    compliant: verdict === 'compliant',
    compliantWithWaivers:
      verdictWithWaivers(outcomes, isWaived) === 'compliant',
    assessed: verdict !== 'unknown',
    stale,
    failing: count('fail'),
    unknown: count('unknown'),
    ...Object.fromEntries(
      outcomes.map(({ rule, outcome }) => [factNameOf(rule), outcome]),
    ),
  };
}
