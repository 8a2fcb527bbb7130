import { mockServices } from '@backstage/backend-test-utils';
import { CountKeeper } from './CountKeeper';
import { MemoryCount } from './MemoryCount';

describe('CountKeeper', () => {
  let now = 0;
  const count = jest.fn<Promise<MemoryCount>, []>();
  const counted = async () => ({
    memories: [],
    owners: new Map(),
    countedAt: new Date(now),
  });
  const logger = mockServices.logger.mock();
  const keeper = () => new CountKeeper(count, logger, () => now);

  beforeEach(() => {
    now = 0;
    count.mockReset().mockImplementation(counted);
  });

  it('counts once a minute, and every second after a change', async () => {
    const counts = keeper();
    await Promise.all([counts.get(), counts.get()]);
    now = 59_000;
    await counts.get();
    expect(count).toHaveBeenCalledTimes(1);
    now = 60_000;
    await counts.get();
    expect(count).toHaveBeenCalledTimes(2);
    counts.changed();
    for (let i = 0; i < 3; i += 1) {
      now += 1_000;
      await counts.get();
    }
    expect(count).toHaveBeenCalledTimes(5);
  });

  it('counts again after a change, also if nobody asked while it settled', async () => {
    const counts = keeper();
    await counts.get();
    counts.changed();
    now = 31_000;
    await counts.get();
    expect(count).toHaveBeenCalledTimes(2);
    now = 90_000;
    await counts.get();
    expect(count).toHaveBeenCalledTimes(2);
  });

  it('gives the old count while a new one fails or takes long', async () => {
    const counts = keeper();
    const old = await counts.get();
    now = 120_000;
    count.mockRejectedValueOnce(new Error('down'));
    expect(await counts.get()).toBe(old);
    expect(logger.warn).toHaveBeenCalled();

    jest.useFakeTimers();
    count.mockReturnValueOnce(new Promise(() => {}));
    const asked = counts.get();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await asked).toBe(old);
    jest.useRealTimers();
  });

  it('rejects when there has never been a count', async () => {
    count.mockRejectedValue(new Error('down'));
    await expect(keeper().get()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
  });
});
