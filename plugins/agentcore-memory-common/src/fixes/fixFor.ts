import { DEFAULT_RULE_SETTINGS, Finding, RuleId, RuleSettings } from '../rules';
import { letAgentCoreIn, shutStrangersOut } from './keyPolicyFixes';
import { makeKeyUsable } from './makeKeyUsable';
import { keepContentIn, keepEventsShorter } from './memoryFixes';
import { replaceMemory } from './replaceMemory';
import { rotateKey } from './rotateKey';
import { Fix, FixInput } from './types';

const FIXES: Record<RuleId, (input: FixInput) => Fix> = {
  'customer-managed-key': input =>
    replaceMemory(input, 'The memory is not under a key of your own.'),
  'key-usable': makeKeyUsable,
  'key-rotation': rotateKey,
  'key-policy-service-access': letAgentCoreIn,
  'key-policy-exposure': shutStrangersOut,
  'key-approved': input =>
    replaceMemory(input, 'Only an approved key is wanted.'),
  'data-egress': keepContentIn,
  'event-retention': keepEventsShorter,
};

/**
 * What the owner can do about a finding on this very memory; `undefined` where there is nothing to fix: all
 * is well, the rule does not apply, or nobody knows, and then reading comes first.
 *
 * @public
 */
export function fixFor(
  { rule, outcome }: Pick<Finding, 'rule' | 'outcome'>,
  input: Omit<FixInput, 'settings'> & { settings?: RuleSettings },
): Fix | undefined {
  return outcome === 'fail' || outcome === 'warn'
    ? FIXES[rule]({
        ...input,
        settings: input.settings ?? DEFAULT_RULE_SETTINGS,
      })
    : undefined;
}
