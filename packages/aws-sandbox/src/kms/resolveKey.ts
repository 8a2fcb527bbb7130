import { parseArn } from '../state/arn';
import { SandboxState } from '../state/SandboxState';
import { KeyRecord } from './types';

/** The key of a key ARN or alias ARN, without a permission check; undefined when there is none. */
export function resolveKey(
  state: SandboxState,
  arn: string,
): KeyRecord | undefined {
  const parts = parseArn(arn);
  if (parts?.service !== 'kms') return undefined;
  const store = state.store(parts);
  if (parts.resource.startsWith('key/')) {
    return store.keys.get(parts.resource.slice('key/'.length));
  }
  const alias = store.aliases.get(parts.resource);
  return alias && store.keys.get(alias.targetKeyId);
}
