import { AccountRegistry, type AccountInput } from './accounts';
import { aliasArn, keyArn, memoryArn, parseArn, type Place } from './arn';
import type { Clock } from './clock';
import { alphanumericId, uuidFrom } from './ids';
import { RegionStore } from './RegionStore';
import type { MemoryRecord } from './agentcore/types';
import { defaultKeyPolicy } from './kms/defaultKeyPolicy';
import type { KeyRecord, KeyState } from './kms/types';

/** A memory as a test or seed puts it in place; unchecked, and ACTIVE unless said otherwise. */
export type MemoryInput = Place & { name: string } & Partial<
    Omit<MemoryRecord, 'arn' | 'sequence' | 'everTagged' | keyof Place>
  >;

/** A key as a test or seed puts it in place; an enabled symmetric customer key unless said otherwise. */
export type KeyInput = Place & {
  /** Name of an alias to give the key, with or without `alias/`. */
  alias?: string;
} & Partial<Omit<KeyRecord, 'arn' | 'sequence' | 'everTagged' | keyof Place>>;

/**
 * Everything that exists in the sandbox, for direct manipulation by tests and seeds.
 *
 * @remarks
 * These helpers check nothing that the APIs check: a memory can name a key that does not exist.
 */
export class SandboxState {
  readonly accounts = new AccountRegistry();
  readonly #clock: Clock;
  readonly #stores = new Map<string, RegionStore>();
  #sequence = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Adds an account, or roles to one that exists. */
  addAccount(account: AccountInput): void {
    this.accounts.add(account);
  }

  /** What an account has in a region, as of now. */
  store({ accountId, region }: Place): RegionStore {
    const key = `${accountId}/${region}`;
    const store = this.#stores.get(key) ?? new RegionStore();
    this.#stores.set(key, store);
    return store.settle(this.#clock.now());
  }

  /** Puts a memory in place. The id is `<name>-<10 letters or digits>` and depends on place and name alone. */
  createMemory(input: MemoryInput): MemoryRecord {
    const { accountId, region, name } = input;
    this.#sequence += 1;
    const id =
      input.id ??
      `${name}-${alphanumericId(`${accountId}/${region}/${name}`, 10)}`;
    const createdAt = input.createdAt ?? this.#clock.now();
    const tags = { ...input.tags };
    const memory: MemoryRecord = {
      eventExpiryDuration: 90,
      status: 'ACTIVE',
      updatedAt: createdAt,
      strategies: [],
      ...input,
      id,
      arn: memoryArn(input, id),
      createdAt,
      tags,
      everTagged: Object.keys(tags).length > 0,
      sequence: this.#sequence,
    };
    this.accounts.add({ id: accountId });
    this.store(input).memories.set(id, memory);
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
    const { alias, ...rest } = input;
    this.#sequence += 1;
    const keyId =
      input.keyId ??
      uuidFrom(`${input.accountId}/${input.region}/${this.#sequence}`);
    const tags = { ...input.tags };
    const key: KeyRecord = {
      description: '',
      keyManager: 'CUSTOMER',
      keyState: 'Enabled',
      keySpec: 'SYMMETRIC_DEFAULT',
      keyUsage: 'ENCRYPT_DECRYPT',
      origin: 'AWS_KMS',
      multiRegion: false,
      createdAt: this.#clock.now(),
      rotationEnabled: false,
      rotationPeriodInDays: 365,
      policy: defaultKeyPolicy(input.accountId),
      ...rest,
      keyId,
      arn: keyArn(input, keyId),
      tags,
      everTagged: Object.keys(tags).length > 0,
      sequence: this.#sequence,
    };
    this.accounts.add({ id: input.accountId });
    this.store(input).keys.set(keyId, key);
    if (alias) {
      this.createAlias(key.arn, alias);
    }
    return key;
  }

  /** The key with this ARN; undefined when there is none. */
  findKey(arn: string): KeyRecord | undefined {
    const parts = parseArn(arn);
    return (
      parts && this.store(parts).keys.get(parts.resource.replace(/^key\//, ''))
    );
  }

  /** Gives a key an alias (with or without `alias/`) and returns the ARN of the alias. */
  createAlias(arn: string, alias: string): string {
    const key = this.#existing(arn, this.findKey(arn));
    const name = alias.startsWith('alias/') ? alias : `alias/${alias}`;
    this.store(key).aliases.set(name, {
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
  }

  #existing<T>(arn: string, found: T | undefined): T {
    if (!found) {
      throw new Error(`The sandbox holds no such resource: ${arn}`);
    }
    return found;
  }
}
