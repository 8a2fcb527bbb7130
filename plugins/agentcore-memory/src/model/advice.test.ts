import {
  Finding,
  Outcome,
  RuleId,
  VERDICTS,
} from 'backstage-plugin-agentcore-memory-common';
import { adviseOn } from './advice';

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
    expect(adviseOn(broken).why).toBe(
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
    const advice = adviseOn(broken, { who: OWNER, fix: { ...FIX, text } });
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
      adviseOn({ verdict: 'unknown', findings: [unread], worst: unread }).todo,
    ).toBe(
      'Ask those who run the scans to have their role allowed kms:GetKeyRotationStatus, then scan again.',
    );
  });

  it('names no step that is not known', () => {
    expect(adviseOn(broken).todo).toBeUndefined();
  });

  it.each(VERDICTS)('counts %s as unknown once it is stale', verdict => {
    const advice = adviseOn({
      ...broken,
      verdict,
      staleSince: '2026-11-20T08:30:00Z',
    });
    expect(advice.verdict).toBe('unknown');
    expect(advice.todo).toMatch(/by a scan/);
  });

  it('asks for a scan where a verdict is worse than its findings', () => {
    const passed = [finding('key-usable', 'pass')];
    expect(adviseOn({ verdict: 'at-risk', findings: passed })).toMatchObject({
      verdict: 'at-risk',
      why: 'No finding explains this verdict.',
    });
  });
});
