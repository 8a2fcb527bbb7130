import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import { Transformers } from '../transformers';
import { prepareEntities } from './prepareEntities';

/**
 * Commits deltas to the catalog. All entities of a scope are handed over, changed or not: the catalog knows
 * best what it was given last, and skips what is the same.
 */
export class Committer {
  readonly #locationKey: string;
  readonly #transformers: Transformers;
  readonly #logger: LoggerService;
  #connection?: EntityProviderConnection;

  constructor(options: {
    locationKey: string;
    transformers?: Transformers;
    logger: LoggerService;
  }) {
    this.#locationKey = options.locationKey;
    this.#transformers = options.transformers ?? {};
    this.#logger = options.logger;
  }

  /** To be called before anything is committed. */
  connect(connection: EntityProviderConnection): void {
    this.#connection = connection;
  }

  /** Writes and removes in one step. Entities that the catalog would refuse are reported and left out. */
  async commit(changed: Entity[], removedRefs: string[]): Promise<void> {
    if (!this.#connection) throw new Error('The provider is not connected');
    const valid = await prepareEntities(
      changed,
      this.#transformers,
      this.#logger,
    );
    if (valid.length === 0 && removedRefs.length === 0) return;
    const locationKey = this.#locationKey;
    await this.#connection.applyMutation({
      type: 'delta',
      added: valid.map(entity => ({ entity, locationKey })),
      removed: removedRefs.map(entityRef => ({ entityRef, locationKey })),
    });
  }
}
