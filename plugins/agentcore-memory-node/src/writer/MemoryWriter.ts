import { AwsPlace } from '../aws/AwsPlace';
import { CallOptions } from '../inventory/MemoryInventory';

/** The types of strategies that a new memory may have. @public */
export const STRATEGY_TYPES = [
  'SEMANTIC',
  'SUMMARIZATION',
  'USER_PREFERENCE',
  'EPISODIC',
  'CUSTOM',
] as const;

/** The type of a strategy. @public */
export type StrategyType = (typeof STRATEGY_TYPES)[number];

/** What a CUSTOM strategy customises; AWS's `OverrideType`. @public */
export const OVERRIDE_TYPES = [
  'SEMANTIC_OVERRIDE',
  'SUMMARY_OVERRIDE',
  'USER_PREFERENCE_OVERRIDE',
  'EPISODIC_OVERRIDE',
  'SELF_MANAGED',
] as const;

/** The type of a CUSTOM strategy's configuration. @public */
export type OverrideType = (typeof OVERRIDE_TYPES)[number];

/** A model of your own for one step of a CUSTOM strategy. @public */
export interface ModelStep {
  /** Id of the model or inference profile in Bedrock. */
  modelId: string;
  /** Is added to the prompt of the step; at most 30,000 characters. */
  appendToPrompt: string;
}

/** A pipeline of your own that AWS tells of new events. @public */
export interface SelfManagedPipeline {
  /** ARN of the SNS topic that is told. */
  topicArn: string;
  /** Name of the S3 bucket that gets what was said. */
  bucketName: string;
  /** Messages after which it is told, 1 to 50. */
  messageCount?: number;
  /** Tokens after which it is told, 100 to 500,000. */
  tokenCount?: number;
  /** Seconds without a message after which it is told, 10 to 3,000. */
  idleSessionTimeoutSeconds?: number;
  /** Earlier messages that it is given as well, 0 to 50. */
  historicalContextWindowSize?: number;
}

/** A strategy of a memory to be created. @public */
export interface NewStrategy {
  /** Type of the strategy. */
  type: StrategyType;
  /** Letters, digits and underscores, starting with a letter, at most 48 characters; unique in the memory. */
  name: string;
  /** Description of the strategy. */
  description?: string;
  /** Where its records are filed, such as `/actors/{actorId}/facts`. Default: AWS's own. */
  namespaceTemplate?: string;
  /** Where the reflections of an EPISODIC strategy are filed, its own or by an EPISODIC_OVERRIDE. */
  reflectionNamespaceTemplate?: string;
  /** Of CUSTOM, and only of it. */
  override?: OverrideType;
  /** Of every override but SUMMARY_OVERRIDE and SELF_MANAGED. */
  extraction?: ModelStep;
  /** Of every override but SELF_MANAGED. */
  consolidation?: ModelStep;
  /** Of EPISODIC_OVERRIDE. */
  reflection?: ModelStep;
  /** Of SELF_MANAGED. */
  selfManaged?: SelfManagedPipeline;
  /** What metadata its records have, as AWS has it; for a memory that is like another one. */
  recordSchema?: object;
}

/** Metadata of events by which they can be found. @public */
export interface IndexedKey {
  /** Name of the metadata, 1 to 128 characters. */
  key: string;
  /** Type of its values. */
  type: 'STRING' | 'STRINGLIST' | 'NUMBER';
}

/** A variable of namespaces beside actor, session and strategy. @public */
export interface NamespaceKey {
  /** Lower-case letters and digits, starting with a letter, at most 32 characters. */
  key: string;
  /** The only values that it may have. */
  allowedValues?: readonly string[];
  /** What its values must match. */
  regexPattern?: string;
}

/** A memory to be created. Always encrypted with a given key. @public */
export interface NewMemory {
  /** Letters, digits and underscores, starting with a letter, at most 48 characters. */
  name: string;
  /** ARN of the customer-managed key. */
  encryptionKeyArn: string;
  /** How long events are kept, in days, 3 to 365. */
  eventExpiryDays: number;
  /** At most six; may be empty. */
  strategies: readonly NewStrategy[];
  /** At most ten; may be empty. AWS never lets go of one. */
  indexedKeys: readonly IndexedKey[];
  /** At most five; may be empty. */
  namespaceKeys: readonly NamespaceKey[];
  /** Description of the memory. */
  description?: string;
  /** Needed by strategies that call models or a pipeline of your own. */
  executionRoleArn?: string;
  /** Tags of the memory. */
  tags: Readonly<Record<string, string>>;
  /** The same token and request twice make one memory. */
  clientToken: string;
}

/** A memory that was created. @public */
export interface CreatedMemory {
  /** ARN of the memory. */
  arn: string;
  /** Id of the memory. */
  memoryId: string;
}

/** A strategy as AWS holds it. Prompts are encrypted with the memory's key and not read. @public */
export interface StrategyState {
  /** As AWS spells it. */
  type: string;
  /** Name of the strategy. */
  name: string;
  /** Description of the strategy. */
  description?: string;
  /** Where its records are filed. */
  namespaceTemplate?: string;
  /** Where its reflections are filed. */
  reflectionNamespaceTemplate?: string;
  /** Of CUSTOM; as AWS spells it. */
  override?: string;
  /** Of SELF_MANAGED. */
  selfManaged?: SelfManagedPipeline;
}

/** A memory as AWS holds it, with what a creation can ask for. @public */
export interface MemoryState {
  /** As AWS spells it. */
  status: string;
  /** Why AWS failed to create it. */
  failureReason?: string;
  /** Description of the memory. */
  description?: string;
  /** ARN of the key or alias. Left out: encrypted with a key that AWS owns. */
  encryptionKeyArn?: string;
  /** How long events are kept, in days. */
  eventExpiryDays?: number;
  /** ARN of the execution role. */
  executionRoleArn?: string;
  /** Its strategies. */
  strategies: readonly StrategyState[];
  /** Its indexed keys; types as AWS spells them. */
  indexedKeys: readonly { key: string; type: string }[];
  /** Its namespace keys. */
  namespaceKeys: readonly NamespaceKey[];
  /** Whether it streams its records to somewhere. */
  hasStreams: boolean;
  /** ARN of the resource that alone may change or delete it. */
  managedBy?: string;
}

/** A strategy of a memory that another one is to be like. @public */
export interface RepeatableStrategy extends NewStrategy {
  /** Id of the strategy. */
  strategyId: string;
}

/** A memory that another one is to be like. @public */
export interface RepeatableMemory {
  /** Name of the memory. */
  name: string;
  /** What is asked for of any memory. */
  state: MemoryState;
  /** Its strategies with all their options, prompts included. */
  strategies: readonly RepeatableStrategy[];
}

/**
 * Creates AgentCore memories, in places that a provider config covers; others are refused with a `NotAllowedError`
 * before a credential is asked for.
 *
 * @public
 */
export interface MemoryWriter {
  /**
   * Asks AWS to create a memory. Rejects with AWS's own error; of a denial with an `UnreadablePlaceError` that does not
   * name roles and policies, of which AWS's own error is the cause.
   */
  create(
    place: AwsPlace,
    memory: NewMemory,
    options?: CallOptions,
  ): Promise<CreatedMemory>;

  /** Asks AWS how a memory is, such as how far its creation is. Rejects as `create` does. */
  read(
    place: AwsPlace,
    memoryId: string,
    options?: CallOptions,
  ): Promise<MemoryState>;

  /**
   * Asks AWS for all that is needed to make a memory like this one, prompts included, which AWS decrypts. Rejects as
   * `create` does, and with an error that names the strategy where it has something that is not known.
   */
  readToRepeat(
    place: AwsPlace,
    memoryId: string,
    options?: CallOptions,
  ): Promise<RepeatableMemory>;

  /** Adds tags to a memory, or changes them. May be repeated. Rejects as `create` does. */
  tag(
    place: AwsPlace,
    arn: string,
    tags: Readonly<Record<string, string>>,
    options?: CallOptions,
  ): Promise<void>;

  /** Asks AWS to delete a memory with all that it remembers. Rejects as `create` does. */
  delete(
    place: AwsPlace,
    memoryId: string,
    clientToken: string,
    options?: CallOptions,
  ): Promise<void>;
}
