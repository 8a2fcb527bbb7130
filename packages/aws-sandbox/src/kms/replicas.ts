import type { SandboxState } from '../state/SandboxState';
import type { KeyInput } from './newKey';
import type { KeyRecord } from './types';

/** What a replica does not share with its primary. */
export type ReplicaInput = { region: string } & Partial<
  Pick<
    KeyInput,
    'alias' | 'createdAt' | 'description' | 'keyState' | 'policy' | 'tags'
  >
>;

/** What {@link SandboxState.createKey} is given to make the replica of a multi-Region primary. */
export function toReplica(primary: KeyRecord, input: ReplicaInput): KeyInput {
  const { multiRegionConfiguration } = primary;
  if (multiRegionConfiguration?.type !== 'PRIMARY') {
    throw new Error(`No multi-Region primary key: ${primary.arn}`);
  }
  return {
    description: primary.description,
    ...input,
    accountId: primary.accountId,
    keyId: primary.keyId,
    keySpec: primary.keySpec,
    keyUsage: primary.keyUsage,
    origin: primary.origin,
    multiRegion: true,
    // The list of replicas is one and the same object for all related keys, so that all show the same.
    multiRegionConfiguration: { ...multiRegionConfiguration, type: 'REPLICA' },
  };
}

/** The key whose rotation counts: a replica rotates with its primary. */
export function rotatedKey(state: SandboxState, key: KeyRecord): KeyRecord {
  const { type, primaryKey } = key.multiRegionConfiguration ?? {};
  return (
    (type === 'REPLICA' && primaryKey && state.findKey(primaryKey.arn)) || key
  );
}

/** Takes a deleted replica off the list that its relatives show. */
export function forgetReplica(key: KeyRecord): void {
  const replicas = key.multiRegionConfiguration?.replicaKeys ?? [];
  const index = replicas.findIndex(({ arn }) => arn === key.arn);
  if (index >= 0) {
    replicas.splice(index, 1);
  }
}
