import { InputError } from '@backstage/errors';
import { objectAt, refuseUnknownKeys } from './parseSettings';
import { RULE_IDS, RuleId, TABLE } from './table';

/**
 * How a rule counts: `fail` raises its warnings, `warn` lowers its failures, `off` leaves its finding out.
 *
 * @public
 */
export type Severity = 'fail' | 'warn' | 'off';

type IntersectionOf<Union> = (
  Union extends unknown ? (member: Union) => void : never
) extends (member: infer Intersection) => void
  ? Intersection
  : never;

/** The settings that the rules of the table look at, all in one object. */
type SettingsOfRules = IntersectionOf<
  Parameters<(typeof TABLE)[number]['evaluate']>[1]
>;

/** What the rules ask for: a severity by rule, and the settings of single rules. @public */
export type RuleSettings = SettingsOfRules & {
  /** A rule that is not named here keeps its own severities. */
  severity: Readonly<Partial<Record<RuleId, Severity>>>;
};

/** Where the settings stand in the app's configuration; errors name it. */
const RULES_PATH = 'agentCoreMemory.rules';
const SEVERITIES: readonly Severity[] = ['fail', 'warn', 'off'];

function severityAt(
  severity: unknown,
  { id, alwaysOn }: (typeof TABLE)[number],
): Severity | undefined {
  if (severity === undefined) return undefined;
  if (!SEVERITIES.includes(severity as Severity)) {
    throw new InputError(
      `"${String(
        severity,
      )}" at "${RULES_PATH}.${id}" is not one of ${SEVERITIES.join(', ')}`,
    );
  }
  if (alwaysOn && severity === 'off') {
    throw new InputError(
      `"${RULES_PATH}.${id}" can't be off: a scorecard of encryption without it would say nothing`,
    );
  }
  return severity as Severity;
}

/**
 * What the rules ask for, read from the JSON value of `agentCoreMemory.rules` in the app's configuration.
 * `undefined` gives the defaults. A list may also be one text with commas.
 *
 * @throws `InputError` naming the full path of the key that is wrong
 * @public
 */
export function parseRuleSettings(json: unknown): RuleSettings {
  const rules = objectAt(json ?? {}, RULES_PATH);
  refuseUnknownKeys(rules, RULE_IDS, RULES_PATH);
  const severity: Partial<Record<RuleId, Severity>> = {};
  const own: object[] = [];
  for (const rule of TABLE) {
    const path = `${RULES_PATH}.${rule.id}`;
    const value = rules[rule.id] ?? {};
    // A bare severity stands for an object with nothing else.
    const raw =
      typeof value === 'string' ? { severity: value } : objectAt(value, path);
    refuseUnknownKeys(raw, ['severity', ...(rule.settings?.keys ?? [])], path);
    const found = severityAt(raw.severity ?? undefined, rule);
    if (found) severity[rule.id] = found;
    if (rule.settings) own.push(rule.settings.parse(raw, path));
  }
  return Object.assign({ severity }, ...own);
}

/** What the rules ask for where nothing is configured: AWS's own default rotation period, and no limits. @public */
export const DEFAULT_RULE_SETTINGS: RuleSettings = parseRuleSettings(undefined);
