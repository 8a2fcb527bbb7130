import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  keyArnNamedBy,
  MemoryFacts,
  parseKeyArn,
  Scope,
} from 'backstage-plugin-agentcore-memory-common';
import {
  CallMeter,
  MemoryInventory,
  metered,
} from 'backstage-plugin-agentcore-memory-node';
import { Publisher } from '../publish/Publisher';
import { FactStore, Place } from '../store/FactStore';
import { StoredMemory } from '../store/rows';
import { KeyCache } from './KeyCache';
import { recordCalls } from './metrics';
import { Answers, readKeyOf } from './readMemories';
import { ScanReporter } from './ScanReporter';

/** What a refresher works with. */
export interface MemoryRefresherOptions {
  inventory: MemoryInventory;
  store: FactStore;
  publisher: Publisher;
  reporter: ScanReporter;
  createKeyCache: (signal?: AbortSignal) => KeyCache;
  logger: LoggerService;
  /** ISO 8601. */
  now: () => string;
}

/** What a look at a memory or key found. */
export interface Look {
  /** Whether AWS answered everything, and is not about to change it. */
  settled: boolean;
  /** Where a listing has to find out more. */
  places?: Place[];
}

/** CREATING, UPDATING, DELETING; of keys Creating and Updating. */
const CHANGING = /ing$/i;

/**
 * Reads single memories and keys again, outside of the scans. Only what AWS says is stored. A look that changes
 * nothing is not reported.
 */
export class MemoryRefresher {
  readonly #options: MemoryRefresherOptions;

  constructor(options: MemoryRefresherOptions) {
    this.#options = options;
  }

  /** Reads one memory and its key. Never rejects. */
  async refreshMemory(
    scope: Scope,
    arn: string,
    signal?: AbortSignal,
  ): Promise<Look> {
    return this.#metered(scope.providerId, arn, signal, async askedAt => {
      const { inventory, store, createKeyCache } = this.#options;
      const found = await inventory.findMemory(arn, { signal });
      if (!found) {
        await store.markNotFound(arn, askedAt);
        // The listing has to say the same before the memory is removed.
        return { look: { settled: true, places: [scope] } };
      }
      const previous = new Map(
        (await store.memories([arn])).map(memory => [arn, memory]),
      );
      const answers = await readKeyOf(found, {
        scope,
        inventory,
        store,
        keys: createKeyCache(signal),
        previous,
        askedAt,
        signal,
      });
      return { look: { settled: isSettled(found, answers) }, answers };
    });
  }

  /** Reads one key again, if memories use it. Never rejects. */
  async refreshKey(arn: string, signal?: AbortSignal): Promise<Look> {
    const { inventory, logger, store, createKeyCache } = this.#options;
    let memories: StoredMemory[];
    try {
      memories = await store.memoriesUsing(arn);
    } catch (error) {
      logger.warn(`${arn} was not read again: ${toError(error).message}`);
      return { settled: false };
    }
    const named = memories.filter(({ facts }) => keyArnNamedBy(facts) === arn);
    // An alias may stand for another key by now, which only a memory's own reading finds out.
    const byAlias = memories.filter(memory => !named.includes(memory));
    const look = { settled: true, places: byAlias };
    if (named.length === 0) return look;
    return this.#metered(named[0].providerId, arn, signal, async askedAt => {
      const stored = (await store.keys([arn])).get(arn);
      const parts = parseKeyArn(arn);
      const { accountId } =
        named.find(memory => memory.accountId === stored?.askedBy) ?? named[0];
      const keys = createKeyCache(signal);
      const [reading, tags] = await Promise.all([
        keys.read(arn, accountId),
        // Only the key's own account is told its tags.
        stored?.own && parts
          ? inventory.readTags(parts, [{ arn, previous: stored.facts.tags }], {
              signal,
            })
          : undefined,
      ]);
      const answer = tags?.get(arn);
      if (answer) keys.setTags(arn, answer);
      const answers = { memories: [], keys: [keys.toAnswer(reading)] };
      return {
        look: { ...look, settled: isSettled(undefined, answers) },
        answers,
        askedAt,
      };
    });
  }

  async #metered(
    providerId: string,
    what: string,
    signal: AbortSignal | undefined,
    work: (askedAt: string) => Promise<{ look: Look; answers?: Answers }>,
  ): Promise<Look> {
    const { logger, now, publisher, reporter, store } = this.#options;
    const startedAt = now();
    const meter = new CallMeter();
    try {
      const { look, answers } = await metered({ meter, signal }, () =>
        work(startedAt),
      );
      const changes = answers
        ? await publisher.publish(await store.save(answers))
        : new Map<string, number>();
      await reporter.reportChanges(changes, startedAt, meter);
      if (changes.size === 0) recordCalls(providerId, meter);
      return look;
    } catch (error) {
      recordCalls(providerId, meter);
      if (!signal?.aborted) {
        logger.warn(`${what} was not read again: ${toError(error).message}`);
      }
      return { settled: false };
    }
  }
}

function isSettled(memory: MemoryFacts | undefined, answers: Answers): boolean {
  const facts = [
    ...(memory ? [memory.details, memory.tags] : []),
    ...answers.keys.flatMap(({ facts: { arn: _, ...key } }) =>
      Object.values(key),
    ),
  ];
  const isChanging =
    CHANGING.test(memory?.status ?? '') ||
    answers.keys.some(
      ({ facts: { metadata } }) =>
        metadata.state === 'known' && CHANGING.test(metadata.value.state),
    );
  return !isChanging && facts.every(({ state }) => state !== 'failed');
}
