import {
  Entity,
  RELATION_CHILD_OF,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  RELATION_HAS_MEMBER,
  RELATION_MEMBER_OF,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
  RELATION_PARENT_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  assessMemory,
  DEFAULT_OWNER_TAGS,
  keyEntityRef,
  KeyFacts,
  keyToEntity,
  memoryToEntity,
  resolveOwner,
} from 'backstage-plugin-agentcore-memory-common';
import { accountOf, keyOf, memoryOf, REGION } from './facts';

/** How much a catalog holds. */
export interface CatalogSize {
  memories: number;
  keys: number;
  groups: number;
}

/** The id of the provider config that the memories are said to come from. */
export const PROVIDER_ID = 'bench';
/** The user whom the guest signs in as. */
export const USER = 'user:default/guest';
/** The group above all others. */
export const TOP = 'group:default/company';

const TODAY = new Date().toISOString().slice(0, 10);
/** One memory in so many has no owner, or names one that does not exist. */
const WITHOUT_OWNER = 100;
/** Spreads neighbours over teams. A prime, so that every team has its share. */
const STRIDE = 7919;

type Relations = Map<string, { type: string; targetRef: string }[]>;

/** A company's groups in four levels, its KMS keys, and its memories as the product's own code describes them. */
export class Company {
  /** The groups of the lowest level, which own memories. */
  readonly teams: readonly string[];
  /** How many memories there are in which account; complete when all entities were gone through. */
  readonly memoriesIn = new Map<string, number>();
  readonly #size: CatalogSize;
  readonly #relations: Relations = new Map();
  readonly #groups: Entity[] = [];

  constructor(size: CatalogSize) {
    this.#size = size;
    const divisions = Math.ceil(size.groups / 100);
    const departments = 10 * divisions;
    const teams = size.groups - 1 - divisions - departments;
    this.#addGroup(TOP, 'Company', 'organization');
    const level = (name: string, title: string, type: string, count: number) =>
      Array.from({ length: count }, (_, i) => {
        const ref = `group:default/${name}-${i}`;
        this.#addGroup(ref, `${title} ${i}`, type);
        return ref;
      });
    const ofDivision = level('division', 'Division', 'division', divisions);
    const ofDepartment = level(
      'department',
      'Department',
      'department',
      departments,
    );
    this.teams = level('team', 'Team', 'team', teams);
    ofDivision.forEach(ref => this.#below(ref, TOP));
    ofDepartment.forEach((ref, i) =>
      this.#below(ref, ofDivision[i % divisions]),
    );
    this.teams.forEach((ref, i) =>
      this.#below(ref, ofDepartment[i % departments]),
    );
    this.#relate(USER, RELATION_MEMBER_OF, this.teams[0], RELATION_HAS_MEMBER);
  }

  /** All entities with their relations, as the catalog shows them. Can be gone through once. */
  *entities(): Iterable<Entity> {
    const keys = Array.from({ length: this.#size.keys }, (_, i) => keyOf(i));
    for (let i = 0; i < this.#size.memories; i += 1) {
      yield this.#whole(this.#memory(i, keys[i % keys.length]));
    }
    for (const [i, key] of keys.entries()) {
      const ownerRef = this.#teamOf(i);
      const entity = keyToEntity({ providerId: PROVIDER_ID, key, ownerRef })!;
      this.#relate(
        stringifyEntityRef(entity),
        RELATION_OWNED_BY,
        ownerRef,
        RELATION_OWNER_OF,
      );
      yield this.#whole(entity);
    }
    for (const group of this.#groups) yield this.#whole(group);
    yield this.#whole({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name: 'guest' },
      spec: { memberOf: [this.teams[0]] },
    });
  }

  #memory(index: number, key: KeyFacts): Entity {
    const accountId = accountOf(index % this.#size.keys);
    const memory = memoryOf(index, key, accountId, this.#tags(index));
    const owner = resolveOwner(memory.tags, { tags: DEFAULT_OWNER_TAGS });
    const entity = memoryToEntity({
      scope: { providerId: PROVIDER_ID, accountId, region: REGION },
      memory,
      key,
      assessment: assessMemory({ memory, key, today: TODAY }),
      assessedWith: '0.1.0+benchmark',
      owner,
    });
    const before = this.memoriesIn.get(accountId) ?? 0;
    this.memoriesIn.set(accountId, before + 1);
    const ref = stringifyEntityRef(entity);
    this.#relate(ref, RELATION_OWNED_BY, owner.ownerRef, RELATION_OWNER_OF);
    this.#relate(
      ref,
      RELATION_DEPENDS_ON,
      keyEntityRef(key.arn),
      RELATION_DEPENDENCY_OF,
    );
    return entity;
  }

  #tags(index: number): Record<string, string> {
    if (index % WITHOUT_OWNER === 0) return {};
    if (index % WITHOUT_OWNER === 1) return { owner: 'nobody' };
    return { owner: this.#teamOf(index) };
  }

  #teamOf(index: number): string {
    return this.teams[(index * STRIDE) % this.teams.length];
  }

  #addGroup(ref: string, displayName: string, type: string) {
    this.#groups.push({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: { name: ref.replace('group:default/', '') },
      spec: { type, profile: { displayName }, children: [] },
    });
  }

  #below(group: string, parent: string) {
    this.#relate(group, RELATION_CHILD_OF, parent, RELATION_PARENT_OF);
  }

  #relate(source: string, type: string, target: string, inverse: string) {
    const add = (from: string, relation: string, targetRef: string) => {
      const known = this.#relations.get(from) ?? [];
      known.push({ type: relation, targetRef });
      this.#relations.set(from, known);
    };
    add(source, type, target);
    add(target, inverse, source);
  }

  /** With its relations, in the catalog's order. */
  #whole(entity: Entity): Entity {
    const ref = stringifyEntityRef(entity);
    const relations = (this.#relations.get(ref) ?? []).sort((a, b) =>
      `${a.type} ${a.targetRef}`.localeCompare(`${b.type} ${b.targetRef}`),
    );
    this.#relations.delete(ref);
    return { ...entity, relations };
  }
}
