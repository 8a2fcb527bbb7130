import { t } from '../__testUtils__/english';
import { HISTORY, NO_HISTORY } from '../__testUtils__/history';
import { byAttention, describeCounts, describeTransition } from './transitions';

describe('transitions', () => {
  it('stand in the order of attention, and the newest of a kind first', () => {
    const [resolved, regressed] = HISTORY.transitions;
    const older = { ...regressed, at: '2026-11-01T00:00:00Z' };
    expect(byAttention([resolved, older, regressed])).toEqual([
      regressed,
      older,
      resolved,
    ]);
  });

  it('are counted in words', () => {
    expect(describeCounts(t, { ...HISTORY.transitionCounts, new: 0 })).toBe(
      '1 regressed · 1 no longer assessed · 1 resolved · 1 gone',
    );
    expect(describeCounts(t, NO_HISTORY.transitionCounts)).toBeUndefined();
  });

  it('are told in words', () => {
    const [resolved, , added, unread, gone] = HISTORY.transitions;
    expect(describeTransition(t, resolved)).toMatch(/: from warning to pass$/);
    expect(describeTransition(t, added)).toMatch(/: fail$/);
    expect(describeTransition(t, unread)).toMatch(/: from fail to unknown$/);
    expect(describeTransition(t, gone)).toMatch(
      /: was fail; had failed for 12 days$/,
    );
    expect(describeTransition(t, { ...gone, failedDays: 1 })).toMatch(
      /failed for 1 day$/,
    );
    const { rule, from, to, failedDays, ...whole } = gone;
    expect(describeTransition(t, whole)).toBe('');
    expect(
      describeTransition(t, { ...whole, kind: 'no-longer-assessed' }),
    ).toBe('The whole memory');
  });
});
