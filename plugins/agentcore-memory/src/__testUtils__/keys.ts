import { Entity } from '@backstage/catalog-model';
import {
  kmsKeyArnOf,
  known,
  KeyFacts,
  KeyMetadata,
  keyEntityRef,
  keyToEntity,
} from 'backstage-plugin-agentcore-memory-common';
import { KEY, stitched } from './facts';
import { MemoryFixture, memoryEntity } from './memories';

/** The fields of a key that a test sets; the others have defaults. */
export interface KeyFixture {
  /** Also the last digits of its id. */
  n: number;
  alias?: string;
  state?: string;
  deletionDate?: string;
  accountId?: string;
  region?: string;
  owner?: string;
  staleSince?: string;
  facts?: Partial<KeyFacts>;
}

function arnOf({
  n,
  accountId = '111122223333',
  region = 'eu-central-1',
}: KeyFixture): string {
  const keyId = `11111111-2222-3333-4444-${String(n).padStart(12, '0')}`;
  return kmsKeyArnOf({ partition: 'aws', accountId, region, keyId });
}

/** A key's entity as the provider writes it and the catalog gives it back. */
export function keyEntity(fixture: KeyFixture): Entity {
  const { alias, state = 'Enabled', deletionDate, staleSince } = fixture;
  const { accountId = '111122223333', region = 'eu-central-1' } = fixture;
  const arn = arnOf(fixture);
  const template = (KEY.metadata as { value: KeyMetadata }).value;
  return stitched(
    keyToEntity({
      providerId: 'main',
      ownerRef: fixture.owner ?? 'group:default/platform',
      staleSince,
      key: {
        ...KEY,
        arn,
        metadata: known({
          ...template,
          arn,
          keyId: arn.split('/')[1],
          accountId,
          region,
          state,
          deletionDate,
        }),
        aliases: known(alias ? [alias] : []),
        ...fixture.facts,
      },
    })!,
  );
}

/** The same memory, as it stands under a key. */
export function memoryUnder(key: KeyFixture, memory: MemoryFixture): Entity {
  const entity = memoryEntity(memory);
  const ref = keyEntityRef(arnOf(key));
  return {
    ...entity,
    spec: { ...entity.spec, dependsOn: [ref] },
    relations: [
      ...(entity.relations ?? []),
      { type: 'dependsOn', targetRef: ref },
    ],
  };
}

/** A component of a team that depends on some entities. */
export function componentOn(
  name: string,
  owner: string,
  targetRefs: string[],
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', title: `The ${name}` },
    spec: { type: 'service', lifecycle: 'production', owner },
    relations: [
      { type: 'ownedBy', targetRef: owner },
      ...targetRefs.map(targetRef => ({ type: 'dependsOn', targetRef })),
    ],
  };
}
