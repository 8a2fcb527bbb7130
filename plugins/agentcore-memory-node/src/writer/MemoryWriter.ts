import { AwsPlace } from '../aws/AwsPlace';
import { CallOptions } from '../inventory/MemoryInventory';

/** The built-in strategies that a new memory may have. @public */
export const STRATEGY_TYPES = [
  'SEMANTIC',
  'SUMMARIZATION',
  'USER_PREFERENCE',
  'EPISODIC',
] as const;

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

/** Where a new memory stands. @public */
export interface CreationStatus {
  /** As AWS spells it. */
  status: string;
  /** Why AWS failed to create it. */
  failureReason?: string;
}

/** Creates AgentCore memories. @public */
export interface MemoryWriter {
  /** Asks AWS to create a memory. Rejects with AWS's own error. */
  create(
    place: AwsPlace,
    memory: NewMemory,
    options?: CallOptions,
  ): Promise<CreatedMemory>;

  /** Asks AWS how far a creation is. Rejects with AWS's own error. */
  status(
    place: AwsPlace,
    memoryId: string,
    options?: CallOptions,
  ): Promise<CreationStatus>;
}
