import { HumanDuration } from '@backstage/types';

export interface Config {
  agentCoreMemory?: {
    /**
     * After how long without a complete listing of its scope, or an answer about itself, a memory counts as
     * unknown. Default: 24 hours.
     */
    staleAfter?: HumanDuration | string;
    /**
     * Takes events of AWS over HTTP, at `POST /api/agentcore-memory/v1/aws-events`. Left out: there is no such
     * route.
     */
    awsEvents?: {
      /**
       * What senders have to put into the header `x-agentcore-memory-secret`: at least 16 printable ASCII
       * characters without spaces.
       *
       * @visibility secret
       */
      secret: string;
    };
  };
}
