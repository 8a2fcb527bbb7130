import { SandboxState } from '../state/SandboxState';
import { KeyRecord } from './types';

/** The key whose rotation settings apply: a replica rotates with its primary. */
export function rotatedKey(state: SandboxState, key: KeyRecord): KeyRecord {
  const { type, primaryKey } = key.multiRegionConfiguration ?? {};
  return (
    (type === 'REPLICA' && primaryKey && state.findKey(primaryKey.arn)) || key
  );
}
