import { useCallback, useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { toError } from '@backstage/errors';
import { KeyActivity } from 'backstage-plugin-agentcore-memory-common';
import { agentCoreMemoryApiRef } from '../api';

/** The answer, or why there is none; neither while AWS is asked. */
interface Answer {
  value?: KeyActivity;
  error?: Error;
}

/** Asks once who used a key, and no more when the component is unmounted: AWS lets nobody ask often. */
export function useKeyActivity(keyRef: string): Answer & {
  /** Asks again. */
  retry: () => void;
} {
  const api = useApi(agentCoreMemoryApiRef);
  const [answer, setAnswer] = useState<Answer>({});
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt(n => n + 1), []);

  useEffect(() => {
    const asking = new AbortController();
    const { signal } = asking;
    const ask = async () => {
      setAnswer({});
      let next: Answer;
      try {
        next = { value: await api.getKeyActivity(keyRef, signal) };
      } catch (thrown) {
        next = { error: toError(thrown) };
      }
      if (!signal.aborted) setAnswer(next);
    };
    ask();
    return () => asking.abort();
  }, [api, keyRef, attempt]);

  return { ...answer, retry };
}
