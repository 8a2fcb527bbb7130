import { LoggerService } from '@backstage/backend-plugin-api';
import {
  formatScope,
  memoryEntityRef,
  Scope,
} from 'backstage-plugin-agentcore-memory-common';
import { entityRefOf } from '../publish/compareWithCatalog';
import { Publisher } from '../publish/Publisher';
import { FactStore } from '../store/FactStore';
import { Outbox } from '../store/Outbox';
import { KEYS, MEMORIES, StoredMemory } from '../store/rows';
import { recordRemoved } from './metrics';
import { removalRefusal } from './removalGuard';

/** What became of memories that a complete listing did not show. */
export interface Removal {
  /** How many were removed. */
  removed: number;
  /** Why others are kept until the next listing. */
  refusal?: string;
}

/**
 * The only place where memories and keys are removed. Entities go first, rows after: what a crash leaves behind
 * is still marked as missing, and goes with the next listing.
 */
export class MemoryRemover {
  readonly #store: FactStore;
  readonly #outbox: Outbox;
  readonly #publisher: Publisher;
  readonly #logger: LoggerService;

  constructor(options: {
    store: FactStore;
    outbox: Outbox;
    publisher: Publisher;
    logger: LoggerService;
  }) {
    this.#store = options.store;
    this.#outbox = options.outbox;
    this.#publisher = options.publisher;
    this.#logger = options.logger;
  }

  /**
   * Removes what a complete listing of a scope did not show: memories that an earlier answer lacked as well, and
   * others unless they are most of the scope. Those wait, marked, for the next listing.
   *
   * @param listed - ARNs
   * @param askedAt - ISO 8601: before AWS was asked for the listing
   */
  async removeUnlisted(
    scope: Scope,
    listed: ReadonlySet<string>,
    askedAt: string,
    maxRemovalPercent: number,
  ): Promise<Removal> {
    const { stored, first, again } = await this.#store.markMissing(
      scope,
      listed,
      askedAt,
    );
    const refusal = removalRefusal({
      what: 'memories',
      known: stored - again.length,
      gone: first.length,
      maxRemovalPercent,
    });
    const removed = await this.#remove(
      scope.providerId,
      refusal ? again : [...again, ...first],
    );
    return { removed, refusal };
  }

  /** Removes the memories of a place that no provider config covers any more. */
  async removeUnconfigured(scope: Scope, askedAt: string): Promise<void> {
    const { first, again } = await this.#store.markMissing(
      scope,
      new Set(),
      askedAt,
    );
    const memories = [...again, ...first];
    this.#logger.info(
      `Removing ${memories.length} memories of ${formatScope(
        scope,
      )}, which is no longer configured`,
    );
    await this.#remove(scope.providerId, memories);
  }

  /** Removes the keys that no memory uses. */
  async removeUnusedKeys(): Promise<void> {
    const arns = await this.#store.unusedKeys();
    await this.#publisher.remove(arns.flatMap(arn => entityRefOf(arn) ?? []));
    const inUse = await this.#store.forgetKeys(arns);
    await this.#outbox.mark(KEYS, inUse, { handOverAgain: true });
    await this.#publisher.publish(inUse);
  }

  /** Removes entities of ours of which nothing is stored. */
  async removeUnknown(arns: readonly string[]): Promise<void> {
    const stored = new Set([
      ...(await this.#store.memories(arns)).map(({ arn }) => arn),
      ...(await this.#store.keys(arns)).keys(),
    ]);
    await this.#publisher.remove(
      arns.flatMap(arn => (stored.has(arn) ? [] : entityRefOf(arn) ?? [])),
    );
  }

  async #remove(
    providerId: string,
    memories: readonly StoredMemory[],
  ): Promise<number> {
    if (memories.length === 0) return 0;
    const arns = memories.map(({ arn }) => arn);
    await this.#publisher.remove(
      memories.map(({ facts }) => memoryEntityRef(facts)),
    );
    // AWS has shown them again while their entities were taken out.
    const kept = await this.#store.forgetMemories(arns);
    await this.#outbox.mark(MEMORIES, kept, { handOverAgain: true });
    // How the entity of a key is made depends on whose memories use it.
    const keys = [...new Set(memories.flatMap(({ keyArn }) => keyArn ?? []))];
    await this.#outbox.mark(KEYS, keys);
    await this.#publisher.publish([...kept, ...keys]);
    const removed = arns.length - kept.length;
    recordRemoved(providerId, removed);
    return removed;
  }
}
