import { MemoryContents } from '../agentcore/data/MemoryContents';
import { MemoryRecord } from '../agentcore/types';
import { recordedKey } from '../cloudtrail/recordedKey';
import { RecordedEvent } from '../cloudtrail/types';
import { forgetReplica } from '../kms/replicas';
import { AliasRecord, KeyRecord } from '../kms/types';
import { SortedList } from './SortedList';

/** A CreateMemory call with a client token. */
export interface CreateToken {
  /** The serialized request, to distinguish a repetition from another request. */
  request: string;
  memoryId: string;
}

/** A resource of which the sandbox knows no more than its tags. */
export interface TaggedResource {
  arn: string;
  tags: Record<string, string>;
  everTagged: boolean;
  sequence: number;
}

/**
 * The resources of one account in one region.
 *
 * @remarks
 * There are no timers: {@link RegionStore.settle} carries out the transitions that are due, before every access.
 */
export class RegionStore {
  readonly memories = new Map<string, MemoryRecord>();
  /** Events and records of memories that had any, by memory id. */
  readonly #contents = new Map<string, MemoryContents>();
  readonly keys = new Map<string, KeyRecord>();
  /** By alias name, `alias/` included. */
  readonly aliases = new Map<string, AliasRecord>();
  /** Tags of other resources, such as harnesses, by ARN. */
  readonly otherTags = new Map<string, TaggedResource>();
  /** What CloudTrail recorded. */
  readonly history = new SortedList<RecordedEvent>(recordedKey);
  readonly createTokens = new Map<string, CreateToken>();

  /** Finishes the transitions that are due at the given epoch milliseconds. */
  settle(now: number): this {
    for (const memory of this.memories.values()) {
      if (memory.transition && memory.transition.at <= now) {
        this.#finish(memory, memory.transition.to);
      }
    }
    for (const key of this.keys.values()) {
      if (
        key.keyState === 'PendingReplicaDeletion' &&
        key.pendingWindowInDays !== undefined &&
        key.multiRegionConfiguration?.replicaKeys.length === 0
      ) {
        key.keyState = 'PendingDeletion';
        key.deletionDate = now + key.pendingWindowInDays * 86_400_000;
        key.pendingWindowInDays = undefined;
      } else if (
        key.keyState === 'PendingDeletion' &&
        key.deletionDate !== undefined &&
        key.deletionDate <= now
      ) {
        this.#removeKey(key);
      } else if (
        key.keyState === 'Enabled' &&
        key.validTo !== undefined &&
        key.validTo <= now
      ) {
        key.keyState = 'PendingImport';
      }
    }
    return this;
  }

  /** What is stored in a memory, without what has expired at the given epoch milliseconds. */
  contentsOf({ id }: MemoryRecord, now: number): MemoryContents {
    let contents = this.#contents.get(id);
    if (!contents) {
      contents = new MemoryContents();
      this.#contents.set(id, contents);
    }
    return contents.settle(now);
  }

  /** Removes a memory and all that is stored in it. */
  removeMemory(id: string): void {
    this.memories.delete(id);
    this.#contents.delete(id);
  }

  #finish(memory: MemoryRecord, to: 'ACTIVE' | 'gone'): void {
    if (to === 'gone') {
      this.removeMemory(memory.id);
      return;
    }
    memory.transition = undefined;
    memory.status = 'ACTIVE';
    for (const strategy of memory.strategies) {
      strategy.status = 'ACTIVE';
    }
  }

  #removeKey(key: KeyRecord): void {
    this.keys.delete(key.keyId);
    forgetReplica(key);
    for (const alias of [...this.aliases.values()]) {
      if (alias.targetKeyId === key.keyId) this.aliases.delete(alias.name);
    }
  }
}
