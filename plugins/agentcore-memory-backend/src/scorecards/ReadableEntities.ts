import {
  AuthService,
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';

/** What a caller may read is good for this long, in milliseconds. */
const KEPT_MS = 60_000;
/** Callers whose answers are kept, each of up to some thousand owners; the oldest are let go. */
const MAX_CALLERS = 100;
const REFS_PER_REQUEST = 200;

/** Which owners a caller may read in the catalog. */
export interface Readable {
  /** Whether the caller may read every entity, including entities that this plugin does not know. */
  all: boolean;
  /** Whether the caller may read an owner. Only of those that were asked for. */
  has(ownerRef: string): boolean;
}

const EVERYTHING: Readable = { all: true, has: () => true };

interface Kept {
  /** Milliseconds of the epoch. */
  until: number;
  decision: Promise<AuthorizeResult>;
  /** By ref. */
  owners: Map<string, Promise<boolean>>;
}

/**
 * Asks the catalog, as the caller, which owners it shows: aggregates must not name a team that it would not. One
 * question to the permission framework settles it for those who may read everything.
 */
export class ReadableEntities {
  readonly #catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  readonly #permissions: Pick<PermissionsService, 'authorizeConditional'>;
  readonly #auth: Pick<AuthService, 'isPrincipal'>;
  readonly #now: () => number;
  readonly #kept = new Map<string, Kept>();

  constructor(options: {
    catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
    permissions: Pick<PermissionsService, 'authorizeConditional'>;
    auth: Pick<AuthService, 'isPrincipal'>;
    now?: () => number;
  }) {
    this.#catalog = options.catalog;
    this.#permissions = options.permissions;
    this.#auth = options.auth;
    this.#now = options.now ?? Date.now;
  }

  /** Rejects with what the permission framework or the catalog rejects with. */
  async of(
    ownerRefs: Iterable<string>,
    credentials: BackstageCredentials,
  ): Promise<Readable> {
    const kept = this.#keptFor(credentials);
    const decision = await kept.decision;
    if (decision === AuthorizeResult.ALLOW) return EVERYTHING;
    if (decision === AuthorizeResult.DENY) {
      return { all: false, has: () => false };
    }
    const refs = [...new Set(ownerRefs)];
    this.#ask(kept, refs, credentials);
    const answers = await Promise.all(refs.map(ref => kept.owners.get(ref)));
    const readable = new Set(refs.filter((_, index) => answers[index]));
    return { all: false, has: ref => readable.has(ref) };
  }

  /** Asks for those refs that were not asked for lately. A failure is not kept. */
  #ask(kept: Kept, refs: string[], credentials: BackstageCredentials): void {
    const unknown = refs.filter(ref => !kept.owners.has(ref));
    for (let i = 0; i < unknown.length; i += REFS_PER_REQUEST) {
      const entityRefs = unknown.slice(i, i + REFS_PER_REQUEST);
      const asking = this.#catalog.getEntitiesByRefs(
        { entityRefs, fields: ['kind', 'metadata.name'] },
        { credentials },
      );
      entityRefs.forEach((ref, index) => {
        const answer = asking.then(({ items }) => items[index] !== undefined);
        answer.catch(() => kept.owners.delete(ref));
        kept.owners.set(ref, answer);
      });
    }
  }

  #keptFor(credentials: BackstageCredentials): Kept {
    const caller = this.#callerOf(credentials);
    const existing = caller === undefined ? undefined : this.#kept.get(caller);
    if (existing && existing.until > this.#now()) return existing;
    const kept: Kept = {
      until: this.#now() + KEPT_MS,
      decision: this.#decide(credentials),
      owners: new Map(),
    };
    // A caller without a name is asked for every time: it must not get another's answers.
    if (caller === undefined) return kept;
    this.#kept.delete(caller);
    this.#letGo();
    this.#kept.set(caller, kept);
    kept.decision.catch(() => this.#kept.delete(caller));
    return kept;
  }

  /** Those whose time is over, which come first, and the oldest where there are too many. */
  #letGo(): void {
    for (const [caller, { until }] of this.#kept) {
      const isOver = until <= this.#now() || this.#kept.size >= MAX_CALLERS;
      if (!isOver) return;
      this.#kept.delete(caller);
    }
  }

  async #decide(credentials: BackstageCredentials): Promise<AuthorizeResult> {
    const [{ result }] = await this.#permissions.authorizeConditional(
      [{ permission: catalogEntityReadPermission }],
      { credentials },
    );
    return result;
  }

  #callerOf(credentials: BackstageCredentials): string | undefined {
    return this.#auth.isPrincipal(credentials, 'user')
      ? credentials.principal.userEntityRef
      : undefined;
  }
}
