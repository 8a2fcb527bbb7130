import { usePermission } from '@backstage/plugin-permission-react';
import {
  agentCoreMemoryWaiverReadPermission,
  MemoryEntity,
  WaiversResponse,
} from 'backstage-plugin-agentcore-memory-common';
import { useMemoryWaivers } from './useWaivers';

/** The waivers of a memory, for its findings. */
export interface MemoryWaivers
  extends Pick<WaiversResponse, 'items' | 'maxDays' | 'mayRequest'> {
  memory: Pick<MemoryEntity, 'entityRef' | 'title'>;
  /** Asks for them again. */
  refresh: () => void;
}

/** The waivers of a memory; `error` where they could not be read, and neither for who may not read waivers. */
export function useFindingWaivers(memory: MemoryEntity): {
  waivers?: MemoryWaivers;
  error?: Error;
} {
  const { allowed } = usePermission({
    permission: agentCoreMemoryWaiverReadPermission,
  });
  const { value, error, retry } = useMemoryWaivers(memory.entityRef, allowed);
  if (!value) return { error };
  return { waivers: { ...value, memory, refresh: retry }, error };
}
