import { partitionOf, Place } from '../state/arn';

/** The policy that KMS gives a key without one: it delegates to the account's IAM policies. */
export function defaultKeyPolicy({ accountId, region }: Place): string {
  const partition = partitionOf(region);
  return JSON.stringify({
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  });
}
