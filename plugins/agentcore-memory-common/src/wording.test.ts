import { exposure, serviceAccess, summarizeKeyPolicy } from './keyPolicy';
import { RULE_IDS } from './rules';
import { policyCases, textOf } from './__testUtils__/cases/policyCases';
import { findingsOf, ruleCases } from './__testUtils__/cases/ruleCases';
import { ACCOUNT, KEY_ARN, REGION } from './__testUtils__/healthyFacts';

/**
 * Reasons and evidence are written into entities: another word in one of them makes the catalog write every
 * memory that it is about. So a change of one shows here.
 */

const FINDINGS = ruleCases()
  .flatMap(({ cases }) => cases.flatMap(findingsOf))
  .map(({ rule, outcome, reason, evidence }) => ({
    rule,
    outcome,
    reason,
    evidence,
  }));
const POLICIES = policyCases().find(({ group }) => group === 'service-access');
const EXPOSED = policyCases().find(({ group }) => group === 'exposure');

/** Each different one once, in the order of the cases. */
function distinct(items: unknown[]): string[] {
  return [...new Set(items.map(item => JSON.stringify(item)))];
}

it.each(RULE_IDS)('the findings of %s', rule => {
  expect(
    distinct(FINDINGS.filter(finding => finding.rule === rule)),
  ).toMatchSnapshot();
});

it('service access, statement by statement', () => {
  const facts = { memoryAccountId: ACCOUNT, memoryRegion: REGION };
  expect(
    distinct(
      POLICIES?.cases.map(one =>
        serviceAccess(textOf(one), { keyArn: KEY_ARN, ...facts }),
      ) ?? [],
    ),
  ).toMatchSnapshot();
});

it('exposure, opening by opening', () => {
  const facts = { keyAccountId: ACCOUNT, memoryAccountIds: [ACCOUNT] };
  expect(
    distinct(
      EXPOSED?.cases.map(one =>
        exposure(textOf(one), { keyArn: KEY_ARN, ...facts }),
      ) ?? [],
    ),
  ).toMatchSnapshot();
});

it('key policies in words', () => {
  const texts = [...(POLICIES?.cases ?? []), ...(EXPOSED?.cases ?? [])];
  const statements = texts.flatMap((one): unknown[] => {
    const summary = summarizeKeyPolicy(textOf(one));
    return summary.kind === 'statements' ? summary.statements : [summary];
  });
  expect(distinct(statements)).toMatchSnapshot();
});
