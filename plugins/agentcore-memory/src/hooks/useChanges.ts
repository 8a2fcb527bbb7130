import { useEffect } from 'react';
import { useSignal } from '@backstage/plugin-signals-react';
import { SIGNAL_CHANNEL } from 'backstage-plugin-agentcore-memory-common';

/**
 * Calls `onChange` when the backend signals a change; never where the app has no signals. `onChange` must keep
 * its identity between renders.
 */
export function useChanges(onChange: () => void): void {
  const { lastSignal } = useSignal(SIGNAL_CHANNEL);
  useEffect(() => {
    if (lastSignal) onChange();
  }, [lastSignal, onChange]);
}
