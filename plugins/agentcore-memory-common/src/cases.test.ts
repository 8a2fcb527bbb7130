import { RULE_IDS } from './rules';
import { documentedOutcomes } from './__testUtils__/rulesDocument';
import { COMPARE, policyCases } from './__testUtils__/cases/policyCases';
import {
  compareRuleCase,
  findingsOf,
  ruleCases,
} from './__testUtils__/cases/ruleCases';

const BY_RULE = ruleCases();
const BY_QUESTION = policyCases();
const ALL = [...BY_RULE, ...BY_QUESTION].flatMap(({ cases }) => cases);

describe('the cases', () => {
  it('are many, each with a name of its own and a reason to be there', () => {
    expect(ALL.length).toBeGreaterThanOrEqual(120);
    const names = ALL.map(({ name }) => name);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    expect(ALL.filter(({ name, why }) => !name || !why)).toEqual([]);
    expect(ALL.filter(({ why }) => why?.includes('\n'))).toEqual([]);
  });

  it('are about rules and questions that exist, all of them', () => {
    expect(BY_RULE.map(({ group }) => group).sort()).toEqual(
      [...RULE_IDS, 'together'].sort(),
    );
    expect(BY_QUESTION.map(({ group }) => group).sort()).toEqual(
      Object.keys(COMPARE).sort(),
    );
  });

  it.each(RULE_IDS)(
    'show exactly the outcomes of %s that docs/rules.md lists',
    rule => {
      const found = BY_RULE.flatMap(({ cases }) => cases)
        .filter(({ settings }) => !settings?.severity)
        .flatMap(findingsOf)
        .filter(finding => finding.rule === rule);
      expect([...new Set(found.map(({ outcome }) => outcome))].sort()).toEqual(
        documentedOutcomes(rule),
      );
    },
  );
});

describe.each(BY_RULE)('$group', ({ group, cases }) => {
  it.each(cases)('$name', ruleCase => {
    const { actual, expected } = compareRuleCase(group, ruleCase);
    expect(actual).toEqual(expected);
    for (const { outcome, reason, evidence } of findingsOf(ruleCase)) {
      expect(reason).toMatch(/\S.*\.$/);
      expect(evidence.length > 0 || outcome === 'not-applicable').toBe(true);
    }
  });
});

describe.each(BY_QUESTION)('key policy: $group', ({ group, cases }) => {
  it.each(cases)('$name', policyCase => {
    const { actual, expected } = COMPARE[group](policyCase);
    expect(actual).toEqual(expected);
  });
});
