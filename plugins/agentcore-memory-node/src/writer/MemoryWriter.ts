import { AwsPlace } from '../aws/AwsPlace';
import { CallOptions } from '../inventory/MemoryInventory';

/** The built-in strategies that a new memory may have. @public */
export const STRATEGY_TYPES = [
  'SEMANTIC',
  'SUMMARIZATION',
  'USER_PREFERENCE',
  'EPISODIC',
] as const;

/** The name that a strategy of a new memory gets. @public */
export const STRATEGY_NAMES: Readonly<Record<StrategyType, string>> = {
  SEMANTIC: 'facts',
  SUMMARIZATION: 'summaries',
  USER_PREFERENCE: 'preferences',
  EPISODIC: 'episodes',
};

/** The type of a built-in strategy. @public */
export type StrategyType = (typeof STRATEGY_TYPES)[number];

/** A memory to be created. Always encrypted with a given key. @public */
export interface NewMemory {
  /** Letters, digits and underscores, starting with a letter, at most 48 characters. */
  name: string;
  /** ARN of the customer-managed key. */
  encryptionKeyArn: string;
  /** How long events are kept, in days, 3 to 365. */
  eventExpiryDays: number;
  /** The built-in strategies; may be empty. */
  strategies: readonly StrategyType[];
  /** Description of the memory. */
  description?: string;
  /** Needed by strategies that call models of your own. */
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
  /** Types and names of its strategies. */
  strategies: readonly { type: string; name: string }[];
  /** Whether it streams its records to somewhere. */
  hasStreams: boolean;
  /** ARN of the resource that alone may change or delete it. */
  managedBy?: string;
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
}
