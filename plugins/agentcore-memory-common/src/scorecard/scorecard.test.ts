import fc from 'fast-check';
import { VERDICTS } from '../outcome';
import { compareScorecards, scoreMemories, ScoredMemory } from './scorecard';

const aScored: fc.Arbitrary<ScoredMemory> = fc.record({
  verdict: fc.constantFrom(...VERDICTS),
  complete: fc.boolean(),
  stale: fc.boolean(),
});
const good = { verdict: 'compliant', complete: true, stale: false } as const;
const bad = { ...good, verdict: 'non-compliant' } as const;
const unread = { ...good, verdict: 'unknown', complete: false } as const;

describe('scoreMemories', () => {
  it('has no score for nothing', () => {
    expect(scoreMemories([])).toMatchObject({
      total: 0,
      score: null,
      coverage: null,
    });
  });

  it('rounds down: one bad memory of 250 is not 100 %', () => {
    const memories = [...Array(249).fill(good), bad];
    expect(scoreMemories(memories)).toMatchObject({ score: 99, coverage: 100 });
  });

  it('scores memories that could not be read 0, not 100', () => {
    expect(scoreMemories([unread, unread])).toMatchObject({
      score: 0,
      coverage: 0,
    });
  });

  it('counts a stale memory as unknown under every last verdict', () => {
    expect(scoreMemories([{ ...good, stale: true }, good])).toMatchObject({
      counts: { compliant: 1, unknown: 1 },
      score: 50,
      coverage: 50,
      stale: 1,
    });
  });

  it('counts what the catalog does not show as not covered, and nowhere else', () => {
    expect(scoreMemories([good, good], { notCounted: 1 })).toMatchObject({
      total: 2,
      score: 100,
      coverage: 66,
    });
    expect(scoreMemories([], { notCounted: 1 })).toMatchObject({
      total: 0,
      score: null,
      coverage: 0,
    });
    fc.assert(
      fc.property(fc.array(aScored), fc.nat(1000), (memories, notCounted) => {
        const { coverage, ...card } = scoreMemories(memories, { notCounted });
        const { coverage: without, ...same } = scoreMemories(memories);
        expect(card).toEqual(same);
        expect(coverage ?? 101).toBeLessThanOrEqual(without ?? 101);
        expect(coverage === 100).toBe(without === 100 && notCounted === 0);
        expect(coverage === null).toBe(without === null && notCounted === 0);
      }),
    );
  });

  it('leaves no memory out, and says 100 only if all are compliant', () => {
    fc.assert(
      fc.property(fc.array(aScored), memories => {
        const card = scoreMemories(memories);
        const sum = Object.values(card.counts).reduce((a, b) => a + b, 0);
        expect(sum).toBe(memories.length);
        expect(card.score === 100).toBe(
          memories.length > 0 &&
            memories.every(m => m.verdict === 'compliant' && !m.stale),
        );
      }),
    );
  });
});

describe('compareScorecards', () => {
  it('puts the worst first and nothing to assess last', () => {
    const cards = [
      [],
      [good],
      [bad, good],
      [bad, bad],
      [bad, bad, bad, good, good, good],
    ].map(memories => scoreMemories(memories));
    expect(cards.sort(compareScorecards).map(card => card.total)).toEqual([
      2, 6, 2, 1, 0,
    ]);
  });
});
