import { Outcome, RuleId } from '../rules';

/** All that a rule can say by itself, sorted. */
export const OUTCOMES: Record<RuleId, Outcome[]> = {
  'customer-managed-key': ['fail', 'pass', 'unknown'],
  'key-usable': ['fail', 'not-applicable', 'pass', 'unknown', 'warn'],
  'key-rotation': ['not-applicable', 'pass', 'unknown', 'warn'],
  'key-policy-service-access': ['not-applicable', 'pass', 'unknown', 'warn'],
  'key-policy-exposure': ['fail', 'not-applicable', 'pass', 'unknown', 'warn'],
  'key-approved': ['fail', 'not-applicable', 'pass', 'unknown'],
  'data-egress': ['pass', 'unknown', 'warn'],
  'event-retention': ['not-applicable', 'pass', 'unknown', 'warn'],
};
