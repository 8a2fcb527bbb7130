import {
  Finding,
  Outcome,
  RuleId,
  VERDICTS,
} from 'backstage-plugin-agentcore-memory-common';
import { t } from '../__testUtils__/english';
import { adviseOn } from './advice';
import { Freshness } from './freshness';

const FRESH: Freshness = { state: 'fresh' };

const finding = (rule: RuleId, outcome: Outcome): Finding => ({
  rule,
  outcome,
  reason: `${rule} is ${outcome}.`,
  evidence: [],
});
const FIX = { text: '', cli: '', cloudFormation: '', terraform: '' };
const OWNER = { kind: 'owner' } as const;
const broken = {
  verdict: 'non-compliant' as const,
  findings: [
    finding('key-usable', 'fail'),
    finding('key-rotation', 'warn'),
    finding('data-egress', 'pass'),
  ],
  worst: finding('key-usable', 'fail'),
};

describe('adviseOn', () => {
  it('says what else needs attention', () => {
    expect(adviseOn(t, broken, FRESH).why).toBe(
      'key-usable is fail. 1 rule needs attention as well.',
    );
  });

  it.each([
    ['Enable the key. If not, replace it.', 'Enable the key.'],
    [
      'Let kms:ViaService be s3.eu-central-1.amazonaws.com. Or not.',
      'Let kms:ViaService be s3.eu-central-1.amazonaws.com.',
    ],
    [
      'It has none. AWS takes a key only at creation. Create a new memory under a key, then retire this one.',
      'Create a new memory under a key, then retire this one.',
    ],
  ])('takes the first step of "%s"', (text, todo) => {
    const advice = adviseOn(t, broken, FRESH, {
      who: OWNER,
      fix: { ...FIX, text },
    });
    expect(advice.todo).toBe(todo);
  });

  it('names the call that AWS refused', () => {
    const unread: Finding = {
      ...finding('key-rotation', 'unknown'),
      evidence: [
        { fact: 'KeyManager', value: 'CUSTOMER', source: 'kms:DescribeKey' },
        {
          fact: "the key's rotation",
          value: 'kms:GetKeyRotationStatus: AccessDeniedException',
          source: 'kms:GetKeyRotationStatus',
        },
      ],
    };
    expect(
      adviseOn(
        t,
        { verdict: 'unknown', findings: [unread], worst: unread },
        FRESH,
      ).todo,
    ).toBe(
      'Ask those who run the scans to have their role allowed kms:GetKeyRotationStatus, then scan again.',
    );
  });

  it('names no step that is not known', () => {
    expect(adviseOn(t, broken, FRESH).todo).toBeUndefined();
  });

  it.each(VERDICTS)('counts %s as unknown once it is stale', verdict => {
    const advice = adviseOn(t, { ...broken, verdict }, { state: 'stale' });
    expect(advice.verdict).toBe('unknown');
    expect(advice.why).toMatch(/^Its account and region were not listed/);
    expect(advice.todo).toMatch(/by a scan/);
  });

  const clean = {
    verdict: 'compliant' as const,
    findings: [finding('key-usable', 'pass')],
  };

  it('says that there is nothing to do on fresh facts only', () => {
    expect(adviseOn(t, clean, FRESH)).toMatchObject({ verdict: 'compliant' });
    expect(adviseOn(t, clean, FRESH).why).toMatch(/There is nothing to do\.$/);
  });

  it.each([
    [{ state: 'asking' }, 'unknown', /fresh facts is not known yet\.$/],
    [{ state: 'not-known' }, 'unknown', /fresh facts is not known\.$/],
    [{ state: 'gone' }, 'unknown', /^The catalog does not have this memory/],
    [
      { state: 'late', since: '2026-11-23T13:00:00Z' },
      'compliant',
      /since 2026-11-23 13:00 UTC; until it is stale, its last verdict is still counted/,
    ],
  ] satisfies [Freshness, string, RegExp][])(
    'gives no all-clear where the freshness is %j',
    (freshness, verdict, why) => {
      const advice = adviseOn(t, clean, freshness);
      expect(advice.verdict).toBe(verdict);
      expect(advice.why).toMatch(why);
      expect(advice.why).not.toMatch(/nothing to do/);
    },
  );

  it('keeps a failure as long as it is not known to be stale', () => {
    expect(adviseOn(t, broken, { state: 'not-known' })).toMatchObject({
      verdict: 'non-compliant',
      why: 'key-usable is fail. 1 rule needs attention as well. Whether this rests on fresh facts is not known.',
    });
  });

  it('asks for a scan where a verdict is worse than its findings', () => {
    const passed = [finding('key-usable', 'pass')];
    expect(
      adviseOn(t, { verdict: 'at-risk', findings: passed }, FRESH),
    ).toMatchObject({
      verdict: 'at-risk',
      why: 'No finding explains this verdict.',
    });
  });
});
