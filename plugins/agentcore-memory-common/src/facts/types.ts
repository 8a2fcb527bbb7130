import { Observed } from './observed';

/** One memory strategy, as far as an inventory may see it without decrypting anything. @public */
export interface MemoryStrategyFacts {
  name: string;
  /** As AWS spells it: SEMANTIC, SUMMARIZATION, USER_PREFERENCE, CUSTOM, EPISODIC, or a newer one. */
  type: string;
  /** How a CUSTOM strategy is customised, as AWS spells it, such as SELF_MANAGED; left out: not shown. */
  override?: string;
  /** Where a self-managed strategy sends what is said; only where AWS shows it. */
  delivery?: { topicArn?: string; bucketName?: string };
}

/** One stream that AWS writes changed records to. @public */
export interface RecordStreamFacts {
  /** Left out: a kind of destination that is not known here. */
  streamArn?: string;
  /** As AWS spells them, METADATA_ONLY or FULL_CONTENT, or a newer one; sorted. Empty: not shown. */
  levels: string[];
}

/** How a memory is set up. @public */
export interface MemorySettings {
  /** How long events are kept, in days. */
  eventExpiryDays: number;
  strategies: MemoryStrategyFacts[];
  /** Empty: records are streamed nowhere. */
  recordStreams: RecordStreamFacts[];
}

/** What GetMemory tells about a memory. Never holds content, prompts or descriptions. @public */
export interface MemoryDetails extends MemorySettings {
  name: string;
  /** ARN of the KMS key or alias, as AWS returned it. `absent`: encrypted with a key that AWS owns. */
  encryptionKeyArn: Observed<string>;
}

/** What AWS said about one AgentCore memory. @public */
export interface MemoryFacts {
  arn: string;
  memoryId: string;
  partition: string;
  accountId: string;
  region: string;
  /** CREATING, ACTIVE, FAILED, DELETING, UPDATING, or a newer state. */
  status: string;
  /** ISO 8601. */
  createdAt: string;
  /** ISO 8601. Moves when the memory is updated, not when its tags or its key change. */
  updatedAt: string;
  /** ARN of the resource (a harness, say) that alone may change or delete this memory. */
  managedBy: Observed<string>;
  details: Observed<MemoryDetails>;
  tags: Observed<Record<string, string>>;
}

/** What kind of key it is and what state it is in. Values are AWS's own spelling; newer ones may appear. @public */
export interface KeyDetails {
  /** ISO 8601; left out: not shown. */
  createdAt?: string;
  /** CUSTOMER or AWS. */
  manager: string;
  state: string;
  usage: string;
  spec: string;
  /** AWS_KMS, EXTERNAL, AWS_CLOUDHSM or EXTERNAL_KEY_STORE. */
  origin: string;
  multiRegion: boolean;
  /** Of a multi-region key: PRIMARY or REPLICA, the primary's ARN, and the ARNs of its replicas, sorted. */
  multiRegionKeys?: { type: string; primaryArn: string; replicaArns: string[] };
  /** ISO 8601; only while PendingDeletion. */
  deletionDate?: string;
  /** ISO 8601; when imported key material expires. */
  validTo?: string;
}

/** What DescribeKey tells about a key. @public */
export interface KeyMetadata extends KeyDetails {
  /** ARN of the key itself, also where an alias was asked for. */
  arn: string;
  keyId: string;
  accountId: string;
  region: string;
}

/** The automatic rotation of a key. @public */
export interface KeyRotation {
  enabled: boolean;
  /** In days; AWS's default is 365. */
  periodDays?: number;
  /** ISO 8601. */
  nextDate?: string;
}

/** What AWS said about one KMS key. @public */
export interface KeyFacts {
  /** The ARN that was asked for; for an alias `metadata` names the key behind it. */
  arn: string;
  metadata: Observed<KeyMetadata>;
  /** `absent`: automatic rotation does not exist for such a key. */
  rotation: Observed<KeyRotation>;
  /** The text of the key policy. AWS shows it to the key's own account only. */
  policy: Observed<string>;
  /** Alias names, sorted, each with its `alias/` prefix. */
  aliases: Observed<string[]>;
  tags: Observed<Record<string, string>>;
}
