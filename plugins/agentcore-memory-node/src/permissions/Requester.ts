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
import { authorizeChange } from './authorizeChange';
import { MemoryChange } from './change';

/** Of Backstage, what is needed to act for people. @public */
export interface RequesterServices {
  auth: AuthService;
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  permissions: PermissionsService;
  userInfo: UserInfoService;
}

type Permission = Parameters<typeof authorizeChange>[0]['permission'];

/** A refusal of which the audit log is told more than the initiator. @public */
export class WithheldReason extends Error {
  readonly shown: Error;
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
    permission: Permission,
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

  /**
   * Whether they may know what AWS says of a memory or key: the catalog shows them our entity of it, which nobody else can
   * register, or they may read every entity, and it may be that none uses the key yet.
   */
  async mayKnow(entityRef: string, arn: string): Promise<boolean> {
    const entity = await this.#read(entityRef);
    if (entity && isOursOf(entity, arn)) return true;
    return this.mayKnowAll();
  }

  /** Whether they may read every entity, and so may know everything. */
  async mayKnowAll(): Promise<boolean> {
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
