import { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  RELATION_CHILD_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ALL_MEMORIES_FILTER,
  ANNOTATION_SCOPE,
  formatScope,
  MemoryEntity,
  OUR_ENTITIES_QUERY,
  ownerRefOf,
  readMemoryEntity,
  RuleId,
  ScoredMemory,
} from 'backstage-plugin-agentcore-memory-common';
import { Owner } from './GroupTree';
import { Outcomes, outcomesOf } from './Outcomes';

/** What the scorecards need of one memory. */
export interface SnapshotMemory extends ScoredMemory {
  entityRef: string;
  title: string;
  accountId: string;
  region: string;
  scope: string;
  /** Ref of the key's entity, where it depends on one. */
  keyRef?: string;
  ownerRef: string;
  ownerSource: string;
  ownerClaim?: string;
  outcomes: Outcomes;
  /** The rules of which something is waived; never in a snapshot, `ActiveWaivers` adds it for each request. */
  waivedRules?: readonly RuleId[];
  /** See `ANNOTATION_ASSESSED_WITH`. */
  assessedWith?: string;
  staleSince?: string;
  /** Always false in a snapshot; `withStaleness` decides it for each request. */
  stale: boolean;
}

/** The catalog's memories at one moment, its groups, and the users that own memories. */
export interface MemorySnapshot {
  memories: readonly SnapshotMemory[];
  /** By full ref: every group, and the users that own a memory. */
  owners: ReadonlyMap<string, Owner>;
  /** When the catalog was last read. */
  readAt: Date;
}

/** Reads snapshots from the catalog. Every function rejects with what the catalog rejects with. */
export interface SnapshotReader {
  /** Reads all memories, groups and owners. */
  readAll(): Promise<MemorySnapshot>;
  /** Reads the memories of some scopes and their owners, and takes the rest from an earlier snapshot. */
  readScopes(
    snapshot: MemorySnapshot,
    scopes: readonly string[],
  ): Promise<MemorySnapshot>;
  /** Reads those of some memories that are in the catalog, and their owners. */
  readMemories(
    entityRefs: readonly string[],
  ): Promise<Pick<MemorySnapshot, 'memories' | 'owners'>>;
  /** Reads the memories that depend on some keys, by their refs, and their owners. */
  readMemoriesUnder(
    keyRefs: readonly string[],
  ): Promise<Pick<MemorySnapshot, 'memories' | 'owners'>>;
  /** Reads the groups and which other owners exist, and takes the memories from an earlier snapshot. */
  readOwners(snapshot: MemorySnapshot): Promise<MemorySnapshot>;
}

type StreamRequest = NonNullable<
  Parameters<CatalogService['streamEntities']>[0]
>;

/** What `readMemoryEntity` needs, without what pages show of a memory. */
const FIELDS = [
  ...Object.keys(ALL_MEMORIES_FILTER),
  'metadata',
  'spec.owner',
  'spec.dependsOn',
];
const OWNER_FIELDS = ['kind', 'metadata', 'spec.profile', 'relations'];
const PAGE_SIZE = 1000;
const REFS_PER_REQUEST = 200;

/** What the scorecards need of a memory. */
export function toSnapshotMemory(memory: MemoryEntity): SnapshotMemory {
  return {
    entityRef: memory.entityRef,
    title: memory.title,
    accountId: memory.scope.accountId,
    region: memory.scope.region,
    scope: formatScope(memory.scope),
    keyRef: memory.keyRef,
    ownerRef: memory.ownerRef,
    ownerSource: memory.ownerSource ?? '',
    ownerClaim: memory.ownerClaim,
    verdict: memory.verdict,
    complete: memory.findings.every(({ outcome }) => outcome !== 'unknown'),
    outcomes: outcomesOf(memory.findings),
    assessedWith: memory.assessedWith,
    staleSince: memory.staleSince,
    stale: false,
  };
}

/** The memory of one of our entities; nothing for any other entity of that type. */
function toSnapshotMemories(entity: Entity): SnapshotMemory[] {
  const memory = readMemoryEntity(entity);
  return memory ? [toSnapshotMemory(memory)] : [];
}

/** Reads snapshots with the plugin's own credentials. */
export function createSnapshotReader({
  catalog,
  auth,
  now = Date.now,
}: {
  catalog: CatalogService;
  auth: AuthService;
  now?: () => number;
}): SnapshotReader {
  async function streamMemories(
    request: Pick<StreamRequest, 'filter' | 'query'>,
  ): Promise<SnapshotMemory[]> {
    const pages = catalog.streamEntities(
      {
        ...request,
        fields: FIELDS,
        pageSize: PAGE_SIZE,
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    const memories: SnapshotMemory[] = [];
    for await (const page of pages) {
      memories.push(...page.flatMap(toSnapshotMemories));
    }
    return memories;
  }

  async function readByRefs(
    refs: Iterable<string>,
  ): Promise<Map<string, Owner>> {
    const credentials = await auth.getOwnServiceCredentials();
    const all = [...new Set(refs)];
    const owners = new Map<string, Owner>();
    for (let i = 0; i < all.length; i += REFS_PER_REQUEST) {
      const entityRefs = all.slice(i, i + REFS_PER_REQUEST);
      const { items } = await catalog.getEntitiesByRefs(
        { entityRefs, fields: OWNER_FIELDS },
        { credentials },
      );
      items.forEach((entity, index) => {
        if (entity) owners.set(entityRefs[index], toOwner(entity));
      });
    }
    return owners;
  }

  async function readOwners(
    memories: readonly SnapshotMemory[],
  ): Promise<Map<string, Owner>> {
    const owners = new Map<string, Owner>();
    const pages = catalog.streamEntities(
      { filter: { kind: 'group' }, fields: OWNER_FIELDS, pageSize: PAGE_SIZE },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    for await (const page of pages) {
      for (const group of page) {
        const ref = ownerRefOf(stringifyEntityRef(group));
        if (ref) owners.set(ref, toOwner(group));
      }
    }
    const others = memories
      .map(({ ownerRef }) => ownerRef)
      .filter(ref => !owners.has(ref));
    return new Map([...owners, ...(await readByRefs(others))]);
  }

  return {
    async readAll() {
      const readAt = new Date(now());
      const memories = await streamMemories({ filter: ALL_MEMORIES_FILTER });
      return { memories, owners: await readOwners(memories), readAt };
    },

    async readScopes(snapshot, scopes) {
      const readAt = new Date(now());
      const read = await streamMemories({
        filter: {
          ...ALL_MEMORIES_FILTER,
          [`metadata.annotations.${ANNOTATION_SCOPE}`]: [...scopes],
        },
        // A request with a query has a body: fifty scopes would make a URL too long for some proxies.
        query: OUR_ENTITIES_QUERY,
      });
      const owners = await readByRefs(read.map(({ ownerRef }) => ownerRef));
      const readScopes = new Set(scopes);
      // A memory that another provider config covers now is still known under its earlier scope.
      const readRefs = new Set(read.map(({ entityRef }) => entityRef));
      const kept = snapshot.memories.filter(
        ({ scope, entityRef }) =>
          !readScopes.has(scope) && !readRefs.has(entityRef),
      );
      const asked = new Set(read.map(({ ownerRef }) => ownerRef));
      const others = [...snapshot.owners].filter(([ref]) => !asked.has(ref));
      return {
        memories: [...kept, ...read],
        owners: new Map([...others, ...owners]),
        readAt,
      };
    },

    async readMemories(refs) {
      const credentials = await auth.getOwnServiceCredentials();
      const memories: SnapshotMemory[] = [];
      for (let i = 0; i < refs.length; i += REFS_PER_REQUEST) {
        const { items } = await catalog.getEntitiesByRefs(
          {
            entityRefs: refs.slice(i, i + REFS_PER_REQUEST),
            fields: FIELDS,
          },
          { credentials },
        );
        memories.push(
          ...items.flatMap(entity =>
            entity ? toSnapshotMemories(entity) : [],
          ),
        );
      }
      const owners = await readByRefs(memories.map(({ ownerRef }) => ownerRef));
      return { memories, owners };
    },

    async readMemoriesUnder(keyRefs) {
      const memories: SnapshotMemory[] = [];
      for (let i = 0; i < keyRefs.length; i += REFS_PER_REQUEST) {
        const some = await streamMemories({
          filter: {
            ...ALL_MEMORIES_FILTER,
            'relations.dependsOn': keyRefs.slice(i, i + REFS_PER_REQUEST),
          },
          query: OUR_ENTITIES_QUERY,
        });
        memories.push(...some);
      }
      const owners = await readByRefs(memories.map(({ ownerRef }) => ownerRef));
      return { memories, owners };
    },

    async readOwners({ memories }) {
      const readAt = new Date(now());
      return { memories, owners: await readOwners(memories), readAt };
    },
  };
}

function toOwner(entity: Entity): Owner {
  return {
    title: titleOf(entity),
    parents: (entity.relations ?? [])
      .filter(({ type }) => type === RELATION_CHILD_OF)
      .flatMap(({ targetRef }) => ownerRefOf(targetRef) ?? []),
  };
}

/** What people call a group or user. */
export function titleOf({ metadata, spec }: Entity): string {
  const profile = spec?.profile as { displayName?: unknown } | undefined;
  return typeof profile?.displayName === 'string'
    ? profile.displayName
    : metadata.title ?? metadata.name;
}
