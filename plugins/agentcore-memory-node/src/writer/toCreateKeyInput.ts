import { CreateKeyCommandInput } from '@aws-sdk/client-kms';
import { NewKey } from './KeyWriter';

/** A key as CreateKey takes it. */
export function toCreateKeyInput(key: NewKey): CreateKeyCommandInput {
  return {
    Description: key.description,
    KeySpec: 'SYMMETRIC_DEFAULT',
    KeyUsage: 'ENCRYPT_DECRYPT',
    Policy: key.policy,
    Tags: Object.entries(key.tags).map(([TagKey, TagValue]) => ({
      TagKey,
      TagValue,
    })),
  };
}

/** The requests that create a key, for people to read. @public */
export function describeCreateKey(key: NewKey): string[] {
  const KeyId = '(the ARN of the new key)';
  return [
    `CreateKey ${JSON.stringify(toCreateKeyInput(key))}`,
    `EnableKeyRotation ${JSON.stringify({ KeyId })}`,
    `CreateAlias ${JSON.stringify({
      AliasName: key.alias,
      TargetKeyId: KeyId,
    })}`,
  ];
}
