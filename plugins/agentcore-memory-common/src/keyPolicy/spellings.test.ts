import fc from 'fast-check';
import {
  ACCOUNT,
  HEALTHY_METADATA,
  KEY_ARN,
  TODAY,
} from '../__testUtils__/healthyFacts';
import { policyText } from '../__testUtils__/policies';
import { RUNS } from '../__testUtils__/runs';
import { aSpellingOf, Callers, Term } from '../__testUtils__/spellings';
import { exposure } from '.';

const MEMORY = '444455556666';
const FOREIGN = '777788889999';
const OTHER = '888899990000';
const ORGANIZATIONS = ['o-abcdefghij', 'o-klmnopqrst'];

const LEVELS = ['pass', 'warn', 'unknown', 'fail'];

const aTerm: fc.Arbitrary<Term> = fc.record(
  {
    account: fc.constantFrom(ACCOUNT, MEMORY, FOREIGN, OTHER),
    organization: fc.constantFrom(...ORGANIZATIONS),
  },
  { requiredKeys: [] },
);

/** Whom else the organisation trusts. */
const trust = fc.record(
  {
    trustedAccounts: fc.subarray([FOREIGN, OTHER]),
    trustedOrganizations: fc.subarray(ORGANIZATIONS),
  },
  { requiredKeys: [] },
);

const someCallers: fc.Arbitrary<Callers> = fc.array(aTerm, { maxLength: 3 });

function judge(
  statements: readonly unknown[],
  trusted: { trustedAccounts?: string[]; trustedOrganizations?: string[] },
) {
  return exposure(policyText(statements), {
    keyArn: KEY_ARN,
    key: HEALTHY_METADATA,
    today: TODAY,
    keyAccountId: ACCOUNT,
    memoryAccountIds: [MEMORY],
    ...trusted,
  }).outcome;
}

/** What is to come out by the definition: the worst of the terms, each as mild as its account or organisation. */
function expected(
  callers: Callers,
  {
    trustedAccounts = [],
    trustedOrganizations = ORGANIZATIONS,
  }: { trustedAccounts?: string[]; trustedOrganizations?: string[] },
): string {
  const known = [ACCOUNT, MEMORY, ...trustedAccounts];
  const ranks = callers.map(({ account, organization }) => {
    const ofAccount = known.includes(account!) ? 0 : 1;
    const ofOrganization = trustedOrganizations.includes(organization!) ? 0 : 1;
    return Math.min(account ? ofAccount : 3, organization ? ofOrganization : 3);
  });
  return LEVELS[Math.max(0, ...ranks)];
}

describe('a set of callers', () => {
  it('is judged alike in any spelling', () => {
    const spelt = someCallers.chain(callers =>
      fc.record({
        callers: fc.constant(callers),
        one: aSpellingOf(callers),
        other: aSpellingOf(callers),
        trusted: trust,
      }),
    );
    fc.assert(
      fc.property(spelt, ({ callers, one, other, trusted }) => {
        expect(judge(one, trusted)).toBe(expected(callers, trusted));
        expect(judge(other, trusted)).toBe(judge(one, trusted));
      }),
      RUNS,
    );
  });

  it('is never judged worse when it is narrowed', () => {
    const narrowed = someCallers.chain(callers =>
      fc.tuple(...callers.map(term => aNarrower(term))).chain(terms => {
        const fewer = terms.flatMap(term => term ?? []);
        return fc.record({
          wide: aSpellingOf(callers),
          narrow: aSpellingOf(fewer),
          trusted: trust,
        });
      }),
    );
    fc.assert(
      fc.property(narrowed, ({ wide, narrow, trusted }) => {
        expect(LEVELS.indexOf(judge(narrow, trusted))).toBeLessThanOrEqual(
          LEVELS.indexOf(judge(wide, trusted)),
        );
      }),
      RUNS,
    );
  });
});

/** The same term, one with less in it, or none. */
function aNarrower(term: Term): fc.Arbitrary<Term | undefined> {
  return fc.oneof(
    fc.constant(term),
    fc.constant(undefined),
    aTerm.map(more => ({ ...more, ...term })),
  );
}
