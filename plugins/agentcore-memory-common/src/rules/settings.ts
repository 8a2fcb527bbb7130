import type { RuleId } from './types';

/**
 * How a rule counts: `fail` raises its warnings, `warn` lowers its failures, `off` leaves its finding out.
 *
 * @public
 */
export type Severity = 'fail' | 'warn' | 'off';

/** The keys that the organisation approves; a key that matches one entry of one list is approved. @public */
export interface ApprovedKeys {
  keyArns: readonly string[];
  /** Accounts all of whose keys are approved. */
  accountIds: readonly string[];
  /** Alias names in the key's own account, with their `alias/` prefix. */
  aliases: readonly string[];
}

/** What the rules ask for. @public */
export interface RuleSettings {
  /** A rule that is not named here keeps its own severities. */
  severity: Readonly<Partial<Record<RuleId, Severity>>>;
  /** The longest rotation period of a key, in days. */
  maxRotationDays: number;
  /** The longest retention of events, in days; `undefined`: the rule does not apply. */
  maxEventDays?: number;
  /** `undefined`: the rule does not apply. */
  approvedKeys?: ApprovedKeys;
}

/** AWS's own default rotation period; no maximum retention, no list of approved keys. @public */
export const DEFAULT_RULE_SETTINGS: RuleSettings = {
  severity: {},
  maxRotationDays: 365,
};
