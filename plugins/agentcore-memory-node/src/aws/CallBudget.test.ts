import fc from 'fast-check';
import { CallBudget } from './CallBudget';
import { defaultRate } from './documentedRates';

const place = { accountId: '111122223333', region: 'eu-central-1' };
const LIST = 'bedrock-agentcore:ListMemories';

/** A budget on a clock that stands still unless told otherwise, and the waits that were asked for. */
function budgetOnClock(rates?: Record<string, number>) {
  let now = 0;
  const waits: number[] = [];
  const budget = new CallBudget(rates, {
    now: () => now,
    wait: async (ms, signal) => {
      signal?.throwIfAborted();
      waits.push(ms);
    },
  });
  return {
    budget,
    waits,
    advance: (ms: number) => {
      now += ms;
    },
  };
}

describe('CallBudget', () => {
  it('lets a second’s worth go at once, and spreads the rest in the order of asking', async () => {
    const { budget, waits } = budgetOnClock({ [LIST]: 4 });
    for (let i = 0; i < 6; i += 1) await budget.take(place, LIST);
    expect(waits).toEqual([250, 500]);
  });

  it('keeps accounts, regions and operations apart', async () => {
    const { budget, waits } = budgetOnClock({ [LIST]: 1 });
    await budget.take(place, LIST);
    await budget.take({ ...place, region: 'us-east-1' }, LIST);
    await budget.take({ ...place, accountId: '444455556666' }, LIST);
    await budget.take(place, 'kms:DescribeKey');
    expect(waits).toEqual([]);
  });

  it('slows down when AWS says so, and recovers', async () => {
    const { budget, waits, advance } = budgetOnClock({ [LIST]: 10 });
    budget.throttled(place, LIST);
    await budget.take(place, LIST);
    // Seven a second are left.
    expect(waits.pop()).toBeCloseTo(1000 / 7);
    advance(20_000);
    for (let i = 0; i < 10; i += 1) await budget.take(place, LIST);
    expect(waits).toEqual([]);
  });

  it('takes what is throttled at the same time for one reason to slow down', async () => {
    const { budget, waits } = budgetOnClock({ [LIST]: 10 });
    for (let i = 0; i < 8; i += 1) budget.throttled(place, LIST);
    await budget.take(place, LIST);
    expect(waits.pop()).toBeCloseTo(1000 / 7);
  });

  it('never comes to a stop, however often it is throttled', async () => {
    const { budget, waits, advance } = budgetOnClock({ [LIST]: 10 });
    for (let i = 0; i < 60; i += 1) {
      budget.throttled(place, LIST);
      advance(1_000);
    }
    budget.throttled(place, LIST);
    await budget.take(place, LIST);
    // A tenth of the rate is left.
    expect(waits.pop()).toBeLessThanOrEqual(1_000);
    expect(waits).toEqual([]);
  });

  it('stays below what AWS documents, also for operations that are not listed', () => {
    expect(defaultRate(LIST)).toBeLessThan(5);
    expect(defaultRate('bedrock-agentcore:GetMemory')).toBeLessThan(50);
    expect(defaultRate('bedrock-agentcore:Surprise')).toBeLessThan(20);
  });

  it('ends a wait when aborted', async () => {
    const budget = new CallBudget({ [LIST]: 0.001 });
    await budget.take(place, LIST);
    const abort = new AbortController();
    const waiting = budget.take(place, LIST, abort.signal);
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('never lets more through than the rate allows, whenever calls come', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 60 }),
        (rate, gaps) => {
          let now = 0;
          const starts: number[] = [];
          const budget = new CallBudget(
            { [LIST]: rate },
            {
              now: () => now,
              wait: async ms => {
                starts[starts.length - 1] += ms;
              },
            },
          );
          for (const gap of gaps) {
            now += gap;
            starts.push(now);
            budget.take(place, LIST);
          }
          // Within any window: what was saved up in one second, and the rate times its length.
          for (const from of starts) {
            for (const to of starts) {
              const within = starts.filter(t => t >= from && t <= to).length;
              expect(within).toBeLessThanOrEqual(
                rate + (rate * Math.max(0, to - from)) / 1000 + 1.001,
              );
            }
          }
        },
      ),
    );
  });
});
