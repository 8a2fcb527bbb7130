import { act } from '@testing-library/react';
import { SignalApi } from '@backstage/plugin-signals-react';

/** A signal API whose signals the test sends. */
export function fakeSignals(): SignalApi & {
  send: (channel?: string) => void;
} {
  const listeners = new Map<(message: never) => void, string>();
  return {
    subscribe(channel, onMessage) {
      listeners.set(onMessage, channel);
      return { unsubscribe: () => listeners.delete(onMessage) };
    },
    send(channel = 'agentcore-memory') {
      act(() => {
        for (const [onMessage, listened] of listeners) {
          if (listened === channel) onMessage({ action: 'changed' } as never);
        }
      });
    },
  };
}
