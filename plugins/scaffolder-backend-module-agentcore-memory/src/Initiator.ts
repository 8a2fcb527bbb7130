import {
  AuditorService,
  AuthService,
  BackstageCredentials,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { InputError, toError } from '@backstage/errors';
import { Entity } from '@backstage/catalog-model';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
import { isOursOf } from 'backstage-plugin-agentcore-memory-common';
import {
  authorizeChange,
  MemoryChange,
} from 'backstage-plugin-agentcore-memory-node';

/** Of Backstage, what is needed to act for people. */
export interface InitiatorServices {
  auditor: AuditorService;
  auth: AuthService;
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  permissions: PermissionsService;
  userInfo: UserInfoService;
}

type Permission = Parameters<typeof authorizeChange>[0]['permission'];

/** A refusal of which the audit log is told more than the initiator. */
export class WithheldReason extends Error {
  readonly shown: Error;
  readonly inFull: Error;

  constructor(shown: Error, inFull: Error) {
    super(shown.message);
    this.shown = shown;
    this.inFull = inFull;
  }
}

/** Whoever started the task: Backstage's rights in AWS are not theirs, so each act is asked for and recorded. */
export class Initiator {
  readonly #services: InitiatorServices;
  readonly #credentials: BackstageCredentials;
  readonly #taskId: string;

  constructor(
    services: InitiatorServices,
    credentials: BackstageCredentials,
    taskId: string,
  ) {
    this.#services = services;
    this.#credentials = credentials;
    this.#taskId = taskId;
  }

  /**
   * Rejects with a `NotAllowedError` where they may not do this, and with an `InputError` where the owner does not
   * exist for them.
   */
  async authorize(permission: Permission, change: MemoryChange): Promise<void> {
    await authorizeChange({
      ...this.#services,
      permission,
      change,
      credentials: this.#credentials,
    });
    if (!(await this.#seesOwner(change.owner))) {
      throw new InputError(
        `owner: there is no ${change.owner}, or you may not see it`,
      );
    }
  }

  /**
   * Checks something before it is done, and puts a refusal on record. Rejects with what a `WithheldReason` shows, and
   * with all other errors as they are.
   *
   * @param eventId - what they are about to do, as the audit log calls it
   */
  async recordingRefusal<T>(
    eventId: string,
    meta: JsonObject,
    check: () => Promise<T>,
  ): Promise<T> {
    try {
      return await check();
    } catch (error) {
      const event = await this.#createEvent(eventId, meta);
      const isWithheld = error instanceof WithheldReason;
      await event.fail({ error: toError(isWithheld ? error.inFull : error) });
      throw isWithheld ? error.shown : error;
    }
  }

  /** Whether a group or user exists for them. Where the catalog does not answer, it does not. */
  async #seesOwner(entityRef: string): Promise<boolean> {
    return (await this.#read(entityRef)) !== undefined;
  }

  /**
   * Whether they may know what AWS says of a memory or key: the catalog shows them our entity of it, which nobody else can
   * register, or they may read every entity, and it may be that none uses the key yet.
   */
  async mayKnow(entityRef: string, arn: string): Promise<boolean> {
    const entity = await this.#read(entityRef);
    if (entity && isOursOf(entity, arn)) return true;
    const [{ result }] = await this.#services.permissions.authorizeConditional(
      [{ permission: catalogEntityReadPermission }],
      { credentials: this.#credentials },
    );
    return result === AuthorizeResult.ALLOW;
  }

  async #read(entityRef: string): Promise<Entity | undefined> {
    return this.#services.catalog
      .getEntityByRef(entityRef, { credentials: this.#credentials })
      .catch(() => undefined);
  }

  /** Does something in AWS and puts it on record: who, what, where, and how it ended. */
  async audited<T extends JsonObject>(
    eventId: string,
    meta: JsonObject,
    act: () => Promise<T>,
  ): Promise<T> {
    const event = await this.#createEvent(eventId, meta);
    try {
      const result = await act();
      await event.success({ meta: result });
      return result;
    } catch (error) {
      // What AWS said in full is for the log alone.
      await event.fail({ error: toError(toError(error).cause ?? error) });
      throw error;
    }
  }

  #createEvent(eventId: string, meta: JsonObject) {
    return this.#services.auditor.createEvent({
      eventId,
      severityLevel: 'medium',
      meta: { ...meta, initiator: this.#name(), taskId: this.#taskId },
    });
  }

  #name(): string {
    const { auth } = this.#services;
    if (auth.isPrincipal(this.#credentials, 'user')) {
      return this.#credentials.principal.userEntityRef;
    }
    return auth.isPrincipal(this.#credentials, 'service')
      ? this.#credentials.principal.subject
      : 'unknown';
  }
}
