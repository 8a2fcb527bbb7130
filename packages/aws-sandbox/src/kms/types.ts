/** State of a key, as DescribeKey shows it. */
export type KeyState =
  | 'Creating'
  | 'Enabled'
  | 'Disabled'
  | 'PendingDeletion'
  | 'PendingImport'
  | 'PendingReplicaDeletion'
  | 'Unavailable'
  | 'Updating';

/** What a key is used for. */
export type KeyUsage =
  | 'ENCRYPT_DECRYPT'
  | 'SIGN_VERIFY'
  | 'GENERATE_VERIFY_MAC'
  | 'KEY_AGREEMENT';

/** Where the material of a key comes from. */
export type KeyOrigin =
  | 'AWS_KMS'
  | 'EXTERNAL'
  | 'AWS_CLOUDHSM'
  | 'EXTERNAL_KEY_STORE';

/** A key related to a multi-Region key. */
export interface RelatedKey {
  arn: string;
  region: string;
}

/** How a multi-Region key belongs to its relatives. */
export interface MultiRegionConfiguration {
  type: 'PRIMARY' | 'REPLICA';
  primaryKey: RelatedKey;
  /** Shared by all related keys. */
  replicaKeys: RelatedKey[];
}

/** One KMS key as the sandbox keeps it. */
export interface KeyRecord {
  keyId: string;
  arn: string;
  accountId: string;
  region: string;
  description: string;
  keyManager: 'AWS' | 'CUSTOMER';
  keyState: KeyState;
  keySpec: string;
  keyUsage: KeyUsage;
  origin: KeyOrigin;
  multiRegion: boolean;
  /** Only of multi-Region keys. */
  multiRegionConfiguration?: MultiRegionConfiguration;
  /** Epoch milliseconds. */
  createdAt: number;
  /** Epoch milliseconds; only while deletion is pending. */
  deletionDate?: number;
  /** Days that a primary waits after its last replica is gone; only while it waits for that. */
  pendingWindowInDays?: number;
  /** Epoch milliseconds; imported material that expires. */
  validTo?: number;
  rotationEnabled: boolean;
  /** Days. */
  rotationPeriodInDays: number;
  /** Key policy as JSON text. */
  policy: string;
  tags: Record<string, string>;
  /** Whether it ever had a tag: the tagging service goes on listing those. */
  everTagged: boolean;
  /** Order of creation in the sandbox. */
  sequence: number;
}

/** One alias of a key. */
export interface AliasRecord {
  /** Includes `alias/`. */
  name: string;
  targetKeyId: string;
  /** Epoch milliseconds. */
  createdAt: number;
}
