import { act, cleanup, renderHook } from '@testing-library/react';
import { setVisibility } from '../__testUtils__/renderWithApis';
import { usePolling } from './usePolling';

function deferred<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));

describe('usePolling', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    setVisibility('visible');
  });
  afterEach(() => {
    cleanup();
    setVisibility('visible');
    jest.useRealTimers();
  });

  it('requests every ten seconds while visible, not while hidden, and at once when visible again', async () => {
    let n = 0;
    const load = jest.fn(async () => (n += 1));
    const { result, unmount } = renderHook(() => usePolling(load));
    expect(result.current.value).toBeUndefined();
    await pass(0);
    expect(result.current.value).toBe(1);
    await pass(9_999);
    expect(load).toHaveBeenCalledTimes(1);
    await pass(1);
    expect(result.current.value).toBe(2);

    setVisibility('hidden');
    await pass(60_000);
    expect(load).toHaveBeenCalledTimes(2);
    act(() => setVisibility('visible'));
    await pass(0);
    expect(result.current.value).toBe(3);
    await pass(10_000);
    expect(result.current.value).toBe(4);

    unmount();
    await pass(60_000);
    setVisibility('visible');
    expect(load).toHaveBeenCalledTimes(4);
  });

  it('schedules nothing when a response arrives while hidden', async () => {
    const answer = deferred<string>();
    const load = jest.fn(() => answer.promise);
    const { result } = renderHook(() => usePolling(load));
    setVisibility('hidden');
    answer.resolve('late but current');
    await pass(60_000);
    expect(result.current.value).toBe('late but current');
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('keeps the last successful response when the next request fails, and recovers', async () => {
    const load = jest
      .fn<Promise<string>, []>()
      .mockResolvedValueOnce('good')
      .mockRejectedValueOnce(new Error('down'))
      .mockRejectedValueOnce('not an Error')
      .mockResolvedValue('good again');
    const { result } = renderHook(() => usePolling(load));
    await pass(0);
    await pass(10_000);
    expect(result.current).toMatchObject({
      value: 'good',
      error: { message: 'down' },
    });
    await pass(10_000);
    expect(result.current).toMatchObject({
      value: 'good',
      error: { message: 'not an Error' },
    });
    act(() => result.current.retry());
    await pass(0);
    expect(result.current.value).toBe('good again');
    expect(result.current.error).toBeUndefined();
  });

  it('drops the late response of a previous load function', async () => {
    const first = deferred<string>();
    const second = deferred<string>();
    const third = deferred<string>();
    const questions = [first, second, third].map(
      ({ promise }) =>
        () =>
          promise,
    );
    const { result, rerender } = renderHook(
      ({ question }) => usePolling(questions[question]),
      { initialProps: { question: 0 } },
    );
    first.resolve('first');
    await pass(0);
    expect(result.current.value).toBe('first');

    rerender({ question: 1 });
    expect(result.current.value).toBeUndefined();
    expect(result.current.previous).toBe('first');
    rerender({ question: 2 });
    third.resolve('third');
    await pass(0);
    expect(result.current.value).toBe('third');
    second.resolve('second');
    await pass(0);
    expect(result.current.value).toBe('third');
  });

  it('drops the previous value once the current load function fails', async () => {
    const good = async () => 'good';
    const bad = async (): Promise<string> => {
      throw new Error('down');
    };
    const { result, rerender } = renderHook(({ load }) => usePolling(load), {
      initialProps: { load: good },
    });
    await pass(0);
    rerender({ load: bad });
    await pass(0);
    expect(result.current.error?.message).toBe('down');
    expect(result.current.value).toBeUndefined();
    expect(result.current.previous).toBeUndefined();
  });

  it('drops the response of an older call that arrives after a newer one', async () => {
    const slow = deferred<string>();
    const load = jest
      .fn<Promise<string>, []>()
      .mockReturnValueOnce(slow.promise)
      .mockResolvedValue('newer');
    const { result } = renderHook(() => usePolling(load));
    act(() => setVisibility('visible'));
    await pass(0);
    slow.resolve('older');
    await pass(0);
    expect(result.current.value).toBe('newer');
  });
});
