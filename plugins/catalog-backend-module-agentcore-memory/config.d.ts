import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  catalog?: {
    providers?: {
      /**
       * Ingests Amazon Bedrock AgentCore memories and their KMS keys. Each entry is one provider; its id
       * becomes part of the entities' scope and should not change.
       */
      agentCoreMemory?: {
        [id: string]: {
          /**
           * AWS accounts to read, as account ids in quotes or as objects; also one text with commas.
           * Credentials come from Backstage's own `aws` configuration.
           */
          accounts:
            | string
            | Array<
                | string
                | {
                    /** The account's id, twelve digits in quotes. */
                    accountId: string;
                    /** Entity ref of the owner of everything in this account that no tag claims. */
                    owner?: string;
                  }
              >;
          /** Regions to read, also as one text with commas. Default: all that are published to have AgentCore Memory. */
          regions?: string | string[];
          /** Tag keys that name the owner, first match wins, compared without case. Default: backstage.io/owner, owner, team. */
          ownerTags?: string | string[];
          /** Tag values that stand for an owner: value to entity ref. */
          ownerMap?: { [value: string]: string };
          /** Entity ref of the owner of everything that neither a tag nor its account gives one. Default: unowned. */
          defaultOwner?: string;
          /** When to scan. Default: every 30 minutes. */
          schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        };
      };
    };
  };
}
