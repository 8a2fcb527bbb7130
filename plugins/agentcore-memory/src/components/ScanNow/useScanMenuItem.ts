import { useMemo } from 'react';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  readKeyEntity,
  readMemoryEntity,
} from 'backstage-plugin-agentcore-memory-common';
import { useScanNow } from '../../hooks/useScanNow';
import { useTranslate } from '../../hooks/useTranslate';

/** The entry "Scan now" in the menu of a memory or a key; it can't be chosen by a reader who may not request scans. */
export function useScanMenuItem() {
  const t = useTranslate();
  const { entity } = useEntity();
  const scope = useMemo(
    () => (readMemoryEntity(entity) ?? readKeyEntity(entity))?.scope,
    [entity],
  );
  const scan = useScanNow(scope);
  return {
    title: t('scan.now'),
    disabled: !scan || !scope,
    onClick: async () => scan?.(),
  };
}
