import { createHash, Hash } from 'node:crypto';

const SIZE = 16;
const MODULUS = 2n ** 256n;

/** Numbers that JavaScript would round come as big integers, or as objects that hold the text of a decimal. */
function exactNumber(value: unknown): string | undefined {
  if (typeof value === 'bigint') return String(value);
  const { type, string } = (value ?? {}) as {
    type?: unknown;
    string?: unknown;
  };
  return type === 'bigDecimal' && typeof string === 'string'
    ? `decimal ${string}`
    : undefined;
}

// Written piece by piece: the text of an event of 10 MB is not made twice.
function add(hash: Hash, value: unknown): void {
  const exact = exactNumber(value);
  if (exact !== undefined) {
    hash.update(exact);
  } else if (Array.isArray(value)) {
    hash.update('[');
    for (const item of value) {
      add(hash, item);
      hash.update(',');
    }
    hash.update(']');
  } else if (typeof value === 'object' && value !== null) {
    hash.update('{');
    for (const [key, item] of Object.entries(value).sort(byKey)) {
      if (item !== undefined) {
        hash.update(`${JSON.stringify(key)}:`);
        add(hash, item);
        hash.update(',');
      }
    }
    hash.update('}');
  } else {
    hash.update(JSON.stringify(value) ?? 'undefined');
  }
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** A digest of a value that does not depend on the order of its keys. Short, since there is one for each event. */
export function digestOf(value: unknown): string {
  const hash = createHash('sha256');
  add(hash, value);
  // Not a part of a longer text, which would stay in memory as a whole.
  return hash.digest().subarray(0, SIZE).toString('base64url');
}

/** A digest of many digests that does not depend on their order, and tells twice from once. */
export class DigestSum {
  #sum = 0n;

  add(digest: string): void {
    const number = createHash('sha256').update(digest).digest('hex');
    this.#sum = (this.#sum + BigInt(`0x${number}`)) % MODULUS;
  }

  get text(): string {
    const hex = this.#sum.toString(16).padStart(64, '0');
    return Buffer.from(hex, 'hex').toString('base64url');
  }
}
