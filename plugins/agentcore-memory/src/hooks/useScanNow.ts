import { useCallback } from 'react';
import { coreApis, useApi } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  agentCoreMemoryScanReadPermission,
  formatScope,
  Scope,
} from 'backstage-plugin-agentcore-memory-common';
import { whyItFailed } from '../model/whyItFailed';
import { useScanRequest } from './useScanRequest';
import { useTranslate } from './useTranslate';

const TOAST_MS = 8_000;

// Whatever shows on the page asks again by itself once the backend signals a change.
const nothingMore = () => {};

/**
 * Requests a scan of a scope, or of all, and says so in a toast; `undefined` unless the reader may request scans and
 * read how they went.
 */
export function useScanNow(scope?: Scope): (() => Promise<void>) | undefined {
  const t = useTranslate();
  const toastApi = useApi(coreApis.toast);
  const { allowed } = usePermission({
    permission: agentCoreMemoryScanReadPermission,
  });
  const requestScan = useScanRequest(nothingMore);
  const scan = useCallback(async () => {
    try {
      await requestScan?.(scope && formatScope(scope));
      toastApi.post({
        title: t('scan.requested'),
        description: scope
          ? t('scan.scopeRequested', {
              account: scope.accountId,
              region: scope.region,
            })
          : t('scan.allRequested'),
        timeout: TOAST_MS,
      });
    } catch (thrown) {
      toastApi.post({
        title: t('scan.failed'),
        description: whyItFailed(thrown),
        status: 'danger',
      });
    }
  }, [requestScan, scope, t, toastApi]);
  return allowed && requestScan ? scan : undefined;
}
