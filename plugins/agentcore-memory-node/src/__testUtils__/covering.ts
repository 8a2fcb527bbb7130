import { JsonObject } from '@backstage/types';

/** A configuration that covers these accounts in all published regions. */
export function covering(...accounts: string[]): JsonObject {
  return coveringWith({ accounts });
}

/** A configuration with one provider config. */
export function coveringWith(main: JsonObject): JsonObject {
  return { catalog: { providers: { agentCoreMemory: { main } } } };
}
