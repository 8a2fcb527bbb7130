import { Fix, FixableKey, FixableMemory } from '../fixes';
import { Finding } from './assess';
import { DEFAULT_RULE_SETTINGS, RuleSettings } from './settings';
import { recordOf } from './table';

/**
 * What the owner can do about a finding on this very memory; `undefined` where there is nothing to fix: all
 * is well, the rule does not apply, or the outcome is unknown, and then reading comes first.
 *
 * @param finding - as `assessMemory` or `readMemoryEntity` gave it
 * @param input - the memory, its key as far as it is known, and what the rules ask for (default: the defaults)
 * @public
 */
export function fixFor(
  finding: Pick<Finding, 'rule' | 'outcome' | 'statements'>,
  input: { memory: FixableMemory; key?: FixableKey; settings?: RuleSettings },
): Fix | undefined {
  const { rule, outcome, statements } = finding;
  if (outcome !== 'fail' && outcome !== 'warn') return undefined;
  const { memory, key, settings = DEFAULT_RULE_SETTINGS } = input;
  return recordOf(rule).fix({ memory, key, statements }, settings);
}
