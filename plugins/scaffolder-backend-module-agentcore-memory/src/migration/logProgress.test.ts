import { describeProgress, logProgress } from './logProgress';
import { Progress } from './Progress';

const progress = (more: Partial<Progress> = {}): Progress => ({
  pass: 1,
  sessions: { done: 120, total: 1000 },
  events: 6000,
  records: 300,
  copied: { events: 5900, records: 200 },
  hasEnded: false,
  ...more,
});

describe('describeProgress', () => {
  it.each([
    [45, 'about 45 s left'],
    [600, 'about 10 min left'],
    [9000, 'about 2.5 h left'],
  ])('says of %s seconds: %s', (secondsLeft, text) => {
    expect(describeProgress(progress({ secondsLeft }))).toBe(
      `Pass 1: compared 120 of 1000 sessions with 6000 events, and 300 records; copied 5900 events and 200 records so far; ${text} in this pass`,
    );
  });

  it('estimates nothing while that says nothing', () => {
    expect(describeProgress(progress({ sessions: { done: 3 } }))).toBe(
      'Pass 1: compared 3 sessions with 6000 events, and 300 records; copied 5900 events and 200 records so far',
    );
  });
});

describe('logProgress', () => {
  it('tells the log every ten seconds, and when a pass ends', () => {
    let now = 0;
    const info = jest.fn();
    const tell = logProgress({ info }, () => now);
    for (; now < 25_000; now += 500) tell(progress());
    expect(info).toHaveBeenCalledTimes(2);
    tell(progress({ hasEnded: true }));
    expect(info).toHaveBeenCalledTimes(3);
  });
});
