import { JsonObject } from '@backstage/types';

/** A configuration that covers these accounts in all published regions. */
export function covering(...accounts: string[]): JsonObject {
  return {
    catalog: { providers: { agentCoreMemory: { main: { accounts } } } },
  };
}
