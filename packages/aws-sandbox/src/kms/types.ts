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

/** Usage of a key. */
export type KeyUsage =
  | 'ENCRYPT_DECRYPT'
  | 'SIGN_VERIFY'
  | 'GENERATE_VERIFY_MAC'
  | 'KEY_AGREEMENT';

/** Origin of the key material. */
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

/** How a multi-Region key is related to others. */
export interface MultiRegionConfiguration {
  type: 'PRIMARY' | 'REPLICA';
  primaryKey: RelatedKey;
  /** Shared by all related keys. */
  replicaKeys: RelatedKey[];
}

/** One KMS key in the state of the sandbox. */
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
  /** Days until deletion after the last replica is deleted; only of a primary that waits for its replicas. */
  pendingWindowInDays?: number;
  /** Epoch milliseconds; expiry of imported material. */
  validTo?: number;
  rotationEnabled: boolean;
  /** Days. */
  rotationPeriodInDays: number;
  /** Key policy as JSON text. */
  policy: string;
  tags: Record<string, string>;
  /** The last successful cryptographic operation, at epoch milliseconds. */
  lastUse?: {
    operation: string;
    at: number;
    eventId: string;
    requestId: string;
  };
  /** Whether it ever had a tag: the tagging service still lists such resources. */
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
