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
          accounts?:
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
          /** Finds accounts through AWS Organizations, anew with every run; on top of the listed ones. */
          organization?: {
            /** The management account or a delegated administrator, twelve digits in quotes. */
            accountId: string;
            /** Ids of the organisational units or roots whose accounts are read, those below included. Default: all. */
            organizationalUnits?: string | string[];
            /** Tags that an account must have. Default: none. */
            tags?: { [key: string]: string };
            /** Only these accounts, in quotes. Default: all. */
            include?: string | string[];
            /** None of these accounts, in quotes. */
            exclude?: string | string[];
          };
          /** Scopes (account × region) read at the same time, 1 to 256. Default: 16. */
          scopesAtOnce?: number;
          /** A listing that would remove more per cent of a scope's memories must be confirmed by another, at least five minutes later. Default: 50. */
          maxRemovalPercent?: number;
          /** Whether the keys of memories become entities as well. Without them memories depend on nothing. Default: true. */
          kmsKeys?: boolean;
          /** Whether key entities say in words who may use the key; all readers of the entity see it. Default: true. */
          keyPolicySummary?: boolean;
          /** Regions to read, also as one text with commas. Default: all that are published to have AgentCore Memory. */
          regions?: string | string[];
          /** Tag keys that name the owner, first match wins; exact spelling before another case. Default: backstage.io/owner, owner, team. */
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
  agentCoreMemory?: {
    /**
     * Calls a second to AWS in one account and region, by IAM action such as `bedrock-agentcore:GetMemory`.
     * Default: 95 % of the documented quotas.
     */
    callsPerSecond?: { [action: string]: number };
    /** How things are created in AWS. */
    writer?: {
      /**
       * Name of the role, path included, that is assumed for changing things. Default: the role that reads, so that
       * what scans may write as well.
       */
      roleName?: string;
      /** Tags that everything created gets, such as a cost centre that the organisation asks for. */
      defaultTags?: { [key: string]: string };
      /**
       * Execution roles that memories may be given: ARNs, or paths such as `/agentcore/` below which all roles of
       * the memory's account are allowed; also one text with commas. Default: none.
       */
      executionRoles?: string | string[];
    };
  };
}
