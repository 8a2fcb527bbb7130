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
  /** Metadata that records of the strategy may have, as in the API. */
  memoryRecordSchema?: {
    metadataSchema?: ReadonlyArray<Readonly<Record<string, unknown>>>;
  };
  status: 'CREATING' | 'ACTIVE' | 'DELETING' | 'FAILED';
  /** Epoch milliseconds. */
  createdAt: number;
  /** Epoch milliseconds. */
  updatedAt: number;
}

/** Stream delivery resources, as in the API. */
export interface StreamDeliveryResources {
  resources: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

/** One memory in the state of the sandbox. */
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
  indexedKeys?: ReadonlyArray<Readonly<Record<string, unknown>>>;
  namespaceKeys?: unknown[];
  streamDeliveryResources?: StreamDeliveryResources;
  managedByResourceArn?: string;
  tags: Record<string, string>;
  /** Whether it ever had a tag: the tagging service still lists such resources. */
  everTagged: boolean;
  /** Order of creation in the sandbox. */
  sequence: number;
  /** The pending transition and its time in epoch milliseconds. */
  transition?: { to: 'ACTIVE' | 'gone'; at: number };
}
