import { useCallback, useEffect, useRef, useState } from 'react';
import { Poller } from './Poller';
import { useChanges } from './useChanges';

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
  /** Asks again soon and a few more times, since the answer is about to change. */
  expectChange: () => void;
}

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/**
 * Calls `load` now, then again after every pause while the document is visible, right when it becomes visible
 * again, and when the backend says that something changed. `load` is the question: pass another function and
 * it is asked at once. Only the answer to the latest call counts; answers that come late, or after the
 * component is gone, are dropped.
 */
export function usePolling<T>(
  load: () => Promise<T>,
  intervalMs: number = POLL_INTERVAL_MS,
): Polled<T> {
  const [answer, setAnswer] = useState<Answer<T>>();
  const [attempt, setAttempt] = useState(0);
  const poller = useRef<Poller>();
  const retry = useCallback(() => setAttempt(n => n + 1), []);
  const expectChange = useCallback(() => poller.current?.changed(), []);

  useEffect(() => {
    const ask = async (isLatest: () => boolean) => {
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
      if (isLatest()) setAnswer(next);
    };
    const current = new Poller({ ask, intervalMs });
    poller.current = current;
    current.start();
    return () => current.stop();
  }, [load, intervalMs, attempt]);
  useChanges(expectChange);

  const asking = { retry, expectChange };
  return answer?.load === load
    ? { value: answer.value, error: answer.error, ...asking }
    : { previous: answer?.value, ...asking };
}
