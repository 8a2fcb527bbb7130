import { findingsOf, ruleCases } from '../__testUtils__/cases/ruleCases';
import { canFail } from './canFail';
import { DEFAULT_RULE_SETTINGS, parseRuleSettings } from './settings';
import { RULE_IDS } from './table';

describe('canFail', () => {
  it.each(RULE_IDS)('says of %s what its cases show', rule => {
    const fails = ruleCases()
      .flatMap(({ cases }) => cases)
      .filter(({ settings }) => !settings?.severity)
      .some(ruleCase =>
        findingsOf(ruleCase).some(
          finding => finding.rule === rule && finding.outcome === 'fail',
        ),
      );
    expect(canFail(rule, DEFAULT_RULE_SETTINGS)).toBe(fails);
  });

  it('goes by the configured severity', () => {
    const settings = parseRuleSettings({
      'key-usable': 'warn',
      'key-approved': 'off',
      'key-rotation': 'fail',
    });
    expect(RULE_IDS.filter(rule => canFail(rule, settings))).toEqual([
      'customer-managed-key',
      'key-rotation',
      'key-policy-exposure',
    ]);
  });
});
