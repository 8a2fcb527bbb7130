import { HumanDuration } from '@backstage/types';

export interface Config {
  agentCoreMemory?: {
    /**
     * After how long without a complete listing of its scope, or an answer about itself, a memory counts as
     * unknown. Default: 24 hours.
     */
    staleAfter?: HumanDuration | string;
  };
}
