import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { agentCoreMemoryScanCreatePermission } from 'backstage-plugin-agentcore-memory-common';
import { agentCoreMemoryApiRef } from '../api';

/** Requests a scan of one scope, or of all. */
export type RequestScan = (scope?: string) => Promise<void>;

/** Requests scans and calls `onRequested`; `undefined` unless the reader has the permission. */
export function useScanRequest(
  onRequested: () => void,
): RequestScan | undefined {
  const api = useApi(agentCoreMemoryApiRef);
  const { allowed } = usePermission({
    permission: agentCoreMemoryScanCreatePermission,
  });
  const request = useCallback(
    async (scope?: string) => {
      await api.requestScan(scope);
      onRequested();
    },
    [api, onRequested],
  );
  return allowed ? request : undefined;
}
