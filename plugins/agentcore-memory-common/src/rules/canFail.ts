import { RuleSettings } from './settings';
import { RuleId } from './table';

/** Rules that fail by themselves; the others warn. The case files of each rule show it. */
const FAILING: ReadonlySet<RuleId> = new Set<RuleId>([
  'customer-managed-key',
  'key-usable',
  'key-policy-exposure',
  'key-approved',
]);

/**
 * Whether a rule can make a memory non-compliant with these settings. While such a rule is `unknown`, nobody knows
 * that the memory is not.
 *
 * @public
 */
export function canFail(rule: RuleId, { severity }: RuleSettings): boolean {
  const configured = severity[rule];
  return configured ? configured === 'fail' : FAILING.has(rule);
}
