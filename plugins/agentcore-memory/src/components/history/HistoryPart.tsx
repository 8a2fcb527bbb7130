import { ReactNode } from 'react';
import { Progress } from '@backstage/core-components';
import { HistoryResponse } from 'backstage-plugin-agentcore-memory-common';
import { Polled } from '../../hooks/usePolling';
import { LoadFailed, RefreshFailed } from '../layout/LoadFailed';

/** A part of a page that needs the history; the rest of the page does not wait for it. */
export function HistoryPart({
  history: { value, error, retry },
  children,
}: {
  history: Polled<HistoryResponse>;
  children: (history: HistoryResponse) => ReactNode;
}) {
  if (!value) {
    return error ? (
      <LoadFailed
        title="The history could not be loaded"
        error={error}
        retry={retry}
      />
    ) : (
      <Progress />
    );
  }
  return (
    <>
      <RefreshFailed error={error} retry={retry} />
      {children(value)}
    </>
  );
}
