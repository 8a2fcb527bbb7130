import { createHash } from 'node:crypto';
import { RuleSettings } from 'backstage-plugin-agentcore-memory-common';
import { version } from '../../package.json';

/** With what memories are assessed: the version of this module, and a hash of the rules' settings after a `+`. */
export function assessedWith(rules: RuleSettings): string {
  const hash = createHash('sha256').update(JSON.stringify(rules)).digest('hex');
  return `${version}+${hash.slice(0, 12)}`;
}
