/** Status of a memory. */
export type MemoryStatus =
  | 'CREATING'
  | 'ACTIVE'
  | 'FAILED'
  | 'UPDATING'
  | 'DELETING';

/** Type of a memory strategy. */
export type StrategyType =
  | 'SEMANTIC'
  | 'SUMMARIZATION'
  | 'USER_PREFERENCE'
  | 'CUSTOM'
  | 'EPISODIC';

/** Configuration of a strategy, as GetMemory shows it. */
export interface StrategyConfiguration {
  type?:
    | 'SEMANTIC_OVERRIDE'
    | 'SUMMARY_OVERRIDE'
    | 'USER_PREFERENCE_OVERRIDE'
    | 'EPISODIC_OVERRIDE'
    | 'SELF_MANAGED';
  extraction?: Readonly<Record<string, unknown>>;
  consolidation?: Readonly<Record<string, unknown>>;
  reflection?: Readonly<Record<string, unknown>>;
  selfManagedConfiguration?: Readonly<Record<string, unknown>>;
}

/** One strategy of a memory. */
export interface StrategyRecord {
  strategyId: string;
  name: string;
  description?: string;
  type: StrategyType;
  namespaceTemplates: string[];
  configuration?: StrategyConfiguration;
  status: 'CREATING' | 'ACTIVE' | 'DELETING' | 'FAILED';
  /** Epoch milliseconds. */
  createdAt: number;
  /** Epoch milliseconds. */
  updatedAt: number;
}

/** Where records are streamed to, as in the API. */
export interface StreamDeliveryResources {
  resources: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

/** One memory as the sandbox keeps it. */
export interface MemoryRecord {
  id: string;
  arn: string;
  accountId: string;
  region: string;
  name: string;
  description?: string;
  encryptionKeyArn?: string;
  memoryExecutionRoleArn?: string;
  /** Days. */
  eventExpiryDuration: number;
  status: MemoryStatus;
  failureReason?: string;
  /** Epoch milliseconds. */
  createdAt: number;
  /** Epoch milliseconds. */
  updatedAt: number;
  strategies: StrategyRecord[];
  indexedKeys?: unknown[];
  namespaceKeys?: unknown[];
  streamDeliveryResources?: StreamDeliveryResources;
  managedByResourceArn?: string;
  tags: Record<string, string>;
  /** Whether it ever had a tag: the tagging service goes on listing those. */
  everTagged: boolean;
  /** Order of creation in the sandbox. */
  sequence: number;
  /** What the memory turns into, and when (epoch milliseconds). */
  transition?: { to: 'ACTIVE' | 'gone'; at: number };
}
