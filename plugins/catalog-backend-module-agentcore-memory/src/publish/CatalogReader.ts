import { AuthService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_ACCOUNT_ID,
  ANNOTATION_ARN,
  ANNOTATION_CONTENT_HASH,
  ANNOTATION_REGION,
  ALL_ENTITIES_FILTER,
  arnOfLocation,
  OUR_ENTITIES_QUERY,
} from 'backstage-plugin-agentcore-memory-common';
import { Place } from '../store/FactStore';

const ORIGIN_FIELD = `metadata.annotations.${ANNOTATION_ORIGIN_LOCATION}`;
const HASH_FIELD = `metadata.annotations.${ANNOTATION_CONTENT_HASH}`;
const REFS_PER_REQUEST = 200;

/** What the catalog has of our entities. */
export interface ShownEntities {
  arns: ReadonlySet<string>;
  /** Hashes that the entities hold: which version of each is shown. */
  hashes: ReadonlySet<string>;
}

/** What the catalog shows of what it was handed. No fact is learnt from it. */
export interface CatalogView {
  /** All our entities, or those of one place. */
  shown(place?: Place): Promise<ShownEntities>;
  /** The entities with these refs, as far as the catalog has them: names and where they come from. */
  byRefs(refs: readonly string[]): Promise<Entity[]>;
}

/** `CatalogView` over Backstage's catalog. */
export class CatalogReader implements CatalogView {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  constructor(catalog: CatalogService, auth: AuthService) {
    this.#catalog = catalog;
    this.#auth = auth;
  }

  /** One query: the origin of our entities holds their ARN, and people can't write it. */
  async shown(place?: Place): Promise<ShownEntities> {
    const { facets } = await this.#catalog.getEntityFacets(
      {
        filter: {
          ...ALL_ENTITIES_FILTER,
          ...(place && {
            [`metadata.annotations.${ANNOTATION_ACCOUNT_ID}`]: place.accountId,
            [`metadata.annotations.${ANNOTATION_REGION}`]: place.region,
          }),
        },
        query: OUR_ENTITIES_QUERY,
        facets: [ORIGIN_FIELD, HASH_FIELD],
      },
      await this.#options(),
    );
    const valuesOf = (field: string) =>
      (facets[field] ?? []).map(({ value }) => value);
    return {
      arns: new Set(
        valuesOf(ORIGIN_FIELD).flatMap(value => arnOfLocation(value) ?? []),
      ),
      hashes: new Set(valuesOf(HASH_FIELD)),
    };
  }

  async byRefs(refs: readonly string[]): Promise<Entity[]> {
    const found: Entity[] = [];
    for (let i = 0; i < refs.length; i += REFS_PER_REQUEST) {
      const { items } = await this.#catalog.getEntitiesByRefs(
        {
          entityRefs: refs.slice(i, i + REFS_PER_REQUEST),
          fields: [
            'kind',
            'metadata.name',
            'metadata.namespace',
            'spec.type',
            `metadata.annotations.${ANNOTATION_ARN}`,
            `metadata.annotations.${ANNOTATION_LOCATION}`,
            ORIGIN_FIELD,
          ],
        },
        await this.#options(),
      );
      found.push(...items.filter(entity => entity !== undefined));
    }
    return found;
  }

  async #options() {
    return { credentials: await this.#auth.getOwnServiceCredentials() };
  }
}
