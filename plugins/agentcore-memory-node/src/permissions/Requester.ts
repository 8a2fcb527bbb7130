import {
  AuthService,
  BackstageCredentials,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { isOursOf } from 'backstage-plugin-agentcore-memory-common';
import { FieldProblemsError } from '../creation/FieldProblems';
import {
  authorizeChange,
  ChangePermission,
  decideChanges,
} from './authorizeChange';
import { MemoryChange } from './change';

/** Of Backstage, what is needed to act for people. @public */
export interface RequesterServices {
  /** Tells users from services. */
  auth: AuthService;
  /** Tells what exists for people. */
  catalog: Pick<CatalogService, 'getEntityByRef' | 'getEntitiesByRefs'>;
  /** Asks the permission policy. */
  permissions: PermissionsService;
  /** Tells of what people are members. */
  userInfo: UserInfoService;
}

/** A refusal of which the audit log is told more than the initiator. @public */
export class WithheldReason extends Error {
  /** What whoever asked is told. */
  readonly shown: Error;
  /** What the audit log is told. */
  readonly inFull: Error;

  constructor(shown: Error, inFull: Error) {
    super(shown.message);
    this.shown = shown;
    this.inFull = inFull;
  }
}

/** Whoever asks for something: Backstage's rights in AWS are not theirs. @public */
export class Requester {
  readonly #services: RequesterServices;
  readonly #credentials: BackstageCredentials;

  constructor(services: RequesterServices, credentials: BackstageCredentials) {
    this.#services = services;
    this.#credentials = credentials;
  }

  /**
   * Rejects with a `NotAllowedError` where they may not do this, and with a `FieldProblemsError` where the owner or
   * system does not exist for them.
   */
  async authorize(
    permission: ChangePermission,
    change: MemoryChange,
    system?: string,
  ): Promise<void> {
    await authorizeChange({
      ...this.#services,
      permission,
      change,
      credentials: this.#credentials,
    });
    const named = { owner: change.owner, ...(system && { system }) };
    for (const [field, ref] of Object.entries(named)) {
      if (await this.#read(ref)) continue;
      throw new FieldProblemsError([
        { field, message: `there is no ${ref}, or you may not see it` },
      ]);
    }
  }

  /** Which changes they may make, of those that `decideChanges` is asked for; one question for all of them. */
  async decide(
    permission: ChangePermission,
  ): Promise<(change: MemoryChange) => string | undefined> {
    return decideChanges({
      ...this.#services,
      permission,
      credentials: this.#credentials,
    });
  }

  /** Whether they may know what AWS says of a memory or key: see `mayKnowOf`. */
  async mayKnow(entityRef: string, arn: string): Promise<boolean> {
    return (await this.mayKnowOf([{ entityRef, arn }])).has(arn);
  }

  /**
   * The ARNs of the memories and keys of which they may know what AWS says: the catalog shows them our entity of it, which
   * nobody else can register, or they may read every entity, and it may be that none uses the key yet.
   */
  async mayKnowOf(
    things: readonly { entityRef: string; arn: string }[],
  ): Promise<ReadonlySet<string>> {
    const all = things.map(({ arn }) => arn);
    if (await this.#mayReadEverything()) return new Set(all);
    const entityRefs = things.map(({ entityRef }) => entityRef);
    const { items } = await this.#services.catalog
      .getEntitiesByRefs({ entityRefs }, { credentials: this.#credentials })
      .catch(() => ({ items: [] }));
    return new Set(
      all.filter((arn, index) => {
        const entity = items[index];
        return entity && isOursOf(entity, arn);
      }),
    );
  }

  async #mayReadEverything(): Promise<boolean> {
    const [{ result }] = await this.#services.permissions.authorizeConditional(
      [{ permission: catalogEntityReadPermission }],
      { credentials: this.#credentials },
    );
    return result === AuthorizeResult.ALLOW;
  }

  /** Who they are, for the audit log. */
  get name(): string {
    const { auth } = this.#services;
    if (auth.isPrincipal(this.#credentials, 'user')) {
      return this.#credentials.principal.userEntityRef;
    }
    return auth.isPrincipal(this.#credentials, 'service')
      ? this.#credentials.principal.subject
      : 'unknown';
  }

  /** What the catalog does not answer does not exist for them. */
  async #read(entityRef: string): Promise<Entity | undefined> {
    return this.#services.catalog
      .getEntityByRef(entityRef, { credentials: this.#credentials })
      .catch(() => undefined);
  }
}
