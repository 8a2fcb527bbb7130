import {
  AuditorService,
  AuthService,
  BackstageCredentials,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { InputError, toError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { JsonObject } from '@backstage/types';
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
    if (!(await this.mayRead(change.owner))) {
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

  /** Whether the catalog shows them an entity. Where the catalog does not answer, it does not. */
  async mayRead(entityRef: string): Promise<boolean> {
    const entity = await this.#services.catalog
      .getEntityByRef(entityRef, { credentials: this.#credentials })
      .catch(() => undefined);
    return entity !== undefined;
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
      await event.fail({ error: toError(error) });
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
