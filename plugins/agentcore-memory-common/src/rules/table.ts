import { customerManagedKey } from './customerManagedKey';
import { dataEgress } from './dataEgress';
import { eventRetention } from './eventRetention';
import { keyApproved } from './keyApproved';
import { keyPolicyExposure } from './keyPolicyExposure';
import { keyPolicyServiceAccess } from './keyPolicyServiceAccess';
import { keyRotation } from './keyRotation';
import { keyUsable } from './keyUsable';

/** All rules, in the order in which they are shown. */
export const TABLE = [
  customerManagedKey,
  keyUsable,
  keyRotation,
  keyPolicyServiceAccess,
  keyPolicyExposure,
  keyApproved,
  dataEgress,
  eventRetention,
] as const;

/** The id of a rule; also a heading in the rules' documentation. @public */
export type RuleId = (typeof TABLE)[number]['id'];

/** What a person is told about a rule. @public */
export interface RuleDescription {
  /** Id of the rule. */
  id: RuleId;
  /** What a memory that passes the rule can claim. */
  title: string;
  /** Why it matters, for a person who never heard of it. */
  why: string;
}

/** All rules, in the order in which they are shown. @public */
export const RULES: readonly RuleDescription[] = TABLE;

/** The ids of all rules, in the same order. @public */
export const RULE_IDS: readonly RuleId[] = TABLE.map(({ id }) => id);

const BY_ID = new Map(TABLE.map(rule => [rule.id, rule] as const));

/** The whole record of the rule of this id. */
export function recordOf(id: RuleId): (typeof TABLE)[number] {
  return BY_ID.get(id)!;
}

/** The rule of this id. @public */
export function ruleById(id: RuleId): RuleDescription {
  return recordOf(id);
}
