import {
  Outcome,
  RULE_IDS,
  RuleId,
} from 'backstage-plugin-agentcore-memory-common';

/** How each rule came out on a memory. Memories with the same outcomes share one object. */
export interface Outcomes {
  /** The same for the same outcomes, and for no others. */
  key: string;
  /** Only of rules that were judged. */
  byRule: ReadonlyMap<RuleId, Outcome>;
}

const LETTERS: Record<Outcome, string> = {
  pass: 'p',
  warn: 'w',
  fail: 'f',
  unknown: 'u',
  'not-applicable': 'n',
};
/** A few thousand at most: whatever combinations occur. */
const KNOWN = new Map<string, Outcomes>();

/** The outcomes of findings. A hundred thousand memories have some dozen combinations of them. */
export function outcomesOf(
  findings: readonly { rule: RuleId; outcome: Outcome }[],
): Outcomes {
  const found = new Map(findings.map(({ rule, outcome }) => [rule, outcome]));
  const byRule = new Map(
    RULE_IDS.flatMap(rule => {
      const outcome = found.get(rule);
      return outcome ? [[rule, outcome] as const] : [];
    }),
  );
  const key = RULE_IDS.map(rule => {
    const outcome = byRule.get(rule);
    return outcome ? LETTERS[outcome] : '-';
  }).join('');
  const known = KNOWN.get(key) ?? { key, byRule };
  KNOWN.set(key, known);
  return known;
}

/** The same rules, none of which can be told. */
export function unreadable({ byRule }: Outcomes): Outcomes {
  return outcomesOf(
    [...byRule.keys()].map(rule => ({ rule, outcome: 'unknown' })),
  );
}
