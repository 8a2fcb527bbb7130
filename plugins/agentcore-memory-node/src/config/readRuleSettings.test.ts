import { ConfigReader } from '@backstage/config';
import { DEFAULT_RULE_SETTINGS } from 'backstage-plugin-agentcore-memory-common';
import { readRuleSettings } from './readRuleSettings';

const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/1234';
const read = (rules: object) =>
  readRuleSettings(new ConfigReader({ agentCoreMemory: { rules } } as {}));

describe('readRuleSettings', () => {
  it('asks for the defaults where nothing is configured', () => {
    expect(readRuleSettings(new ConfigReader({}))).toEqual(
      DEFAULT_RULE_SETTINGS,
    );
    expect(read({})).toEqual(DEFAULT_RULE_SETTINGS);
  });

  it('reads severities and the settings of single rules', () => {
    expect(
      read({
        'customer-managed-key': 'warn',
        'key-usable': 'off',
        'key-rotation': { severity: 'fail', maxPeriodDays: 180 },
        'event-retention': { maxDays: 90 },
        'key-approved': {
          keyArns: [KEY],
          accountIds: '111122223333, 444455556666',
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
    });
  });

  it.each([
    [{ 'key-usabel': 'off' }, 'agentCoreMemory.rules.key-usabel'],
    [{ 'key-usable': 'loud' }, '"loud" at "agentCoreMemory.rules.key-usable"'],
    [{ 'customer-managed-key': 'off' }, 'customer-managed-key" can\'t be off'],
    [{ 'key-usable': { max: 1 } }, 'key-usable.max"'],
    [{ 'key-rotation': { maxPeriodDays: 0 } }, 'key-rotation.maxPeriodDays'],
    [{ 'key-rotation': { maxPeriodDays: 1.5 } }, 'a whole number of days'],
    [{ 'event-retention': { maxDays: -1 } }, 'event-retention.maxDays'],
    [{ 'key-approved': { keyArns: ['alias/x'] } }, 'keyArns[0]'],
    [{ 'key-approved': { accountIds: ['12'] } }, 'accountIds[0]'],
    [{ 'key-approved': { aliases: ['agents'] } }, 'aliases[0]'],
  ])('refuses %j, naming the key', (rules, message) => {
    expect(() => read(rules)).toThrow(message);
  });
});
