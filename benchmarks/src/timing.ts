import http from 'node:http';

/** An answer over HTTP, as it came over the wire. */
export interface Answer {
  ms: number;
  status: number;
  /** Bytes, compressed as a browser asks for it. */
  size: number;
}

/** Asks as a browser would, and waits for the last byte. What is in it is not looked at: browsers have a process of their own. */
export function ask(url: string, token: string): Promise<Answer> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'accept-encoding': 'gzip',
    };
    http
      // A connection of its own: one that is kept can be closed while this process computes.
      .get(url, { agent: false, headers }, response => {
        let size = 0;
        response.on('data', chunk => {
          size += chunk.length;
        });
        response.on('error', reject);
        response.on('end', () => {
          const ms = performance.now() - start;
          resolve({ ms, status: response.statusCode ?? 0, size });
        });
      })
      .on('error', reject);
  });
}

/** The value below which a share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1];
}

/** The value in the middle. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
