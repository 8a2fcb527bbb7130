import { Operation } from '../http/operation';
import { pageScope, paginate, sequenceKey } from '../http/paging';
import { kmsError, readInput } from './errors';
import { findKey } from './findKey';
import { requireNoLockout, requirePolicy } from './policies';
import { readTags } from './tags';
import { toKeyMetadata } from './toKeyMetadata';
import { KeyUsage } from './types';

const USAGES_BY_SPEC: ReadonlyArray<[RegExp, readonly KeyUsage[]]> = [
  [/^SYMMETRIC_DEFAULT$/, ['ENCRYPT_DECRYPT']],
  [/^RSA_(2048|3072|4096)$/, ['ENCRYPT_DECRYPT', 'SIGN_VERIFY']],
  [/^ECC_NIST_P(256|384|521)$/, ['SIGN_VERIFY', 'KEY_AGREEMENT']],
  [/^HMAC_(224|256|384|512)$/, ['GENERATE_VERIFY_MAC']],
];

/** CreateKey: Enabled immediately, or PendingImport when the origin is EXTERNAL. */
export const createKey: Operation = ({ state, place, caller, input }) => {
  const reader = readInput(input);
  const keySpec =
    reader.string('KeySpec') ??
    reader.string('CustomerMasterKeySpec') ??
    'SYMMETRIC_DEFAULT';
  const usages = USAGES_BY_SPEC.find(([pattern]) => pattern.test(keySpec))?.[1];
  const keyUsage =
    reader.choice('KeyUsage', [
      'ENCRYPT_DECRYPT',
      'SIGN_VERIFY',
      'GENERATE_VERIFY_MAC',
      'KEY_AGREEMENT',
    ]) ?? 'ENCRYPT_DECRYPT';
  if (!usages?.includes(keyUsage)) {
    throw kmsError(
      'ValidationException',
      `KeyUsage ${keyUsage} is not compatible with KeySpec ${keySpec}`,
    );
  }
  const origin = reader.choice('Origin', ['AWS_KMS', 'EXTERNAL']) ?? 'AWS_KMS';
  const policy = reader.string('Policy', { min: 1, max: 131_072 });
  if (policy !== undefined) {
    requirePolicy(policy);
    if (!reader.flag('BypassPolicyLockoutSafetyCheck')) {
      requireNoLockout(policy, caller);
    }
  }
  const key = state.createKey({
    ...place,
    description: reader.string('Description', { max: 8192 }) ?? '',
    keySpec,
    keyUsage,
    origin,
    multiRegion: reader.flag('MultiRegion'),
    keyState: origin === 'EXTERNAL' ? 'PendingImport' : 'Enabled',
    ...(policy !== undefined && { policy }),
    tags: readTags(reader.records('Tags', 0, 50) ?? []),
  });
  return { body: { KeyMetadata: toKeyMetadata(key) } };
};

/** DescribeKey: by id, ARN, alias name or alias ARN, in every state of the key, and across accounts. */
export const describeKey: Operation = context => ({
  body: {
    KeyMetadata: toKeyMetadata(
      findKey(context, {
        action: 'kms:DescribeKey',
        crossAccount: true,
        alias: true,
      }),
    ),
  },
});

/** ListKeys: all keys of the account in the region. */
export const listKeys: Operation = ({ state, place, input }) => {
  const reader = readInput(input);
  const { items, nextToken } = paginate({
    items: [...state.store(place).keys.values()],
    sortKey: sequenceKey,
    limit: reader.integer('Limit', 1, 1000) ?? 100,
    scope: pageScope('ListKeys', place),
    token: reader.string('Marker'),
    invalidToken: () => kmsError('InvalidMarkerException', 'Invalid marker'),
  });
  return {
    body: {
      Keys: items.map(({ keyId, arn }) => ({ KeyId: keyId, KeyArn: arn })),
      Truncated: nextToken !== undefined,
      NextMarker: nextToken,
    },
  };
};
