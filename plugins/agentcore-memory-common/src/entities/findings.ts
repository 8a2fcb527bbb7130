import { Finding, Outcome, RULE_IDS, RuleId } from '../rules';

const OUTCOMES: Record<Outcome, true> = {
  pass: true,
  warn: true,
  fail: true,
  unknown: true,
  'not-applicable': true,
};

/** Findings as the compact JSON of the annotation: rule id → outcome, reason and evidence. @public */
export function formatFindings(findings: readonly Finding[]): string {
  return JSON.stringify(
    Object.fromEntries(
      findings.map(({ rule, outcome, reason, evidence }) => [
        rule,
        {
          outcome,
          reason,
          evidence: evidence.map(e => [e.fact, e.value, e.source]),
        },
      ]),
    ),
  );
}

/**
 * Reads what `formatFindings` wrote. Anything that is not understood (a rule or outcome of another version,
 * text that is no JSON) comes out as an `unknown` finding or as no findings, never as a pass.
 *
 * @public
 */
export function parseFindings(text: string | undefined): Finding[] {
  let stored: unknown;
  try {
    stored = JSON.parse(text ?? '');
  } catch {
    return [];
  }
  if (typeof stored !== 'object' || stored === null) return [];
  const byRule = stored as Record<string, unknown>;
  return RULE_IDS.filter(rule => Object.hasOwn(byRule, rule)).map(rule =>
    readFinding(rule, byRule[rule]),
  );
}

function readFinding(rule: RuleId, stored: unknown): Finding {
  const { outcome, reason, evidence } = (stored ?? {}) as Record<
    string,
    unknown
  >;
  const understood =
    typeof outcome === 'string' && Object.hasOwn(OUTCOMES, outcome);
  return {
    rule,
    outcome: understood ? (outcome as Outcome) : 'unknown',
    reason:
      typeof reason === 'string' ? reason : 'The finding was not understood.',
    evidence: Array.isArray(evidence)
      ? evidence
          .filter((e): e is string[] => Array.isArray(e))
          .map(([fact, value, source]) => ({
            fact: String(fact),
            value: String(value),
            source: String(source),
          }))
      : [],
  };
}
