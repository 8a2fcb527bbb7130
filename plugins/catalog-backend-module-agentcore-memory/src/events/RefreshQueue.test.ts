import { RefreshQueue, RefreshTarget } from './RefreshQueue';

const key = (id: number | string): RefreshTarget => ({
  kind: 'key',
  arn: `arn:aws:kms:us-east-1:111122223333:key/${id}`,
});

/** A queue whose refreshes end when they are told to. */
function heldQueue() {
  const begun: RefreshTarget[] = [];
  const ends: (() => void)[] = [];
  const queue = new RefreshQueue(
    target =>
      new Promise(resolve => {
        begun.push(target);
        ends.push(resolve);
      }),
    100,
  );
  return { queue, begun, ends };
}

describe('RefreshQueue', () => {
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('begins once for all that is asked until then, and again for what comes after', async () => {
    const { queue, begun, ends } = heldQueue();
    for (let i = 0; i < 10; i += 1) queue.add(key(1));
    await pass(100);
    expect(begun).toHaveLength(1);
    queue.add(key(1));
    await pass(1_000);
    // Not at the same time: the slower one would have the last word.
    expect(begun).toHaveLength(1);
    ends[0]();
    await pass(0);
    expect(begun).toHaveLength(2);
  });

  it('keeps no more than a thousand waiting, however slowly they are answered', async () => {
    const { queue, begun } = heldQueue();
    let taken = 0;
    for (let round = 0; round < 5; round += 1) {
      for (let i = 0; i < 1_000; i += 1) {
        if (queue.add(key(`${round}-${i}`))) taken += 1;
        queue.add(key('the-same'));
      }
      await pass(100);
    }
    expect(begun).toHaveLength(4);
    expect(taken).toBeLessThanOrEqual(1_004);
    // What waits for long has its own room.
    expect(queue.add(key(1), 15_000)).toBe(true);
  });

  it('follows up the reason that asks for more, from the newest event on', async () => {
    const { queue, begun } = heldQueue();
    queue.add({ ...key(1), looks: 6 } as RefreshTarget, 100);
    queue.add(key(1));
    queue.add({ ...key(2), looks: 5 } as RefreshTarget, 480_000);
    queue.add({ ...key(2), looks: 1 } as RefreshTarget, 15_000);
    await pass(10_000);
    queue.add({ ...key(2), looks: 2 } as RefreshTarget, 15_000);
    await pass(14_999);
    expect(begun).toMatchObject([{ looks: 0 }]);
    await pass(1);
    expect(begun).toMatchObject([{ looks: 0 }, { looks: 1 }]);
    await pass(480_000);
    expect(begun).toHaveLength(2);
  });

  it('puts off a late look that had to wait for another one, for a newer event', async () => {
    const { queue, begun, ends } = heldQueue();
    queue.add(key(1));
    await pass(100);
    queue.add({ ...key(1), looks: 1 } as RefreshTarget, 15_000);
    await pass(15_000);
    queue.add({ ...key(1), looks: 1 } as RefreshTarget, 15_000);
    ends[0]();
    await pass(14_999);
    expect(begun).toHaveLength(1);
    await pass(1);
    expect(begun).toHaveLength(2);
  });

  it('drops all that waits when stopped', async () => {
    const { queue, begun } = heldQueue();
    queue.add(key(1));
    queue.stop();
    queue.add(key(2));
    await pass(1_000);
    expect(begun).toEqual([]);
  });
});
