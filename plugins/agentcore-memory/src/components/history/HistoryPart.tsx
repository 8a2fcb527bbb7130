import { ReactNode } from 'react';
import { Progress } from '@backstage/core-components';
import { HistoryResponse } from 'backstage-plugin-agentcore-memory-common';
import { Polled } from '../../hooks/usePolling';
import { useTranslate } from '../../hooks/useTranslate';
import { LoadFailed, RefreshFailed } from '../layout/LoadFailed';

/** A part of a page that needs the history; the rest of the page does not wait for it. */
export function HistoryPart({
  history: { value, error, retry },
  children,
}: {
  history: Polled<HistoryResponse>;
  children: (history: HistoryResponse) => ReactNode;
}) {
  const t = useTranslate();
  if (!value) {
    return error ? (
      <LoadFailed
        title={t('common.loadFailed.history')}
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
