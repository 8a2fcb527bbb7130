import { createHash } from 'node:crypto';

/**
 * The token by which AWS recognises a repeated request: the same for every try of one step of one task for
 * one memory, and different for all else. 64 characters, of the 500 that AWS takes.
 */
export function clientToken(parts: {
  taskId: string;
  stepId: string;
  accountId: string;
  region: string;
  name: string;
}): string {
  const { taskId, stepId, accountId, region, name } = parts;
  return createHash('sha256')
    .update(JSON.stringify([taskId, stepId, accountId, region, name]))
    .digest('hex');
}
