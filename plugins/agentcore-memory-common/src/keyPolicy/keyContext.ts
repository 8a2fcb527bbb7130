import { ABSENT, ContextFacts } from './requestContext';
import { KeyFactsOfRequest } from './results';

/**
 * What every request to a key carries of those that lead to the plaintext or that AgentCore makes: facts of the
 * key, the day, and no tags, since only requests that make or tag a key carry those.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function keyContext({
  keyArn,
  key,
  today,
}: KeyFactsOfRequest): ContextFacts {
  const [, , , region, accountId] = keyArn.split(':');
  const now = today ? ({ kind: 'day', day: today } as const) : undefined;
  return {
    'kms:KeySpec': key?.spec,
    'kms:KeyUsage': key?.usage,
    // The former names of both, which AWS still takes.
    'kms:CustomerMasterKeySpec': key?.spec,
    'kms:CustomerMasterKeyUsage': key?.usage,
    'kms:KeyOrigin': key?.origin,
    'kms:MultiRegion': key && String(key.multiRegion),
    'kms:MultiRegionKeyType': key?.multiRegion === false ? ABSENT : undefined,
    'aws:RequestedRegion': region,
    'aws:ResourceAccount': accountId,
    'aws:CurrentTime': now,
    'aws:EpochTime': now,
    'aws:TagKeys': ABSENT,
    'aws:RequestTag/*': ABSENT,
    // KMS is reached over TLS only.
    'aws:SecureTransport': 'true',
  };
}
