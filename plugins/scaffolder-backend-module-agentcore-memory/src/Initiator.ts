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
   * exist for them. A refusal is audited.
   *
   * @param eventId - what they are about to do, as the audit log calls it
   */
  async authorize(
    eventId: string,
    permission: Permission,
    change: MemoryChange,
  ): Promise<void> {
    try {
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
    } catch (error) {
      await this.recordRefusal(eventId, { ...change }, error);
      throw error;
    }
  }

  /** Puts on record what was refused, with all that there is to say. */
  async recordRefusal(
    eventId: string,
    meta: JsonObject,
    error: unknown,
  ): Promise<void> {
    const event = await this.#createEvent(eventId, meta);
    await event.fail({ error: toError(error) });
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
