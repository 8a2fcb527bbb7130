import { Service } from '../http/operation';
import { createAlias, listAliases } from './aliases';
import { toKmsArn } from './findKey';
import { createKey, describeKey, listKeys } from './keys';
import {
  cancelKeyDeletion,
  disableKey,
  enableKey,
  scheduleKeyDeletion,
} from './lifecycle';
import { getKeyLastUsage } from './lastUsage';
import { getKeyPolicy, putKeyPolicy } from './policies';
import { resolveKey } from './resolveKey';
import {
  disableKeyRotation,
  enableKeyRotation,
  getKeyRotationStatus,
} from './rotation';
import { listResourceTags, tagResource, untagResource } from './tags';

/** The operations of KMS that describe and manage keys; there is no cryptography. */
export const kmsService: Service = {
  operations: {
    CreateKey: createKey,
    DescribeKey: describeKey,
    ListKeys: listKeys,
    CreateAlias: createAlias,
    ListAliases: listAliases,
    GetKeyLastUsage: getKeyLastUsage,
    GetKeyPolicy: getKeyPolicy,
    PutKeyPolicy: putKeyPolicy,
    GetKeyRotationStatus: getKeyRotationStatus,
    EnableKeyRotation: enableKeyRotation,
    DisableKeyRotation: disableKeyRotation,
    EnableKey: enableKey,
    DisableKey: disableKey,
    ScheduleKeyDeletion: scheduleKeyDeletion,
    CancelKeyDeletion: cancelKeyDeletion,
    ListResourceTags: listResourceTags,
    TagResource: tagResource,
    UntagResource: untagResource,
  },
  pageTokens: {
    ListKeys: 'Marker',
    ListAliases: 'Marker',
    ListResourceTags: 'Marker',
  },
  resourcesOf: ({ state, place, input }) => {
    const keyId = input.KeyId ?? input.TargetKeyId;
    if (typeof keyId !== 'string') return [];
    const arn = toKmsArn(keyId, place);
    const key = resolveKey(state, arn);
    return [keyId, arn, ...(key ? [key.keyId, key.arn] : [])];
  },
};
