import { useCallback, useEffect, useState } from 'react';

/** How often a visible page asks again. */
export const POLL_INTERVAL_MS = 10_000;

interface Answer<T> {
  load: () => Promise<T>;
  value?: T;
  error?: Error;
}

/** The latest answer to a question that is asked again and again. */
export interface Polled<T> {
  /** The last good answer to the current question. */
  value?: T;
  /** Why the last attempt failed; `value` is then older, or missing. */
  error?: Error;
  /** The last good answer to the question before, until the current one is answered. */
  previous?: T;
  /** Asks again at once. */
  retry: () => void;
}

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/**
 * Calls `load` now, then again after every pause while the document is visible, and right when it becomes
 * visible again. `load` is the question: pass another function and it is asked at once. Only the answer to
 * the latest call counts; answers that come late, or after the component is gone, are dropped.
 */
export function usePolling<T>(
  load: () => Promise<T>,
  intervalMs: number = POLL_INTERVAL_MS,
): Polled<T> {
  const [answer, setAnswer] = useState<Answer<T>>();
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt(n => n + 1), []);

  useEffect(() => {
    let latestCall = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const ask = async () => {
      clearTimeout(timer);
      latestCall += 1;
      const call = latestCall;
      let next: (last?: Answer<T>) => Answer<T>;
      try {
        const value = await load();
        next = () => ({ load, value });
      } catch (thrown) {
        const error = toError(thrown);
        next = last => ({
          load,
          error,
          value: last?.load === load ? last.value : undefined,
        });
      }
      if (call !== latestCall) return;
      setAnswer(next);
      if (document.visibilityState === 'visible') {
        timer = setTimeout(ask, intervalMs);
      }
    };
    const onVisibilityChange = () => {
      if (document.visibilityState === 'visible') ask();
      else clearTimeout(timer);
    };

    ask();
    document.addEventListener('visibilitychange', onVisibilityChange);
    return () => {
      latestCall = -1;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisibilityChange);
    };
  }, [load, intervalMs, attempt]);

  return answer?.load === load
    ? { value: answer.value, error: answer.error, retry }
    : { previous: answer?.value, retry };
}
