import { Fix, FixableKey, FixableMemory } from '../fixes';
import { Finding } from './assess';
import { DEFAULT_RULE_SETTINGS, RuleSettings } from './settings';
import { recordOf } from './table';

/** What fixes of a memory's findings are made from. @public */
export interface FixInput {
  /** The memory to fix. */
  memory: FixableMemory;
  /** Left out: the memory depends on no key, or the reader may not see it. */
  key?: FixableKey;
  /** What the rules ask for. Default: `DEFAULT_RULE_SETTINGS`. */
  settings?: RuleSettings;
}

/**
 * What the owner can do about a finding on this very memory; `undefined` where there is nothing to fix: all
 * is well, the rule does not apply, or the outcome is unknown, and then reading comes first.
 *
 * @param finding - as `assessMemory` or `readMemoryEntity` gave it
 * @public
 */
export function fixFor(
  finding: Pick<Finding, 'rule' | 'outcome' | 'statements'>,
  input: FixInput,
): Fix | undefined {
  const { rule, outcome, statements } = finding;
  if (outcome !== 'fail' && outcome !== 'warn') return undefined;
  const { memory, key, settings = DEFAULT_RULE_SETTINGS } = input;
  return recordOf(rule).fix({ memory, key, statements }, settings);
}
