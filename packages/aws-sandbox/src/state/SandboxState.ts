import { MissingRegionKind } from '../agentcore/missingRegion';
import { newMemory, MemoryInput } from '../agentcore/newMemory';
import { MemoryRecord } from '../agentcore/types';
import { newKey, KeyInput } from '../kms/newKey';
import { forgetReplica, toReplica, ReplicaInput } from '../kms/replicas';
import { KeyRecord, KeyState } from '../kms/types';
import {
  Organization,
  MemberAccount,
  OrganizationalUnit,
  Placement,
} from '../organizations/Organization';
import { AccountRegistry, AccountInput } from './accounts';
import { aliasArn, parseArn, Place } from './arn';
import { Clock } from './clock';
import { RegionStore } from './RegionStore';
import { RegionStores } from './RegionStores';

/**
 * Everything that exists in the sandbox, for direct manipulation by tests and seeds.
 *
 * @remarks
 * These helpers check nothing that the APIs check: a memory can name a key that does not exist.
 */
export class SandboxState {
  readonly accounts = new AccountRegistry();
  readonly #clock: Clock;
  readonly #stores: RegionStores;
  readonly #missingRegions = new Map<string, MissingRegionKind>();
  #organization: Organization | undefined;
  #sequence = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#stores = new RegionStores(clock);
  }

  /** Adds an account, or roles to one that exists. */
  addAccount(account: AccountInput): void {
    this.accounts.add(account);
  }

  /** Takes AgentCore away from a region, for all accounts; other services stay. */
  withoutAgentCore(
    region: string,
    kind: MissingRegionKind = 'unsupported',
  ): void {
    this.#missingRegions.set(region, kind);
  }

  /** Why AgentCore is missing in a region; undefined where it is not. */
  missingAgentCore(region: string): MissingRegionKind | undefined {
    return this.#missingRegions.get(region);
  }

  /** The organization; undefined unless one was created. */
  get organization(): Organization | undefined {
    return this.#organization;
  }

  /** Makes the organization, instead of the one that there is, with its management account in the root. */
  createOrganization(input: { managementAccountId: string }): Organization {
    this.#organization = new Organization(input.managementAccountId);
    this.placeAccount(input.managementAccountId);
    return this.#organization;
  }

  /** Adds an organizational unit below another, or below the root. */
  createOrganizationalUnit(input: {
    name: string;
    parentId?: string;
    tags?: Record<string, string>;
  }): OrganizationalUnit {
    return this.#existingOrganization().createUnit(input);
  }

  /** Puts an account, which is added if there is none, into the organization, or changes what is said of it there. */
  placeAccount(id: string, placement: Placement = {}): MemberAccount {
    this.accounts.add({ id });
    return this.#existingOrganization().place(id, placement, this.#clock.now());
  }

  /** Lets a member account read the organization. */
  registerDelegatedAdministrator(id: string): void {
    this.#existingOrganization().delegatedAdministrators.add(id);
  }

  /** What an account has in a region, as of now. Looking costs nothing: a place that nothing was put into is not kept. */
  store(place: Place): RegionStore {
    return this.#stores.at(place);
  }

  /** Puts a memory in place. The id is `<name>-<10 letters or digits>` and depends on place and name alone. */
  createMemory(input: MemoryInput): MemoryRecord {
    const memory = newMemory(input, this.#next());
    this.accounts.add({ id: memory.accountId });
    this.#stores.forAdding(memory).memories.set(memory.id, memory);
    return memory;
  }

  /** The memory with this ARN; undefined when there is none. */
  findMemory(arn: string): MemoryRecord | undefined {
    const parts = parseArn(arn);
    return (
      parts &&
      this.store(parts).memories.get(parts.resource.replace(/^memory\//, ''))
    );
  }

  /** Changes a memory and its `updatedAt`. */
  updateMemory(
    arn: string,
    change: Partial<Omit<MemoryRecord, 'id' | 'arn' | keyof Place>>,
  ): MemoryRecord {
    const memory = this.#existing(arn, this.findMemory(arn));
    return Object.assign(memory, { updatedAt: this.#clock.now() }, change);
  }

  /** Removes a memory at once. */
  deleteMemory(arn: string): void {
    const memory = this.#existing(arn, this.findMemory(arn));
    this.store(memory).memories.delete(memory.id);
  }

  /** Replaces the tags of a memory or key, without touching `updatedAt`. */
  setTags(arn: string, tags: Record<string, string>): void {
    const resource = this.#existing(
      arn,
      this.findMemory(arn) ?? this.findKey(arn),
    );
    resource.tags = { ...tags };
    resource.everTagged ||= Object.keys(tags).length > 0;
  }

  /** Puts a key in place, and its alias if one is given. */
  createKey(input: KeyInput): KeyRecord {
    const key = newKey(input, this.#next());
    this.accounts.add({ id: key.accountId });
    this.#stores.forAdding(key).keys.set(key.keyId, key);
    if (input.alias) this.createAlias(key.arn, input.alias);
    return key;
  }

  /** Puts a replica of a multi-Region primary into another region. */
  createReplica(primaryArn: string, input: ReplicaInput): KeyRecord {
    const primary = this.#existing(primaryArn, this.findKey(primaryArn));
    const key = this.createKey(toReplica(primary, input));
    primary.multiRegionConfiguration?.replicaKeys.push({
      arn: key.arn,
      region: key.region,
    });
    return key;
  }

  /** The key with this ARN; undefined when there is none. */
  findKey(arn: string): KeyRecord | undefined {
    const parts = parseArn(arn);
    return (
      parts && this.store(parts).keys.get(parts.resource.replace(/^key\//, ''))
    );
  }

  /** The keys of this id or alias (`alias/…`) in all accounts and regions. */
  findKeysNamed(name: string): KeyRecord[] {
    return this.#stores
      .all()
      .flatMap(
        ({ keys, aliases }) =>
          keys.get(aliases.get(name)?.targetKeyId ?? name) ?? [],
      );
  }

  /** Gives a key an alias (with or without `alias/`) and returns the ARN of the alias. */
  createAlias(arn: string, alias: string): string {
    const key = this.#existing(arn, this.findKey(arn));
    const name = alias.startsWith('alias/') ? alias : `alias/${alias}`;
    this.#stores.forAdding(key).aliases.set(name, {
      name,
      targetKeyId: key.keyId,
      createdAt: this.#clock.now(),
    });
    return aliasArn(key, name);
  }

  /** Changes a key: state, rotation, policy and so on. */
  updateKey(
    arn: string,
    change: Partial<Omit<KeyRecord, 'keyId' | 'arn' | keyof Place>>,
  ): KeyRecord {
    return Object.assign(this.#existing(arn, this.findKey(arn)), change);
  }

  /** Puts a key into a state; PendingDeletion gets a date 30 days ahead unless one is set. */
  setKeyState(arn: string, keyState: KeyState): KeyRecord {
    const key = this.updateKey(arn, { keyState });
    key.deletionDate =
      keyState === 'PendingDeletion'
        ? key.deletionDate ?? this.#clock.now() + 30 * 86_400_000
        : undefined;
    return key;
  }

  /** Sets the key policy; an object is written as JSON. */
  setKeyPolicy(arn: string, policy: string | object): KeyRecord {
    return this.updateKey(arn, {
      policy: typeof policy === 'string' ? policy : JSON.stringify(policy),
    });
  }

  /** Removes a key at once; its aliases stay and lead nowhere. */
  deleteKey(arn: string): void {
    const key = this.#existing(arn, this.findKey(arn));
    this.store(key).keys.delete(key.keyId);
    forgetReplica(key);
  }

  #next() {
    this.#sequence += 1;
    return { now: this.#clock.now(), sequence: this.#sequence };
  }

  #existingOrganization(): Organization {
    if (!this.#organization) throw new Error('The sandbox has no organization');
    return this.#organization;
  }

  #existing<T>(arn: string, found: T | undefined): T {
    if (!found) throw new Error(`The sandbox holds no such resource: ${arn}`);
    return found;
  }
}
