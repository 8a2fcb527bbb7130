import { useCallback, useState } from 'react';
import { coreApis, useApi } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { agentCoreMemoryExportReadPermission } from 'backstage-plugin-agentcore-memory-common';
import { agentCoreMemoryApiRef, ExportFormat } from '../api';
import { saveFile } from '../model/saveFile';
import { whyItFailed } from '../model/whyItFailed';
import { useTranslate } from './useTranslate';

/** Exports memories into a file of the reader's; `run` is left out for who may not export. Failures are said in a toast. */
export function useExport(): {
  run?: (format: ExportFormat, query: string) => Promise<void>;
  isRunning: boolean;
} {
  const t = useTranslate();
  const api = useApi(agentCoreMemoryApiRef);
  const toastApi = useApi(coreApis.toast);
  const [isRunning, setIsRunning] = useState(false);
  const { allowed } = usePermission({
    permission: agentCoreMemoryExportReadPermission,
  });
  const run = useCallback(
    async (format: ExportFormat, query: string) => {
      setIsRunning(true);
      try {
        saveFile(await api.exportMemories(format, query));
      } catch (thrown) {
        toastApi.post({
          title: t('memories.export.failed'),
          description: whyItFailed(thrown),
          status: 'danger',
        });
      } finally {
        setIsRunning(false);
      }
    },
    [api, t, toastApi],
  );
  return { ...(allowed && { run }), isRunning };
}
