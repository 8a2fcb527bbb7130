import { KeyRecord, MultiRegionConfiguration, RelatedKey } from './types';

/** Epoch seconds, the timestamp format of awsJson. */
export function toSeconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : ms / 1000;
}

function toRelated({ arn, region }: RelatedKey) {
  return { Arn: arn, Region: region };
}

function toMultiRegion(configuration: MultiRegionConfiguration) {
  return {
    MultiRegionKeyType: configuration.type,
    PrimaryKey: toRelated(configuration.primaryKey),
    ReplicaKeys: configuration.replicaKeys.map(toRelated),
  };
}

/** A key as DescribeKey and CreateKey return it: without alias, policy and rotation. */
export function toKeyMetadata(key: KeyRecord) {
  const symmetric = key.keySpec === 'SYMMETRIC_DEFAULT';
  return {
    AWSAccountId: key.accountId,
    KeyId: key.keyId,
    Arn: key.arn,
    CreationDate: toSeconds(key.createdAt),
    Enabled: key.keyState === 'Enabled',
    Description: key.description,
    KeyUsage: key.keyUsage,
    KeyState: key.keyState,
    DeletionDate: toSeconds(key.deletionDate),
    ValidTo: toSeconds(key.validTo),
    Origin: key.origin,
    ExpirationModel:
      key.origin === 'EXTERNAL'
        ? `KEY_MATERIAL_${
            key.validTo === undefined ? 'DOES_NOT_EXPIRE' : 'EXPIRES'
          }`
        : undefined,
    KeyManager: key.keyManager,
    KeySpec: key.keySpec,
    CustomerMasterKeySpec: key.keySpec,
    EncryptionAlgorithms: symmetric ? ['SYMMETRIC_DEFAULT'] : undefined,
    MultiRegion: key.multiRegion,
    MultiRegionConfiguration:
      key.multiRegionConfiguration &&
      toMultiRegion(key.multiRegionConfiguration),
    PendingDeletionWindowInDays: key.pendingWindowInDays,
  };
}
