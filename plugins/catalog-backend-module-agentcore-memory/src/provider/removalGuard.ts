import { createHash } from 'node:crypto';

/** No more than this may all be lost at once. */
const HANDFUL = 5;

/** A name for a listing; the same for the same memories. */
export function listingDigest(arns: readonly string[]): string {
  return createHash('sha256')
    .update(arns.join('\n'))
    .digest('hex')
    .slice(0, 32);
}

/**
 * Why a complete listing is not believed yet, or `undefined` if it is. An answer that makes most of a scope
 * disappear is more often a fault than the truth; the truth is still there the next time.
 *
 * @param lastRefused - the digest of the listing that was not believed the last time
 */
export function doubtAbout(options: {
  /** What is listed, in words. Default: memories. */
  what?: string;
  known: number;
  gone: number;
  maxRemovalPercent: number;
  digest: string;
  lastRefused: string | undefined;
}): string | undefined {
  const { known, gone, maxRemovalPercent, digest, lastRefused } = options;
  const { what = 'memories' } = options;
  if (known <= HANDFUL || gone * 100 <= known * maxRemovalPercent) {
    return undefined;
  }
  if (digest === lastRefused) return undefined;
  return `The listing lacks ${gone} of ${known} known ${what}; they are removed if the next listing shows the same`;
}
