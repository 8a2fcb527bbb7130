import { KeyInput } from './newKey';
import { KeyRecord } from './types';

/** What a replica does not share with its primary. */
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

/** Takes a deleted replica off the list that its relatives show. */
export function forgetReplica(key: KeyRecord): void {
  const replicas = key.multiRegionConfiguration?.replicaKeys ?? [];
  const index = replicas.findIndex(({ arn }) => arn === key.arn);
  if (index >= 0) replicas.splice(index, 1);
}
