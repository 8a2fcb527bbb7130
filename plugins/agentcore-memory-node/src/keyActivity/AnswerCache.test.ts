import { ServiceUnavailableError } from '@backstage/errors';
import { CallMeter, currentPurpose, metered } from '../aws/CallMeter';
import { AnswerCache } from './AnswerCache';

const MINUTE_MS = 60_000;

describe('AnswerCache', () => {
  let now: number;
  let reads: {
    id: string;
    signal: AbortSignal;
    answer: (text: string) => void;
  }[];
  let cache: AnswerCache<string>;

  beforeEach(() => {
    now = 0;
    reads = [];
    cache = new AnswerCache({
      read: (id, signal) =>
        new Promise(resolve => {
          const answer = (text: string) =>
            resolve({
              answer: text,
              keepMs: (text === 'good' ? 15 : 1) * MINUTE_MS,
            });
          reads.push({ id, signal, answer });
          currentPurpose().meter?.count('read');
        }),
      timeoutMs: MINUTE_MS,
      now: () => now,
    });
  });

  it('reads once for all who ask at once', async () => {
    const both = Promise.all([cache.get('a'), cache.get('a')]);
    reads[0].answer('good');
    expect(await both).toEqual(['good', 'good']);
    expect(reads).toHaveLength(1);
  });

  it.each([
    ['good', 15],
    ['bad', 1],
  ])('keeps an answer that is %s for %d minutes', async (answer, minutes) => {
    const first = cache.get('a');
    now = 5 * MINUTE_MS;
    reads[0].answer(answer);
    await first;
    now += minutes * MINUTE_MS - 1;
    expect(await cache.get('a')).toBe(answer);
    expect(reads).toHaveLength(1);
    now += 1;
    const again = cache.get('a');
    reads[1].answer('new');
    expect(await again).toBe('new');
  });

  it('lets those who are gone go, and reads on for the others', async () => {
    const abort = new AbortController();
    const gone = metered({ signal: abort.signal }, () =>
      cache.get('a', abort.signal),
    );
    const stays = cache.get('a');
    abort.abort(new Error('gone'));
    await expect(gone).rejects.toThrow('gone');
    expect(reads[0].signal.aborted).toBe(false);
    reads[0].answer('good');
    expect(await stays).toBe('good');
    await expect(cache.get('b', abort.signal)).rejects.toThrow('gone');
    expect(reads).toHaveLength(1);
  });

  it('counts the calls for the first who asks, and waits with the signal of the deadline', async () => {
    const meter = new CallMeter();
    const { signal } = new AbortController();
    let waitsWith: AbortSignal | undefined;
    const watched = new AnswerCache<string>({
      read: async (_, deadline) => {
        waitsWith = currentPurpose().signal;
        currentPurpose().meter?.count('read');
        expect(waitsWith).toBe(deadline);
        return { answer: 'good', keepMs: MINUTE_MS };
      },
      timeoutMs: MINUTE_MS,
      now: () => now,
    });
    await metered({ meter, signal }, () => watched.get('a', signal));
    expect(meter.calls).toEqual({ read: 1 });
    expect(waitsWith).not.toBe(signal);
  });

  it('reads 16 at once, and refuses the next ones until one of them is done', async () => {
    const asked = Array.from({ length: 16 }, (_, i) => cache.get(`key-${i}`));
    await expect(cache.get('one more')).rejects.toThrow(
      new ServiceUnavailableError(
        'AWS is being asked about 16 KMS keys already: try again in a minute',
      ),
    );
    const shared = cache.get('key-1');
    expect(reads).toHaveLength(16);
    reads[0].answer('good');
    await asked[0];
    expect(await cache.get('key-0')).toBe('good');
    const another = cache.get('one more');
    expect(reads).toHaveLength(17);
    reads.forEach(({ answer }) => answer('good'));
    expect(await Promise.all([...asked, shared, another])).toHaveLength(18);
  });

  it('forgets what nobody asked for the longest', async () => {
    const ask = async (id: string) => {
      const before = reads.length;
      const asked = cache.get(id);
      reads.slice(before).forEach(({ answer }) => answer('good'));
      await asked;
    };
    for (let i = 0; i < 200; i += 1) await ask(`key-${i}`);
    await ask('key-0');
    await ask('one more');
    reads = [];
    await ask('key-0');
    expect(reads).toEqual([]);
    await ask('key-1');
    expect(reads.map(({ id }) => id)).toEqual(['key-1']);
  });
});
