import { Observed } from './observed';

/** One memory strategy, as far as an inventory may see it without decrypting anything. @public */
export interface MemoryStrategyFacts {
  /** Name of the strategy. */
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
  /** Strategies that extract records from events. */
  strategies: MemoryStrategyFacts[];
  /** Empty: records are streamed nowhere. */
  recordStreams: RecordStreamFacts[];
}

/** What GetMemory tells about a memory. Never holds content, prompts or descriptions. @public */
export interface MemoryDetails extends MemorySettings {
  /** Name of the memory. */
  name: string;
  /** ARN of the KMS key or alias, as AWS returned it. `absent`: encrypted with a key that AWS owns. */
  encryptionKeyArn: Observed<string>;
}

/** What AWS said about one AgentCore memory. @public */
export interface MemoryFacts {
  /** ARN of the memory. */
  arn: string;
  /** Id of the memory. */
  memoryId: string;
  /** AWS partition of the ARN. */
  partition: string;
  /** Twelve-digit AWS account id. */
  accountId: string;
  /** AWS region, such as `eu-central-1`. */
  region: string;
  /** CREATING, ACTIVE, FAILED, DELETING, UPDATING, or a newer state. */
  status: string;
  /** ISO 8601. */
  createdAt: string;
  /** ISO 8601. Moves when the memory is updated, not when its tags or its key change. */
  updatedAt: string;
  /** ARN of the resource (a harness, say) that alone may change or delete this memory. */
  managedBy: Observed<string>;
  /** What GetMemory returned. */
  details: Observed<MemoryDetails>;
  /** Tags of the memory. */
  tags: Observed<Record<string, string>>;
  /** Tags of the resource that manages it; left out: nothing does, or it was not asked. */
  managerTags?: Observed<Record<string, string>>;
}

/** What kind of key it is and what state it is in. Values are AWS's own spelling; newer ones may appear. @public */
export interface KeyDetails {
  /** ISO 8601; left out: not shown. */
  createdAt?: string;
  /** CUSTOMER or AWS. */
  manager: string;
  /** As AWS spells it, such as `Enabled` or `PendingDeletion`. */
  state: string;
  /** As AWS spells it, such as `ENCRYPT_DECRYPT`. */
  usage: string;
  /** As AWS spells it, such as `SYMMETRIC_DEFAULT`. */
  spec: string;
  /** AWS_KMS, EXTERNAL, AWS_CLOUDHSM or EXTERNAL_KEY_STORE. */
  origin: string;
  /** Whether the key is a multi-Region key. */
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
  /** Id of the key. */
  keyId: string;
  /** Twelve-digit AWS account id. */
  accountId: string;
  /** AWS region, such as `eu-central-1`. */
  region: string;
}

/** The automatic rotation of a key. @public */
export interface KeyRotation {
  /** Whether automatic rotation is on. */
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
  /** What DescribeKey returned. */
  metadata: Observed<KeyMetadata>;
  /** `absent`: automatic rotation does not exist for such a key. */
  rotation: Observed<KeyRotation>;
  /** The text of the key policy. AWS shows it to the key's own account only. */
  policy: Observed<string>;
  /** Alias names, sorted, each with its `alias/` prefix. */
  aliases: Observed<string[]>;
  /** Tags of the key. */
  tags: Observed<Record<string, string>>;
}
