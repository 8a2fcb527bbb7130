import { useCallback, useEffect, useRef, useState } from 'react';
import { Poller } from './Poller';
import { useChanges } from './useChanges';

/** Polling interval of a visible page, in milliseconds. */
const POLL_INTERVAL_MS = 10_000;

interface Answer<T> {
  load: () => Promise<T>;
  value?: T;
  error?: Error;
}

/** The latest response of a request that is repeated. */
export interface Polled<T> {
  /** The last successful response of the current `load`. */
  value?: T;
  /** Error of the last attempt; `value` is then older, or missing. */
  error?: Error;
  /** The last successful response of the previous `load`, until the current one responds. */
  previous?: T;
  /** Repeats the request at once. */
  retry: () => void;
  /** Repeats the request several times in the next seconds, since the data is about to change. */
  expectChange: () => void;
}

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/**
 * Calls `load` now, after every interval while the document is visible, when the document becomes visible again,
 * and when the backend signals a change. Another `load` function is called at once. Only the response of the
 * latest call is kept; late responses, and those after the component is unmounted, are dropped.
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
