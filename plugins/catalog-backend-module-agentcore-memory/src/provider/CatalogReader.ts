import { AuthService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_KMS_KEY_ARN,
  ANNOTATION_SCOPE,
  formatScope,
  KEY_TYPE,
  MEMORY_TYPE,
  parseScope,
  Scope,
} from 'backstage-plugin-agentcore-memory-common';
import { scopeOf } from './entityFields';

const SCOPE_FIELD = `metadata.annotations.${ANNOTATION_SCOPE}`;
const KEY_FIELD = `metadata.annotations.${ANNOTATION_KMS_KEY_ARN}`;
const FIELDS = ['kind', 'metadata', 'spec'];
const PAGE_SIZE = 500;
const REFS_PER_REQUEST = 200;

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
    return this.#query({
      filter: {
        kind: 'Resource',
        'spec.type': MEMORY_TYPE,
        [SCOPE_FIELD]: formatScope(scope),
      },
      fields: FIELDS,
    });
  }

  /** All memories that name a key by its ARN, or depend on it, whichever provider found them. */
  async memoriesUsing(key: { arn: string; ref: string }): Promise<Entity[]> {
    const memories = { kind: 'Resource', 'spec.type': MEMORY_TYPE };
    return this.#query({
      filter: [
        { ...memories, 'relations.dependsOn': key.ref },
        // There are no relations where keys are no entities.
        { ...memories, [KEY_FIELD]: key.arn },
      ],
      fields: FIELDS,
    });
  }

  /** The entities with these refs; those that are not there are left out. */
  async byRefs(refs: readonly string[]): Promise<Entity[]> {
    const found: Entity[] = [];
    for (let i = 0; i < refs.length; i += REFS_PER_REQUEST) {
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs: refs.slice(i, i + REFS_PER_REQUEST), fields: FIELDS },
        await this.#options(),
      );
      found.push(...items.filter(entity => entity !== undefined));
    }
    return found;
  }

  /** All keys that this provider writes, and those that nobody does; without their facts. */
  async keysOf(providerId: string): Promise<Entity[]> {
    const keys = await this.#query({
      filter: { kind: 'Resource', 'spec.type': KEY_TYPE },
      fields: ['kind', 'metadata'],
    });
    return keys.filter(
      key => (scopeOf(key)?.providerId ?? providerId) === providerId,
    );
  }

  /** The scopes of this provider of which the catalog holds memories. */
  async scopesOf(providerId: string): Promise<string[]> {
    const { facets } = await this.#catalog.getEntityFacets(
      {
        filter: { kind: 'Resource', 'spec.type': MEMORY_TYPE },
        facets: [SCOPE_FIELD],
      },
      await this.#options(),
    );
    return (facets[SCOPE_FIELD] ?? [])
      .map(facet => facet.value)
      .filter(scope => parseScope(scope)?.providerId === providerId);
  }

  async #query(request: {
    filter: Record<string, string> | Record<string, string>[];
    fields: string[];
  }): Promise<Entity[]> {
    const found: Entity[] = [];
    const pages = this.#catalog.streamEntities(
      { ...request, pageSize: PAGE_SIZE },
      await this.#options(),
    );
    for await (const page of pages) found.push(...page);
    return found;
  }

  async #options() {
    return { credentials: await this.#auth.getOwnServiceCredentials() };
  }
}
