import {
  addEvent,
  addRecord,
  eventsOf,
  recordsOf,
  sessionsOf,
  EventInput,
  RecordInput,
  StoredEvent,
  StoredRecord,
  StoredSession,
} from '../agentcore/data/direct';
import { OpenMemory } from '../agentcore/data/openMemory';
import { MissingRegionKind } from '../agentcore/missingRegion';
import { newMemory, MemoryInput } from '../agentcore/newMemory';
import { MemoryRecord } from '../agentcore/types';
import { CloudTrailRecord } from '../cloudtrail/types';
import { rememberUse, toKeyRecord, KeyUse } from '../kms/keyUse';
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
 * All resources of the sandbox, for direct changes by tests and seeds.
 *
 * @remarks
 * The methods do not validate as the APIs do: a memory can name a key that does not exist.
 */
export class SandboxState {
  readonly accounts = new AccountRegistry();
  readonly #clock: Clock;
  readonly #stores: RegionStores;
  readonly #missingRegions = new Map<string, MissingRegionKind>();
  #organization: Organization | undefined;
  #sequence = 0;
  #recorded = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#stores = new RegionStores(clock);
  }

  /** Adds an account, or roles to one that exists. */
  addAccount(account: AccountInput): void {
    this.accounts.add(account);
  }

  /** Removes AgentCore from a region, for all accounts; other services stay. */
  withoutAgentCore(
    region: string,
    kind: MissingRegionKind = 'unsupported',
  ): void {
    this.#missingRegions.set(region, kind);
  }

  /** Why AgentCore is missing in a region; undefined when it is available. */
  missingAgentCore(region: string): MissingRegionKind | undefined {
    return this.#missingRegions.get(region);
  }

  /** The organization; undefined before one is created. */
  get organization(): Organization | undefined {
    return this.#organization;
  }

  /** Creates the organization with its management account in the root; replaces the existing one. */
  createOrganization(input: { managementAccountId: string }): Organization {
    const { managementAccountId: id } = input;
    this.#organization = new Organization(id, this.accounts.partitionOf(id));
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

  /** Adds an account to the organization, or changes its placement; creates the account when it does not exist. */
  placeAccount(id: string, placement: Placement = {}): MemberAccount {
    this.accounts.add({ id });
    return this.#existingOrganization().place(id, placement, this.#clock.now());
  }

  /** Lets a member account read the organization. */
  registerDelegatedAdministrator(id: string): void {
    this.#existingOrganization().delegatedAdministrators.add(id);
  }

  /** The settled resources of an account in a region. The store of a place without resources is not kept. */
  store(place: Place): RegionStore {
    return this.#stores.at(place);
  }

  /** Creates a memory. The id is `<name>-<10 letters or digits>` and depends on account, region and name only. */
  createMemory(input: MemoryInput): MemoryRecord {
    const memory = newMemory(input, this.#next());
    this.accounts.add({ id: memory.accountId });
    const store = this.#stores.forAdding(memory);
    // One with this id that is due to go, and what is stored in it, goes now.
    store.removeMemory(memory.id);
    store.memories.set(memory.id, memory);
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

  /** Removes a memory immediately. */
  deleteMemory(arn: string): void {
    const memory = this.#existing(arn, this.findMemory(arn));
    this.store(memory).removeMemory(memory.id);
  }

  /** Adds an event to a memory, and its session and actor when they are new. A branch must exist or have a root event. */
  createEvent(memoryArn: string, input: EventInput): StoredEvent {
    return addEvent(this.#contentsOf(memoryArn), input, this.#clock.now());
  }

  /** Adds a long-term record to a memory; with a strategy too it keeps all its metadata. */
  createRecord(memoryArn: string, input: RecordInput): StoredRecord {
    return addRecord(this.#contentsOf(memoryArn), input, this.#clock.now());
  }

  /** The sessions of a memory, actor by actor, in the order of creation. */
  sessions(memoryArn: string): StoredSession[] {
    return sessionsOf(this.#contentsOf(memoryArn));
  }

  /** The events of a session, or of all of them, session by session, the oldest first. */
  events(
    memoryArn: string,
    session?: { actorId: string; sessionId: string },
  ): StoredEvent[] {
    return eventsOf(this.#contentsOf(memoryArn), session);
  }

  /** The records of a memory in the order of creation. */
  records(memoryArn: string): StoredRecord[] {
    return recordsOf(this.#contentsOf(memoryArn));
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

  /** Makes the sandbox know of a resource of another kind, such as a harness: its tags, and no more. */
  addTagged(arn: string, tags: Record<string, string>): void {
    const parts = parseArn(arn);
    if (!parts) throw new Error(`Not an ARN: ${arn}`);
    const { sequence } = this.#next();
    this.#stores.forAdding(parts).otherTags.set(arn, {
      arn,
      tags: { ...tags },
      everTagged: Object.keys(tags).length > 0,
      sequence,
    });
  }

  /** Creates a key, and its alias if one is given. */
  createKey(input: KeyInput): KeyRecord {
    const key = newKey(input, this.#next());
    this.accounts.add({ id: key.accountId });
    this.#stores.forAdding(key).keys.set(key.keyId, key);
    if (input.alias) this.createAlias(key.arn, input.alias);
    return key;
  }

  /** Creates a replica of a multi-Region primary in another region. */
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

  /** The keys with this id or alias (`alias/…`) in all accounts and regions. */
  findKeysNamed(name: string): KeyRecord[] {
    return this.#stores
      .all()
      .flatMap(
        ({ keys, aliases }) =>
          keys.get(aliases.get(name)?.targetKeyId ?? name) ?? [],
      );
  }

  /** Creates an alias (with or without `alias/`) of a key and returns its ARN. */
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

  /** Sets the state of a key; for PendingDeletion also the date, in 30 days, unless there is one. */
  setKeyState(arn: string, keyState: KeyState): KeyRecord {
    const key = this.updateKey(arn, { keyState });
    key.deletionDate =
      keyState === 'PendingDeletion'
        ? key.deletionDate ?? this.#clock.now() + 30 * 86_400_000
        : undefined;
    return key;
  }

  /** Sets the key policy; an object is serialized as JSON. */
  setKeyPolicy(arn: string, policy: string | object): KeyRecord {
    return this.updateKey(arn, {
      policy: typeof policy === 'string' ? policy : JSON.stringify(policy),
    });
  }

  /** Removes a key immediately; its aliases stay, without a target. */
  deleteKey(arn: string): void {
    const key = this.#existing(arn, this.findKey(arn));
    this.store(key).keys.delete(key.keyId);
    forgetReplica(key);
  }

  /** Adds a call about a key to the event history; a successful cryptographic operation is the key's last use. */
  recordKeyUse(arn: string, use: KeyUse): CloudTrailRecord {
    const key = this.#existing(arn, this.findKey(arn));
    const record = toKeyRecord(key, use, this.#clock.now());
    this.recordEvent(record);
    rememberUse(key, record);
    return record;
  }

  /** Adds a record to the event history of its account and region; `json` is the text that LookupEvents gives of it. */
  recordEvent(
    record: CloudTrailRecord,
    json: string = JSON.stringify(record),
  ): void {
    const { recipientAccountId: accountId, awsRegion: region } = record;
    // A number of its own: ids of keys depend on the others.
    this.#recorded += 1;
    this.#stores
      .forAdding({ accountId, region })
      .history.add({ record, json, sequence: this.#recorded });
  }

  #contentsOf(memoryArn: string): OpenMemory {
    const memory = this.#existing(memoryArn, this.findMemory(memoryArn));
    const store = this.store(memory);
    return { memory, contents: store.contentsOf(memory, this.#clock.now()) };
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
    if (!found) throw new Error(`The sandbox has no such resource: ${arn}`);
    return found;
  }
}
