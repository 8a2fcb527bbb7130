import { AuthService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ALL_KEYS_FILTER,
  ANNOTATION_KEY_STATE,
  KeyEntity,
  OUR_ENTITIES_QUERY,
  readKeyEntity,
} from 'backstage-plugin-agentcore-memory-common';

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html */
const PENDING = ['PendingDeletion', 'PendingReplicaDeletion'];
const FIELDS = ['kind', 'metadata', 'spec.type', 'spec.agentCoreMemory'];
const PAGE_SIZE = 500;
const REFS_PER_REQUEST = 200;

/** When a key is to be deleted, `YYYY-MM-DD` or `unknown`; `null`: it is not; `undefined`: that is not known. */
function deletionOf({ details }: KeyEntity): string | null | undefined {
  if (details.state !== 'known') return undefined;
  if (!PENDING.includes(details.value.state)) return null;
  return details.value.deletionDate?.slice(0, 10) ?? 'unknown';
}

/** Reads from the catalog which keys are to be deleted, with the plugin's own credentials. */
export class KeyDeletions {
  readonly #catalog: Pick<
    CatalogService,
    'streamEntities' | 'getEntitiesByRefs'
  >;
  readonly #auth: Pick<AuthService, 'getOwnServiceCredentials'>;

  constructor(options: {
    catalog: Pick<CatalogService, 'streamEntities' | 'getEntitiesByRefs'>;
    auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  /** All keys that are to be deleted, by ref. */
  async pending(): Promise<Map<string, string>> {
    const pages = this.#catalog.streamEntities(
      {
        filter: {
          ...ALL_KEYS_FILTER,
          [`metadata.annotations.${ANNOTATION_KEY_STATE}`]: PENDING,
        },
        query: OUR_ENTITIES_QUERY,
        fields: FIELDS,
        pageSize: PAGE_SIZE,
      },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    const found = new Map<string, string>();
    for await (const page of pages) {
      for (const key of page.map(readKeyEntity)) {
        const deletion = key && deletionOf(key);
        if (deletion) found.set(key.entityRef, deletion);
      }
    }
    return found;
  }

  /**
   * Those of some keys that the catalog has and of which it is known, by ref, each with when it is to be deleted; `null`:
   * it is not.
   */
  async of(refs: readonly string[]): Promise<Map<string, string | null>> {
    const found = new Map<string, string | null>();
    const credentials = await this.#auth.getOwnServiceCredentials();
    for (let i = 0; i < refs.length; i += REFS_PER_REQUEST) {
      const entityRefs = refs.slice(i, i + REFS_PER_REQUEST);
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs, fields: FIELDS },
        { credentials },
      );
      for (const entity of items) {
        const key = entity && readKeyEntity(entity);
        const deletion = key && deletionOf(key);
        if (deletion !== undefined) found.set(key!.entityRef, deletion);
      }
    }
    return found;
  }
}
