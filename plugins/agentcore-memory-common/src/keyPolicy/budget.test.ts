import fc from 'fast-check';
import { ACCOUNT, KEY_ARN, REGION } from '../__testUtils__/healthyFacts';
import { policyText } from '../__testUtils__/policies';
import { RUNS } from '../__testUtils__/runs';
import { exposure, serviceAccess } from '.';
import { Budget, MAX_STEPS } from './budget';

const FOREIGN = '777788889999';
const EXPOSURE_FACTS = {
  keyArn: KEY_ARN,
  keyAccountId: ACCOUNT,
  memoryAccountIds: [ACCOUNT],
};
const ACCESS_FACTS = {
  keyArn: KEY_ARN,
  memoryAccountId: ACCOUNT,
  memoryRegion: REGION,
};
const MAX_LENGTH = 32 * 1024;

const statement = (effect: 'Allow' | 'Deny', condition?: object) => ({
  Effect: effect,
  Principal: '*',
  Action: 'kms:*',
  Resource: '*',
  ...(condition && { Condition: condition }),
});

/** What a policy costs, and what comes out. */
function judge(statements: readonly unknown[], more = {}) {
  const [forExposure, forAccess] = [
    new Budget(MAX_STEPS),
    new Budget(MAX_STEPS),
  ];
  const text = policyText(statements);
  return {
    exposure: exposure(text, { ...EXPOSURE_FACTS, ...more }, forExposure),
    access: serviceAccess(text, ACCESS_FACTS, forAccess),
    steps: Math.max(forExposure.spent, forAccess.spent),
  };
}

/** One operation more than the budget may be under way when it runs out. */
const MOST = MAX_STEPS + MAX_LENGTH;

describe('runs of stars', () => {
  const stars = '*'.repeat(30_000);
  it.each([
    ['StringLike', 'aws:PrincipalArn', stars],
    ['StringLike', 'aws:PrincipalArn', '*?'.repeat(15_000)],
    ['ArnLike', 'aws:SourceArn', `arn:aws:s3:*:${FOREIGN}:${stars}x`],
    ['ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${FOREIGN}:${stars}x`],
    ['StringLike', 'aws:PrincipalOrgID', `o-${stars}x`],
    ['StringEquals', 'aws:PrincipalOrgID', `o-${stars}x`],
    ['StringLike', 'aws:PrincipalAccount', `${stars}1`],
    ['ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', stars],
  ])('of %s on %s take few steps', (operator, key, value) => {
    const { steps } = judge([
      statement('Allow', { [operator]: { [key]: value } }),
    ]);
    expect(steps).toBeLessThan(50_000);
  });

  it.each([
    ['**', '*'],
    ['*?*', '?*'],
    ['*?*?*', '??*'],
    ['arn:aws:iam::***:role/**?**', 'arn:aws:iam::*:role/?*'],
  ])('mean the same as one: %s', (written, plain) => {
    const outcomeOf = (value: string) => {
      const found = judge([
        statement('Allow', { StringLike: { 'aws:PrincipalArn': value } }),
      ]);
      return [found.exposure.outcome, found.access.outcome];
    };
    expect(outcomeOf(written)).toEqual(outcomeOf(plain));
  });
});

describe('many accounts, organisations and statements', () => {
  const accounts = Array.from({ length: 60 }, (_, i) => `${2e11 + i * 7919}`);
  const organizations = Array.from(
    { length: 40 },
    (_, i) => `o-abcdefgh${10 + i}`,
  );
  const lists = (n: number) => {
    const spread = Array.from({ length: n }, (_, i) => accounts[i % 60]);
    const about = (account: string) => ({
      StringEquals: { 'aws:PrincipalAccount': account },
    });
    return [
      statement('Allow', {
        StringEquals: { 'aws:PrincipalOrgID': organizations },
      }),
      ...spread.map(account => statement('Allow', about(account))),
      ...spread.map(account => statement('Deny', about(account))),
    ];
  };

  it.each([
    [60, {}],
    [110, {}],
    [60, { trustedOrganizations: [] }],
    [110, { trustedOrganizations: [] }],
  ])('stay within the budget: %d statements, %j', (n, more) => {
    const { exposure: found, steps } = judge(lists(n), more);
    expect(steps).toBeLessThan(MOST);
    expect(['pass', 'unknown']).toContain(found.outcome);
  });

  it('say that they are too much where they are', () => {
    const { exposure: found } = judge(lists(110), { trustedOrganizations: [] });
    expect(found).toEqual({
      outcome: 'unknown',
      reason: expect.stringContaining('says too much'),
      open: [],
    });
  });

  it('are too much for service access as well', () => {
    const { outcome, reason } = serviceAccess(
      policyText(lists(110)),
      ACCESS_FACTS,
      new Budget(1_000),
    );
    expect(outcome).toBe('unknown');
    expect(reason).toContain('too much');
  });

  it('do not hide strangers who were found before', () => {
    const { exposure: found } = judge([statement('Allow'), ...lists(110)], {
      trustedOrganizations: [],
    });
    expect(found.outcome).toBe('fail');
    expect(found.open.map(({ index }) => index)).toEqual([0]);
  });
});

/** Pieces that patterns are built from, the expensive ones among them. */
const piece = fc.constantFrom(
  ...['*', '?', '*?*', '*a', '*:', '*/', 'a*b', '?1', '12', '$' + '{a}', 'o-'],
);
const value = fc
  .tuple(
    fc.constantFrom('', 'o-', 'arn:aws:iam::', '*:iam::', 'arn:aws:s3:*:', '7'),
    fc.array(piece, { minLength: 1, maxLength: 4 }),
    fc.constantFrom(1, 1, 3, 12, 200, 4_000),
  )
  .map(([start, pieces, times]) =>
    (start + pieces.join('').repeat(times)).slice(0, 16_000),
  );
const condition = fc
  .record({
    operator: fc.constantFrom(
      'StringLike',
      'StringNotLike',
      'StringEquals',
      'StringNotEqualsIfExists',
      'ArnLike',
      'ArnNotLike',
      'ForAnyValue:StringLike',
      'ForAllValues:StringNotLike',
    ),
    key: fc.constantFrom(
      'aws:PrincipalArn',
      'aws:PrincipalAccount',
      'aws:PrincipalOrgID',
      'aws:PrincipalOrgPaths',
      'aws:SourceArn',
      'aws:SourceAccount',
      'aws:PrincipalTag/team',
      'kms:ViaService',
      'kms:GrantOperations',
    ),
    values: fc.array(value, { minLength: 1, maxLength: 40 }),
  })
  .map(({ operator, key, values }) => ({ [operator]: { [key]: values } }));
const hostile = fc
  .tuple(
    fc.array(
      fc.record({
        effect: fc.constantFrom('Allow' as const, 'Deny' as const),
        conditions: fc.array(condition, { maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    fc.constantFrom(1, 5, 100),
  )
  .map(([some, times]) =>
    Array.from({ length: times }, () => some)
      .flat()
      .map(({ effect, conditions }) =>
        statement(effect, Object.assign({}, ...conditions)),
      ),
  )
  .map(statements => {
    let length = 0;
    return statements.filter(one => {
      length += JSON.stringify(one).length;
      return length < MAX_LENGTH;
    });
  });

it('no policy of up to 32 KB takes more steps than the budget holds', () => {
  let slowest = 0;
  fc.assert(
    fc.property(hostile, statements => {
      const start = performance.now();
      expect(judge(statements).steps).toBeLessThan(MOST);
      slowest = Math.max(slowest, performance.now() - start);
    }),
    // Most of them take all of the budget.
    { numRuns: Math.min(RUNS.numRuns, 500) },
  );
  if (process.env.ORACLE_RUNS) {
    process.stdout.write(`slowest policy: ${slowest.toFixed()} ms\n`);
  }
});
