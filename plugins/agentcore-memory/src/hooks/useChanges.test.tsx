import { ReactNode } from 'react';
import { act, cleanup, renderHook } from '@testing-library/react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { TestApiProvider } from '@backstage/test-utils';
import { fakeSignals } from '../__testUtils__/fakeSignals';
import { setVisibility } from '../__testUtils__/renderWithApis';
import { usePolling } from './usePolling';

const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));

describe('polling with signals', () => {
  const signals = fakeSignals();
  let askedAt: number[];
  let start: number;
  const load = jest.fn();

  beforeEach(() => {
    jest.useFakeTimers();
    setVisibility('visible');
    askedAt = [];
    start = Date.now();
    load.mockReset().mockImplementation(async () => {
      askedAt.push(Date.now() - start);
    });
  });
  afterEach(() => {
    cleanup();
    setVisibility('visible');
    jest.useRealTimers();
  });

  function poll() {
    return renderHook(() => usePolling(load), {
      wrapper: ({ children }: { children?: ReactNode }) => (
        <TestApiProvider apis={[[signalApiRef, signals]]}>
          {children}
        </TestApiProvider>
      ),
    });
  }

  it('requests at once after a signal, and again after one, three and six seconds', async () => {
    const { unmount } = poll();
    await pass(5_000);
    signals.send();
    await pass(25_000);
    expect(askedAt).toEqual([0, 5_000, 6_000, 8_000, 11_000, 21_000]);
    unmount();
    signals.send();
    await pass(60_000);
    expect(askedAt).toHaveLength(6);
  });

  it('ignores signals on other channels', async () => {
    poll();
    await pass(5_000);
    signals.send('notifications');
    await pass(4_999);
    expect(askedAt).toEqual([0]);
  });

  it('requests once a second while signals keep coming', async () => {
    poll();
    await pass(5_000);
    for (let i = 0; i < 20; i += 1) {
      signals.send();
      await pass(500);
    }
    expect(askedAt.slice(0, 4)).toEqual([0, 5_000, 6_000, 7_000]);
    expect(askedAt).toHaveLength(12);
    await pass(30_000);
    expect(askedAt.slice(12)).toEqual([16_000, 17_500, 20_500, 30_500, 40_500]);
  });

  it('waits for a slow response, and pauses longer after it', async () => {
    load.mockImplementation(async () => {
      askedAt.push(Date.now() - start);
      await new Promise(resolve => {
        setTimeout(resolve, 2_000);
      });
      return askedAt.length;
    });
    const { result } = poll();
    for (let i = 0; i < 14; i += 1) {
      signals.send();
      await pass(500);
    }
    // Request at 0 s, response at 2 s, request at 6 s: never two at a time, busy a third of the time at most.
    expect(askedAt).toEqual([0, 6_000]);
    expect(result.current.value).toBe(1);
    await pass(1_000);
    expect(result.current.value).toBe(2);
  });

  it('requests nothing while hidden, and once when visible again', async () => {
    poll();
    await pass(5_000);
    setVisibility('hidden');
    signals.send();
    await pass(30_000);
    expect(askedAt).toEqual([0]);
    act(() => setVisibility('visible'));
    await pass(0);
    expect(askedAt).toEqual([0, 35_000]);
  });

  it('requests soon when a change is expected, also without signals', async () => {
    const { result } = renderHook(() => usePolling(load));
    await pass(5_000);
    act(() => result.current.expectChange());
    await pass(6_000);
    expect(askedAt).toEqual([0, 5_000, 6_000, 8_000, 11_000]);
  });
});
