import { ContextValue, RequestContext } from './requestContext';

/** The key that tells which operations a grant is to be for. */
export const GRANT_OPERATIONS = 'kms:grantoperations';

/** Operations that lead to the plaintext: one's own, and the right to give them. */
const TO_PLAINTEXT = ['Decrypt', 'ReEncryptFrom', 'CreateGrant'];

/** All that a grant can be for: Operations of kms:CreateGrant. */
const ALL =
  'Decrypt Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext ReEncryptFrom ReEncryptTo Sign Verify GetPublicKey CreateGrant RetireGrant DescribeKey GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext GenerateMac VerifyMac DeriveSharedSecret'.split(
    ' ',
  );

const LISTS: ContextValue[] = TO_PLAINTEXT.flatMap(operation => [
  [operation],
  ...ALL.filter(other => other !== operation).map(other => [operation, other]),
  [operation, ...ALL.filter(other => !TO_PLAINTEXT.includes(other))],
  ALL,
]).map(values => ({ kind: 'values', values }));

/**
 * The same requests for grants that lead to the plaintext, alone or with what a condition may ask for besides. Other
 * grants harm nobody.
 */
export function harmfulGrants(context: RequestContext): RequestContext[] {
  return LISTS.map(value => ({
    get: key => (key === GRANT_OPERATIONS ? value : context.get(key)),
  }));
}
