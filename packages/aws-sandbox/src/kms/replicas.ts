import { KeyInput } from './newKey';
import { KeyRecord } from './types';

/** The properties that a replica does not share with its primary. */
export type ReplicaInput = { region: string } & Partial<
  Pick<
    KeyInput,
    'alias' | 'createdAt' | 'description' | 'keyState' | 'policy' | 'tags'
  >
>;

/** The input from which `SandboxState.createKey` makes a replica of a multi-Region primary. */
export function toReplica(primary: KeyRecord, input: ReplicaInput): KeyInput {
  const { multiRegionConfiguration } = primary;
  if (multiRegionConfiguration?.type !== 'PRIMARY') {
    throw new Error(`Not a multi-Region primary key: ${primary.arn}`);
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
    // All related keys share one list of replicas, so that all of them show the same.
    multiRegionConfiguration: { ...multiRegionConfiguration, type: 'REPLICA' },
  };
}

/** Removes a deleted replica from the list of its related keys. */
export function forgetReplica(key: KeyRecord): void {
  const replicas = key.multiRegionConfiguration?.replicaKeys ?? [];
  const index = replicas.findIndex(({ arn }) => arn === key.arn);
  if (index >= 0) replicas.splice(index, 1);
}
