import { useMemo } from 'react';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  readKeyEntity,
  readMemoryEntity,
} from 'backstage-plugin-agentcore-memory-common';
import { useScanNow } from '../../hooks/useScanNow';

/** The entry "Scan now" in the menu of a memory or a key; it can't be chosen by a reader who may not request scans. */
export function useScanMenuItem() {
  const { entity } = useEntity();
  const scope = useMemo(
    () => (readMemoryEntity(entity) ?? readKeyEntity(entity))?.scope,
    [entity],
  );
  const scan = useScanNow(scope);
  return {
    title: 'Scan now',
    disabled: !scan || !scope,
    onClick: async () => scan?.(),
  };
}
