import { RuleId, RULES } from 'backstage-plugin-agentcore-memory-common';

/** A message for each rule: of its ids there are neither more nor fewer, so that a rule without one fails to compile. */
function perRule(field: 'title' | 'why'): Record<RuleId, string> {
  const messages = RULES.map(rule => [rule.id, rule[field]] as const);
  // The table of the rules has each id that the type knows.
  return Object.fromEntries(messages) as Record<RuleId, string>;
}

/** What the rules' own package says of them. */
export const rules = { title: perRule('title'), why: perRule('why') };
