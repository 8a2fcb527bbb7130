import { createHash } from 'node:crypto';

const ALPHANUMERICS =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const UPPER_ALPHANUMERICS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function hash(seed: string): Buffer {
  return createHash('sha256').update(seed).digest();
}

function spell(seed: string, alphabet: string, length: number): string {
  return Array.from(
    hash(seed).subarray(0, length),
    byte => alphabet[byte % alphabet.length],
  ).join('');
}

/** Letters and digits that depend on the seed only; at most 32. */
export function alphanumericId(seed: string, length: number): string {
  return spell(seed, ALPHANUMERICS, length);
}

/** Upper-case letters and digits, as in access key ids, that depend on the seed only; at most 32. */
export function upperId(seed: string, length: number): string {
  return spell(seed, UPPER_ALPHANUMERICS, length);
}

/** A UUID that depends on the seed only, so that runs are reproducible. */
export function uuidFrom(seed: string): string {
  const hex = hash(seed).toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
