import { StatementRef } from '../keyPolicy';
import { Outcome, OUTCOMES } from '../outcome';
import { Finding, RULE_IDS, RuleId } from '../rules';
import { fieldsOf } from './entityFields';

/** Findings as the compact JSON of the annotation: rule id → outcome, reason, evidence and statements. @public */
export function formatFindings(findings: readonly Finding[]): string {
  return JSON.stringify(
    Object.fromEntries(
      findings.map(({ rule, outcome, reason, evidence, statements }) => [
        rule,
        {
          outcome,
          reason,
          evidence: evidence.map(e => [e.fact, e.value, e.source]),
          statements: statements?.map(s => [s.index, s.name, s.sid]),
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
  const { outcome, reason, evidence, statements } = fieldsOf(stored);
  const refs = readStatements(statements);
  return {
    rule,
    outcome: OUTCOMES.includes(outcome as Outcome)
      ? (outcome as Outcome)
      : 'unknown',
    reason:
      typeof reason === 'string' ? reason : 'The finding was not understood.',
    evidence: Array.isArray(evidence)
      ? evidence
          .filter((e): e is unknown[] => Array.isArray(e))
          .map(([fact, value, source]) => ({
            fact: String(fact),
            value: String(value),
            source: String(source),
          }))
      : [],
    ...(refs.length > 0 && { statements: refs }),
  };
}

function readStatements(stored: unknown): StatementRef[] {
  return (Array.isArray(stored) ? stored : []).flatMap((item: unknown) => {
    const [index, name, sid] = Array.isArray(item) ? item : [];
    if (!Number.isInteger(index) || typeof name !== 'string') return [];
    return { index, name, ...(typeof sid === 'string' && { sid }) };
  });
}
