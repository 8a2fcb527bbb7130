import { ACCOUNT, KEY_ARN } from '../__testUtils__/healthyFacts';
import { policyText } from '../__testUtils__/policies';
import { exposure } from '.';

const FACTS = {
  keyArn: KEY_ARN,
  keyAccountId: ACCOUNT,
  memoryAccountIds: [ACCOUNT],
};

const allow = (principal: unknown) => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 'kms:*',
  Resource: '*',
});

describe('a policy that names thousands of accounts', () => {
  const ids = Array.from({ length: 8_000 }, (_, i) => `${200_000_000_000 + i}`);

  it('is not judged in full, and does not pass for that', () => {
    const { outcome, reason } = exposure(
      policyText([allow({ AWS: ids })]),
      FACTS,
    );
    expect(outcome).toBe('unknown');
    expect(reason).toContain('too many callers');
  });

  it('fails all the same if strangers get in', () => {
    const { outcome, open } = exposure(
      policyText([allow({ AWS: ids }), allow('*')]),
      FACTS,
    );
    expect(outcome).toBe('fail');
    expect(open.map(({ index }) => index)).toEqual([1]);
  });

  it('is judged in full if they are hundreds', () => {
    const { outcome, open } = exposure(
      policyText([allow({ AWS: ids.slice(0, 900) })]),
      FACTS,
    );
    expect(outcome).toBe('warn');
    expect(open[0].accountIds).toHaveLength(900);
  });
});

it('decides no condition by facts that are not given', () => {
  const when = (condition: object) =>
    exposure(policyText([{ ...allow('*'), Condition: condition }]), FACTS)
      .outcome;
  expect(
    when({ DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }),
  ).toBe('unknown');
  expect(when({ StringEquals: { 'kms:KeySpec': 'RSA_2048' } })).toBe('unknown');
  expect(when({ StringEquals: { 'aws:ResourceAccount': '1' } })).toBe('pass');
});
