import fc from 'fast-check';
import { OUTCOMES, verdictOf, VERDICTS } from '../outcome';
import { RULE_IDS } from '../rules';
import { isWaivable, verdictWithWaivers, waiverStateOn } from './waiver';

const DAY = '2026-11-27';

describe('waiverStateOn', () => {
  it.each([
    ['pending', { expiresOn: DAY }],
    ['expired', { expiresOn: '2026-11-26' }],
    ['approved', { expiresOn: DAY, decision: 'approved' as const }],
    ['expired', { expiresOn: '2026-11-26', decision: 'approved' as const }],
    ['rejected', { expiresOn: DAY, decision: 'rejected' as const }],
    ['rejected', { expiresOn: '2026-11-26', decision: 'rejected' as const }],
    [
      'revoked',
      {
        expiresOn: '2026-11-26',
        decision: 'approved' as const,
        revokedAt: '2026-11-20T10:00:00.000Z',
      },
    ],
    ['revoked', { expiresOn: DAY, revokedAt: '2026-11-20T10:00:00.000Z' }],
  ])('is %s', (state, course) => {
    expect(waiverStateOn(course, DAY)).toBe(state);
  });
});

describe('verdictWithWaivers', () => {
  const findings = fc.uniqueArray(
    fc.record({
      rule: fc.constantFrom(...RULE_IDS),
      outcome: fc.constantFrom(...OUTCOMES),
    }),
    { selector: ({ rule }) => rule },
  );
  const waived = fc.uniqueArray(fc.constantFrom(...RULE_IDS));

  it('is never worse than the verdict, and the same where nothing is waived', () => {
    fc.assert(
      fc.property(findings, waived, (found, rules) => {
        const verdict = verdictOf(found);
        const withWaivers = verdictWithWaivers(found, rule =>
          rules.includes(rule),
        );
        expect(VERDICTS.indexOf(withWaivers)).toBeGreaterThanOrEqual(
          VERDICTS.indexOf(verdict),
        );
        const matters = found.some(
          ({ rule, outcome }) => rules.includes(rule) && isWaivable(outcome),
        );
        expect(matters || withWaivers === verdict).toBe(true);
      }),
    );
  });

  it('stays unknown where something is unknown, whatever is waived', () => {
    fc.assert(
      fc.property(findings, found => {
        fc.pre(found.some(({ outcome }) => outcome === 'unknown'));
        expect(verdictWithWaivers(found, () => true)).toBe('unknown');
      }),
    );
  });
});
