import { nextLook } from './followUp';

describe('nextLook', () => {
  it.each<[number, 'settled' | 'unsettled', number | undefined]>([
    [0, 'settled', 15_000],
    [1, 'settled', undefined],
    [0, 'unsettled', 15_000],
    [1, 'unsettled', 30_000],
    [2, 'unsettled', 60_000],
    [5, 'unsettled', 480_000],
    [6, 'unsettled', undefined],
  ])(
    'after %i follow-ups and "%s" is due in %p ms',
    (followUps, outcome, ms) => {
      expect(nextLook(followUps, outcome)).toBe(ms);
    },
  );
});
