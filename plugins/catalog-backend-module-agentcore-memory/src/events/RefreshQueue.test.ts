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

  it('reads a target once for all reasons until its reading begins, and again for later ones', async () => {
    const { queue, begun, ends } = heldQueue();
    for (let i = 0; i < 10; i += 1) queue.add(key(1));
    await pass(100);
    expect(begun).toHaveLength(1);
    queue.add(key(1));
    await pass(1_000);
    // Not at the same time: that would cost twice.
    expect(begun).toHaveLength(1);
    ends[0]();
    await pass(0);
    expect(begun).toHaveLength(2);
  });

  it('reads a target again for later reasons though a reading was rejected', async () => {
    const begun: RefreshTarget[] = [];
    let reject: (error: Error) => void = () => {};
    const queue = new RefreshQueue(target => {
      begun.push(target);
      return new Promise((resolve, no) => {
        if (begun.length === 1) reject = no;
        else resolve();
      });
    });
    queue.add(key(1));
    await pass(0);
    queue.add(key(1));
    await pass(1_000);
    reject(new Error('The database is down'));
    await pass(0);
    queue.add(key(1));
    await pass(0);
    expect(begun).toHaveLength(3);
  });

  it('keeps at most a thousand targets waiting in each lane', async () => {
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
    // Follow-ups have a lane of their own.
    expect(queue.addFollowUp(key(1), 15_000)).toBe(true);
  });

  it('follows up the reason that asks for more, from the newest event on', async () => {
    const { queue, begun } = heldQueue();
    queue.add({ ...key(1), followUps: 6 } as RefreshTarget);
    queue.add(key(1));
    queue.addFollowUp({ ...key(2), followUps: 5 } as RefreshTarget, 480_000);
    queue.addFollowUp({ ...key(2), followUps: 1 } as RefreshTarget, 15_000);
    await pass(10_000);
    queue.addFollowUp({ ...key(2), followUps: 2 } as RefreshTarget, 15_000);
    await pass(14_999);
    expect(begun).toMatchObject([{ followUps: 0 }]);
    await pass(1);
    expect(begun).toMatchObject([{ followUps: 0 }, { followUps: 1 }]);
    await pass(480_000);
    expect(begun).toHaveLength(2);
  });

  it('puts off a late look that had to wait for another one, for a newer event', async () => {
    const { queue, begun, ends } = heldQueue();
    queue.add(key(1));
    await pass(100);
    queue.addFollowUp({ ...key(1), followUps: 1 } as RefreshTarget, 15_000);
    await pass(15_000);
    queue.addFollowUp({ ...key(1), followUps: 1 } as RefreshTarget, 15_000);
    ends[0]();
    await pass(14_999);
    expect(begun).toHaveLength(1);
    await pass(1);
    expect(begun).toHaveLength(2);
  });

  it('lets targets that wait for their own last look hold up no other one', async () => {
    const { queue, begun } = heldQueue();
    for (const id of [1, 2]) queue.add(key(id));
    await pass(0);
    for (const id of [1, 2]) queue.add(key(id));
    await pass(0);
    queue.add(key(3));
    await pass(0);
    expect(begun).toMatchObject([key(1), key(2), key(3)]);
  });

  it('drops all waiting targets when it is stopped', async () => {
    const { queue, begun } = heldQueue();
    queue.add(key(1));
    queue.stop();
    queue.add(key(2));
    await pass(1_000);
    expect(begun).toEqual([]);
  });
});
