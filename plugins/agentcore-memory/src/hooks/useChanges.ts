import { useEffect } from 'react';
import { useSignal } from '@backstage/plugin-signals-react';
import { SIGNAL_CHANNEL } from 'backstage-plugin-agentcore-memory-common';

/**
 * Calls `onChange`, which must stay the same function, when the backend says that something changed. Never
 * where the app has no signals.
 */
export function useChanges(onChange: () => void): void {
  const { lastSignal } = useSignal(SIGNAL_CHANNEL);
  useEffect(() => {
    if (lastSignal) onChange();
  }, [lastSignal, onChange]);
}
