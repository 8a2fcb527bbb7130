import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import { MEMORY_TYPE } from 'backstage-plugin-agentcore-memory-common';
import { Transformers } from '../transformers';
import { dependsOn } from './entityFields';
import { prepareEntities } from './prepareEntities';

/**
 * The same for all providers: an account may move from one to another, and the catalog refuses entities that
 * somebody with another location key has written.
 */
const LOCATION_KEY = 'agentcore-memory';

/** The catalog mostly shows within three seconds what it was given. */
export const DIGESTION_MS = 30_000;

/** What is to be committed. */
export interface Delta {
  entities?: Entity[];
  removedRefs?: string[];
  /** The same entities as the catalog showed them before. */
  before?: readonly Entity[];
}

function factsOf({ spec }: Entity): string {
  return JSON.stringify(spec?.agentCoreMemory);
}

/** Who did something last, and when. */
interface Mark {
  at: number;
  by: Reading;
}

/** Something is being read from AWS, to be committed later. */
export interface Reading {
  /** To be called when nothing of it will be committed any more. */
  end(): void;
}

/**
 * Commits deltas to the catalog. All entities of a scope are handed over, changed or not: the catalog knows
 * best what it was given last, and skips what is the same.
 *
 * Scans and refreshes go on side by side, and who began to read first may be ready last. What somebody else
 * committed after a reading began is newer than what the reading knows, or at least as new: it is left alone.
 */
export class Committer {
  readonly #transformers: Transformers;
  readonly #digestionMs: number;
  readonly #logger: LoggerService;
  #connection?: EntityProviderConnection;
  #clock = 0;
  /** Readings under way, and when they began. */
  readonly #readings = new Map<Reading, number>();
  /** By ref: written or removed last, as long as that matters to any reading. */
  readonly #committed = new Map<string, Mark>();
  /** By ref of a key: found to be in use last. */
  readonly #needed = new Map<string, Mark>();
  readonly #inFlight = new Map<string, Promise<void>>();
  /** By ref of a memory, the oldest first. Milliseconds, monotonic. */
  readonly #freshUntil = new Map<string, number>();

  constructor(options: {
    transformers?: Transformers;
    digestionMs?: number;
    logger: LoggerService;
  }) {
    this.#digestionMs = options.digestionMs ?? DIGESTION_MS;
    this.#transformers = options.transformers ?? {};
    this.#logger = options.logger;
  }

  /** To be called before anything is committed. */
  connect(connection: EntityProviderConnection): void {
    this.#connection = connection;
  }

  /** To be called before AWS or the catalog is asked for what is to be committed. */
  begin(): Reading {
    const reading: Reading = {
      end: () => {
        this.#readings.delete(reading);
        if (this.#readings.size > 0) return;
        this.#committed.clear();
        this.#needed.clear();
      },
    };
    this.#clock += 1;
    this.#readings.set(reading, this.#clock);
    return reading;
  }

  /**
   * Writes and removes in one step. Entities that the catalog would refuse are reported and left out.
   *
   * @returns refs of what was left alone, as somebody else committed it after the reading began; it is to be
   * read again. The reading's own commits are no reason
   */
  async commit(
    reading: Reading,
    { entities: written = [], removedRefs = [], before = [] }: Delta,
  ): Promise<string[]> {
    if (!this.#connection) throw new Error('The provider is not connected');
    const valid = await prepareEntities(
      written,
      this.#transformers,
      this.#logger,
    );
    const entities = new Map(
      valid.map(entity => [stringifyEntityRef(entity), entity]),
    );
    const refs = [...entities.keys(), ...removedRefs];
    // From here to the marks nothing may be awaited once nothing is in flight: somebody else waits as well.
    for (;;) {
      const busy = new Set(refs.flatMap(ref => this.#inFlight.get(ref) ?? []));
      if (busy.size === 0) break;
      await Promise.allSettled(busy);
    }
    const overtaken = new Set([
      ...refs.filter(ref => this.#isNewer(this.#committed.get(ref), reading)),
      ...removedRefs.filter(ref =>
        this.#isNewer(this.#needed.get(ref), reading),
      ),
    ]);
    const added = [...entities].filter(([ref]) => !overtaken.has(ref));
    const removed = removedRefs.filter(ref => !overtaken.has(ref));
    if (added.length > 0 || removed.length > 0) {
      this.#markFresh(added, before);
      removed.forEach(ref => this.#freshUntil.delete(ref));
      await this.#apply(
        reading,
        added.map(([, entity]) => entity),
        removed,
      );
    }
    return [...overtaken];
  }

  /**
   * Whether new facts about a memory were committed a moment ago, so that the catalog may still show the old
   * ones: it takes its time to process what it is given.
   */
  isFresh(ref: string): boolean {
    return (this.#freshUntil.get(ref) ?? 0) > performance.now();
  }

  #markFresh(added: [string, Entity][], before: readonly Entity[]): void {
    const now = performance.now();
    for (const [ref, until] of this.#freshUntil) {
      if (until > now) break;
      this.#freshUntil.delete(ref);
    }
    const factsBefore = new Map(
      before.map(entity => [stringifyEntityRef(entity), factsOf(entity)]),
    );
    for (const [ref, entity] of added) {
      if (
        entity.spec?.type !== MEMORY_TYPE ||
        factsBefore.get(ref) === factsOf(entity)
      ) {
        continue;
      }
      this.#freshUntil.delete(ref);
      this.#freshUntil.set(ref, now + this.#digestionMs);
    }
  }

  #isNewer(mark: Mark | undefined, reading: Reading): boolean {
    return (
      mark !== undefined &&
      mark.by !== reading &&
      mark.at > (this.#readings.get(reading) ?? 0)
    );
  }

  async #apply(
    reading: Reading,
    added: Entity[],
    removed: string[],
  ): Promise<void> {
    this.#clock += 1;
    const mark = { at: this.#clock, by: reading };
    const refs = [
      ...added.map(entity => stringifyEntityRef(entity)),
      ...removed,
    ];
    refs.forEach(ref => this.#committed.set(ref, mark));
    added.flatMap(dependsOn).forEach(ref => this.#needed.set(ref, mark));
    const applied = this.#connection!.applyMutation({
      type: 'delta',
      added: added.map(entity => ({ entity, locationKey: LOCATION_KEY })),
      removed: removed.map(entityRef => ({
        entityRef,
        locationKey: LOCATION_KEY,
      })),
    });
    refs.forEach(ref => this.#inFlight.set(ref, applied));
    try {
      await applied;
    } finally {
      for (const ref of refs) {
        if (this.#inFlight.get(ref) === applied) this.#inFlight.delete(ref);
      }
    }
  }
}
