import fc from 'fast-check';
import {
  Outcome,
  RuleId,
  verdictOf,
} from 'backstage-plugin-agentcore-memory-common';
import { outcomesOf } from '../scorecards/Outcomes';
import { compareMemory, firstSeen, gone, MemoryNow } from './compareMemory';
import { failingOf, MemoryState } from './MemoryState';

const RULE: RuleId = 'key-usable';
const LEVELS: Record<string, number | undefined> = {
  pass: 0,
  warn: 1,
  fail: 2,
};

function day(n: number): string {
  return new Date(Date.UTC(2026, 0, n)).toISOString();
}

function now(
  outcome: Outcome | 'off' | 'stale',
  assessedWith = '1.0.0+a',
): MemoryNow {
  const findings =
    outcome === 'off' || outcome === 'stale' ? [] : [{ rule: RULE, outcome }];
  return {
    entityRef: 'resource:default/m',
    title: 'm',
    scope: 'main/111122223333/eu-central-1',
    ownerKey: 'group:default/a',
    assessedWith,
    verdict: verdictOf(findings),
    outcomes: outcomesOf(
      outcome === 'stale' ? [{ rule: RULE, outcome: 'pass' }] : findings,
    ),
    stale: outcome === 'stale',
  };
}

/** What happens to a memory that comes out like this, one day after the other; of the last day only. */
function lastOf(
  outcomes: (Parameters<typeof now>[0] | MemoryNow)[],
  { isFirst = false } = {},
) {
  let state: MemoryState | undefined;
  let last: ReturnType<typeof compareMemory> | undefined;
  outcomes.forEach((outcome, index) => {
    const memory = typeof outcome === 'string' ? now(outcome) : outcome;
    last = state
      ? compareMemory(state, memory, day(index + 1))
      : firstSeen(memory, day(index + 1), isFirst);
    state = last.state;
  });
  return last!;
}

describe('what happens to a memory', () => {
  it.each<[string, Outcome | 'off' | 'stale', string[]]>([
    // It gets worse.
    ['pass', 'fail', ['regressed pass→fail']],
    ['pass', 'warn', ['regressed pass→warn']],
    ['warn', 'fail', ['regressed warn→fail']],
    ['pass unknown', 'fail', ['regressed pass→fail']],
    ['pass stale', 'warn', ['regressed pass→warn']],
    // It gets better.
    ['fail', 'pass', ['resolved fail→pass']],
    ['warn', 'pass', ['resolved warn→pass']],
    ['fail unknown', 'pass', ['resolved fail→pass']],
    ['fail', 'warn', ['resolved fail→warn']],
    ['fail unknown', 'warn', ['resolved fail→warn']],
    // Nobody knows: that is not resolved.
    ['fail', 'unknown', ['no-longer-assessed fail→unknown']],
    ['warn', 'unknown', ['no-longer-assessed warn→unknown']],
    ['fail', 'not-applicable', ['no-longer-assessed fail→not-applicable']],
    ['fail', 'off', ['no-longer-assessed fail→not-applicable']],
    ['pass', 'unknown', ['no-longer-assessed']],
    ['pass', 'stale', ['no-longer-assessed']],
    ['fail unknown', 'not-applicable', []],
    // It is as bad, or as good, as it last was.
    ['fail unknown', 'fail', []],
    ['pass unknown', 'pass', []],
    ['pass unknown', 'unknown', []],
    ['pass', 'pass', []],
    // It is judged for the first time.
    ['unknown', 'fail', ['new unknown→fail']],
    ['not-applicable', 'warn', ['new not-applicable→warn']],
    ['unknown', 'pass', []],
  ])('%s, then %s', (before, after, expected) => {
    const { transitions } = lastOf([
      ...(before.split(' ') as Outcome[]),
      after,
    ]);
    expect(
      transitions.map(({ kind, rule, from, to }) =>
        rule ? `${kind} ${from}→${to}` : kind,
      ),
    ).toEqual(expected);
  });

  it('is new with each rule that fails or warns, and once where none does', () => {
    expect(lastOf(['fail']).transitions).toEqual([
      { kind: 'new', rule: RULE, to: 'fail' },
    ]);
    expect(lastOf(['pass']).transitions).toEqual([{ kind: 'new' }]);
    expect(lastOf(['fail'], { isFirst: true }).transitions).toEqual([]);
  });

  it('is gone with each rule that failed or warned, and once where none did', () => {
    expect(gone(lastOf(['pass', 'fail']).state, day(12), true)).toEqual([
      {
        kind: 'gone',
        rule: RULE,
        from: 'fail',
        failedMs: 10 * 24 * 3600_000,
      },
    ]);
    expect(gone(lastOf(['pass']).state, day(12), true)).toEqual([
      { kind: 'gone' },
    ]);
    // What is not looked for any more may fail still.
    expect(gone(lastOf(['fail']).state, day(12), false)).toEqual([
      { kind: 'gone', rule: RULE, from: 'fail' },
    ]);
  });

  it('tells how long it failed, through times when it could not be told', () => {
    const { transitions } = lastOf(['pass', 'fail', 'unknown', 'fail', 'pass']);
    expect(transitions[0].failedMs).toBe(3 * 24 * 3600_000);
  });

  it('does not tell how long it failed where it did before recording began', () => {
    const failing = lastOf(['fail', 'unknown', 'fail'], { isFirst: true });
    expect(failingOf(failing.state)).toEqual({
      since: undefined,
      fromStart: true,
    });
    const { transitions, state } = lastOf(['fail', 'pass'], { isFirst: true });
    expect(transitions).toEqual([
      {
        kind: 'resolved',
        rule: RULE,
        from: 'fail',
        to: 'pass',
        failedMs: null,
      },
    ]);
    expect(failingOf(state)).toEqual({ since: undefined, fromStart: false });
  });

  it('has no transition where settings or version changed', () => {
    const stricter = lastOf(['pass', now('fail', '1.0.0+b')]);
    expect(stricter).toMatchObject({ transitions: [], isReassessed: true });
    expect(failingOf(stricter.state)).toEqual({
      since: day(2),
      fromStart: false,
    });
    expect(lastOf(['fail', now('pass', '1.1.0+a')])).toMatchObject({
      transitions: [],
      isReassessed: true,
    });
    expect(lastOf(['pass', now('pass', '1.1.0+a')])).toMatchObject({
      isReassessed: false,
    });
    // From then on, what happens counts again.
    expect(
      lastOf(['pass', now('pass', '1.1.0+a'), now('fail', '1.1.0+a')])
        .transitions,
    ).toMatchObject([{ kind: 'regressed' }]);
  });

  it.each<[Outcome, Outcome]>([
    ['fail', 'pass'],
    ['pass', 'fail'],
  ])(
    'is judged differently also where settings changed while it was unread: %s, then %s',
    (before, after) => {
      expect(
        lastOf([before, now('unknown', '1.0.0+b'), now(after, '1.0.0+b')]),
      ).toMatchObject({ transitions: [], isReassessed: true });
    },
  );

  it('ends a failure that could not be read lately when the memory is deleted', () => {
    const { state } = lastOf(['pass', 'fail', 'unknown']);
    expect(gone(state, day(5), true)).toEqual([
      {
        kind: 'gone',
        rule: RULE,
        from: 'unknown',
        failedMs: 3 * 24 * 3600_000,
      },
    ]);
  });

  it('is not judged differently while it is stale', () => {
    const { transitions, isReassessed } = lastOf([
      'fail',
      now('stale', '1.0.0+b'),
      now('pass', '1.0.0+b'),
    ]);
    expect([transitions, isReassessed]).toEqual([[], true]);
  });

  it('keeps the age of a failure that was judged more mildly for a while', () => {
    const { state } = lastOf([
      'pass',
      'fail',
      now('warn', '1.0.0+mild'),
      now('fail', '1.0.0+a'),
    ]);
    expect(failingOf(state)).toEqual({ since: day(2), fromStart: false });
    const unread = lastOf([
      'fail',
      now('warn', '1.0.0+mild'),
      now('unknown', '1.0.0+mild'),
      now('warn', '1.0.0+mild'),
      now('fail', '1.0.0+strict'),
    ]);
    expect(failingOf(unread.state).since).toBe(day(1));
    // Once it has really passed, it begins anew, and also where it failed anew by what happened.
    const regressed = lastOf([
      'fail',
      now('pass', '1.0.0+mild'),
      now('fail', '1.0.0+mild'),
    ]);
    expect(regressed.transitions).toMatchObject([{ kind: 'regressed' }]);
    expect(failingOf(regressed.state).since).toBe(day(3));
    const again = lastOf([
      'fail',
      now('warn', '1.0.0+mild'),
      now('pass', '1.0.0+mild'),
      now('fail', '1.0.0+mild'),
    ]);
    expect(failingOf(again.state)).toEqual({ since: day(4), fromStart: false });
  });

  it('is judged differently where nothing said with what it was judged before', () => {
    const { assessedWith, ...before } = now('pass');
    expect(lastOf([before, now('fail')])).toMatchObject({
      transitions: [],
      isReassessed: true,
    });
  });

  it('does not count as judged differently what was only stale meanwhile', () => {
    expect(
      lastOf(['pass', now('stale', '1.0.0+b'), now('pass', '1.0.0+b')]),
    ).toMatchObject({ transitions: [], isReassessed: false });
  });

  it('does not tell again within a week that it cannot be assessed', () => {
    const lost = (outcomes: Parameters<typeof lastOf>[0]) =>
      lastOf(outcomes).transitions.map(({ kind }) => kind);
    expect(lost(['fail', 'unknown'])).toEqual(['no-longer-assessed']);
    expect(lost(['fail', 'unknown', 'fail', 'unknown'])).toEqual([]);
    expect(lost(['pass', 'stale', 'pass', 'stale'])).toEqual([]);
    const days: Outcome[] = Array(6).fill('fail');
    expect(lost(['fail', 'unknown', ...days, 'unknown'])).toEqual([
      'no-longer-assessed',
    ]);
  });

  it('is resolved only by what is better, and never twice', () => {
    const anOutcome = fc.constantFrom<Outcome | 'off' | 'stale'>(
      'pass',
      'warn',
      'fail',
      'unknown',
      'not-applicable',
      'off',
      'stale',
    );
    fc.assert(
      fc.property(
        fc.array(anOutcome, { minLength: 1, maxLength: 12 }),
        outcomes => {
          let level = 0;
          outcomes.forEach((outcome, index) => {
            const { transitions, state } = lastOf(outcomes.slice(0, index + 1));
            const kinds = transitions.map(({ kind }) => kind);
            const reached = LEVELS[outcome];
            expect(kinds.includes('resolved')).toBe(
              reached !== undefined && reached < level,
            );
            level = reached ?? level;
            expect(failingOf(state).since !== undefined).toBe(
              outcome === 'fail',
            );
          });
        },
      ),
    );
  });
});
