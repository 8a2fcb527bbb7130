import { AuthService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_SCOPE,
  formatScope,
  KEY_TYPE,
  MEMORY_TYPE,
  parseScope,
  Scope,
} from 'backstage-plugin-agentcore-memory-common';

const SCOPE_FIELD = `metadata.annotations.${ANNOTATION_SCOPE}`;
const FIELDS = ['kind', 'metadata', 'spec'];
const PAGE_SIZE = 500;

/** What the catalog holds of earlier scans. It is the only memory between them, shared by all replicas. */
export class CatalogReader {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  constructor(catalog: CatalogService, auth: AuthService) {
    this.#catalog = catalog;
    this.#auth = auth;
  }

  /** The memories that earlier scans of this scope found. */
  async memoriesOf(scope: Scope): Promise<Entity[]> {
    return this.#query(MEMORY_TYPE, [formatScope(scope)]);
  }

  /** All keys that earlier scans of this provider found. */
  async keysOf(providerId: string): Promise<Entity[]> {
    const scopes = await this.scopesOf(providerId, KEY_TYPE);
    return scopes.length === 0 ? [] : this.#query(KEY_TYPE, scopes);
  }

  /** The scopes of this provider of which the catalog holds anything of the type. */
  async scopesOf(
    providerId: string,
    type: typeof MEMORY_TYPE | typeof KEY_TYPE,
  ): Promise<string[]> {
    const { facets } = await this.#catalog.getEntityFacets(
      {
        filter: { kind: 'Resource', 'spec.type': type },
        facets: [SCOPE_FIELD],
      },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    return (facets[SCOPE_FIELD] ?? [])
      .map(facet => facet.value)
      .filter(scope => parseScope(scope)?.providerId === providerId);
  }

  async #query(type: string, scopes: string[]): Promise<Entity[]> {
    const found: Entity[] = [];
    const pages = this.#catalog.streamEntities(
      {
        filter: { kind: 'Resource', 'spec.type': type, [SCOPE_FIELD]: scopes },
        fields: FIELDS,
        pageSize: PAGE_SIZE,
      },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    for await (const page of pages) found.push(...page);
    return found;
  }
}
