import { KeyDetails } from '../facts';

const KNOWN_USAGES = [
  'ENCRYPT_DECRYPT',
  'SIGN_VERIFY',
  'GENERATE_VERIFY_MAC',
  'KEY_AGREEMENT',
  'ENCAPSULATE_DECAPSULATE',
];
const KNOWN_SPECS =
  /^(SYMMETRIC_DEFAULT|RSA_\d+|ECC_[A-Z0-9_]+|HMAC_\d+|SM2|ML_DSA_\d+|ML_KEM_\d+)$/;

/** Whether a key can encrypt a memory at all; `unknown`: a spec or usage that AWS has brought since. */
export function kindOfKey({
  spec,
  usage,
}: Pick<KeyDetails, 'spec' | 'usage'>): 'fit' | 'unfit' | 'unknown' {
  if (!KNOWN_SPECS.test(spec) || !KNOWN_USAGES.includes(usage)) {
    return 'unknown';
  }
  return spec === 'SYMMETRIC_DEFAULT' && usage === 'ENCRYPT_DECRYPT'
    ? 'fit'
    : 'unfit';
}
