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
    /** How owners are told what got worse, by the plugin `notifications`. */
    notifications?: {
      /** Default: yes. */
      enabled?: boolean;
    };
    /** How exceptions to rules are granted. */
    waivers?: {
      /** The most days that a waiver may hold, 1 to 366. Default: 90. */
      maxDays?: number;
      /**
       * Entity refs of groups and users whose members approve and reject, where the permission policy just allows
       * that. Default: none. Then waivers are approved only where the policy gives conditions.
       */
      approvers?: string[];
      /** Whether somebody may approve what they asked for. Default: no. */
      ownApproval?: boolean;
      /** Ids of rules that can't be waived. Default: none. */
      notWaivable?: string[];
    };
  };
}
