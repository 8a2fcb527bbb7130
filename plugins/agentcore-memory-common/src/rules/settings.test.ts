import { InputError } from '@backstage/errors';
import { RULES } from '.';
import { DEFAULT_RULE_SETTINGS, parseRuleSettings } from './settings';

const KEY =
  'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

describe('parseRuleSettings', () => {
  it.each([undefined, null, {}])('gives the defaults for %j', json => {
    expect(parseRuleSettings(json)).toEqual(DEFAULT_RULE_SETTINGS);
    expect(parseRuleSettings(json)).toEqual({
      severity: {},
      maxRotationDays: 365,
    });
  });

  it('reads severities and the settings of single rules', () => {
    expect(
      parseRuleSettings({
        'customer-managed-key': 'warn',
        'key-usable': 'off',
        'key-rotation': { severity: 'fail', maxPeriodDays: 180 },
        'event-retention': { maxDays: '90' },
        'key-approved': {
          keyArns: [KEY],
          accountIds: '111122223333, 444455556666',
        },
        'key-policy-exposure': {
          trustedAccounts: '777788889999,999900001111',
          trustedOrganizations: ['o-a1b2c3d4e5'],
        },
      }),
    ).toEqual({
      severity: {
        'customer-managed-key': 'warn',
        'key-usable': 'off',
        'key-rotation': 'fail',
      },
      maxRotationDays: 180,
      maxEventDays: 90,
      approvedKeys: {
        keyArns: [KEY],
        accountIds: ['111122223333', '444455556666'],
        aliases: [],
      },
      trustedAccounts: ['777788889999', '999900001111'],
      trustedOrganizations: ['o-a1b2c3d4e5'],
    });
  });

  it.each<[unknown, string]>([
    [{ 'key-usabel': 'off' }, 'agentCoreMemory.rules.key-usabel'],
    [{ 'key-usable': 'loud' }, '"loud" at "agentCoreMemory.rules.key-usable"'],
    [{ 'customer-managed-key': 'off' }, 'customer-managed-key" can\'t be off'],
    [{ 'key-usable': { max: 1 } }, 'key-usable.max"'],
    [{ 'key-rotation': { maxPeriodDays: 0 } }, 'key-rotation.maxPeriodDays'],
    [{ 'key-rotation': { maxPeriodDays: 1.5 } }, 'a whole number of days'],
    [{ 'key-rotation': { maxPeriodDays: 'x' } }, 'a whole number of days'],
    [{ 'event-retention': { maxDays: -1 } }, 'event-retention.maxDays'],
    [{ 'key-approved': { keyArns: ['alias/x'] } }, 'keyArns[0]'],
    [{ 'key-approved': { keyArns: { a: 1 } } }, 'keyArns" must be a list'],
    [{ 'key-approved': { accountIds: ['12'] } }, 'accountIds[0]'],
    [{ 'key-approved': { aliases: ['agents'] } }, 'aliases[0]'],
    [
      { 'key-policy-exposure': { trustedAccounts: ['777788889999', '7'] } },
      '"7" at "agentCoreMemory.rules.key-policy-exposure.trustedAccounts[1]"',
    ],
    [
      { 'key-policy-exposure': { trustedOrganizations: 'o-a1b2c3d4e5,r-1' } },
      '"r-1" at "agentCoreMemory.rules.key-policy-exposure.trustedOrganizations[1]"',
    ],
    [
      { 'key-policy-exposure': { trustedOrganizations: ['x-o-a1b2c3d4e5'] } },
      'is not the id of an AWS organisation',
    ],
    [
      { 'key-policy-exposure': { trustedOrganizations: ['o-a1b2c3d4e5/r-1'] } },
      'is not the id of an AWS organisation',
    ],
    [
      { 'key-policy-exposure': { trustedOrganization: [] } },
      'key-policy-exposure.trustedOrganization"',
    ],
    [{ 'key-usable': 5 }, 'agentCoreMemory.rules.key-usable" must be'],
    ['off', 'agentCoreMemory.rules" must be an object'],
    [['off'], 'agentCoreMemory.rules" must be an object'],
  ])('refuses %j, naming the key', (rules, message) => {
    const parse = () => parseRuleSettings(rules);
    expect(parse).toThrow(InputError);
    expect(parse).toThrow(message);
  });

  it('lets every rule but the first be off', () => {
    const [first, ...others] = RULES.map(({ id }) => id);
    const off = Object.fromEntries(others.map(id => [id, 'off']));
    expect(parseRuleSettings(off).severity).toEqual(off);
    expect(() => parseRuleSettings({ [first]: 'off' })).toThrow(first);
  });
});
