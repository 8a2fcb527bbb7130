import {
  HEALTHY_KEY,
  HEALTHY_MEMORY,
  HEALTHY_METADATA,
} from '../__testUtils__/healthyFacts';
import { Outcome, verdictOf, VERDICTS } from '../outcome';
import {
  assessMemory,
  rotationDoesNotApply,
  RULE_IDS,
  ruleById,
  RULES,
} from '.';
import { keyWith } from '../__testUtils__/cases/overlay';

const INPUT = { memory: HEALTHY_MEMORY, key: HEALTHY_KEY, today: '2026-11-24' };

describe('RULES', () => {
  it('are all rules in the order in which they are shown', () => {
    expect(RULES.map(rule => rule.id)).toEqual([...RULE_IDS]);
    expect(RULES.map(rule => ruleById(rule.id))).toEqual(RULES);
  });

  it('have a title without a full stop and a why of whole sentences', () => {
    for (const { title, why } of RULES) {
      expect(title).toMatch(/^[A-Z].*[^.]$/);
      expect(why).toMatch(/^[A-Z].*\.$/);
    }
  });
});

describe('assessMemory', () => {
  it('gives one finding a rule, in their order', () => {
    const { findings, verdict } = assessMemory(INPUT);
    expect(findings.map(({ rule }) => rule)).toEqual([...RULE_IDS]);
    expect(verdict).toBe('compliant');
  });

  it('names dates absolutely, so that a reason does not change from day to day', () => {
    const key = keyWith({
      metadata: { origin: 'EXTERNAL', validTo: '2026-12-01T12:00:00Z' },
    });
    const [first, second] = ['2026-11-24', '2026-11-25'].map(
      today => assessMemory({ ...INPUT, key, today }).findings[1].reason,
    );
    expect(first).toContain('2026-12-01');
    expect(second).toBe(first);
  });

  it('answers for the same key and another memory anew', () => {
    const elsewhere = { ...HEALTHY_MEMORY, accountId: '444455556666' };
    const outcomes = [HEALTHY_MEMORY, elsewhere, HEALTHY_MEMORY].map(
      memory => assessMemory({ ...INPUT, memory }).findings[3].outcome,
    );
    expect(outcomes).toEqual(['pass', 'warn', 'pass']);
  });
});

describe('rotationDoesNotApply', () => {
  it('leaves the keys of AWS to AWS', () => {
    const metadata = { ...HEALTHY_METADATA, manager: 'AWS' };
    expect(rotationDoesNotApply(metadata)).toContain('AWS manages');
    expect(rotationDoesNotApply(HEALTHY_METADATA)).toBeUndefined();
  });
});

describe('verdictOf', () => {
  it.each([
    [['pass'], 'compliant'],
    [['pass', 'not-applicable'], 'compliant'],
    [['pass', 'warn'], 'at-risk'],
    [['warn', 'unknown'], 'unknown'],
    [['unknown', 'fail'], 'non-compliant'],
    [['fail'], 'non-compliant'],
    [['not-applicable'], 'unknown'],
    [[], 'unknown'],
  ] as [Outcome[], string][])('of %j is %s', (outcomes, verdict) => {
    expect(verdictOf(outcomes.map(outcome => ({ outcome })))).toBe(verdict);
  });

  it('knows its verdicts worst first', () => {
    expect(VERDICTS).toEqual([
      'non-compliant',
      'unknown',
      'at-risk',
      'compliant',
    ]);
  });
});
