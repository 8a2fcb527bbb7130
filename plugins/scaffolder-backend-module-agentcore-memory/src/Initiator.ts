import {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  Requester,
  RequesterServices,
  WithheldReason,
} from 'backstage-plugin-agentcore-memory-node';

/** Of Backstage, what is needed to act for people. */
export interface InitiatorServices extends RequesterServices {
  auditor: AuditorService;
}

/** Whoever started the task: each act is asked for and recorded. */
export class Initiator extends Requester {
  readonly #auditor: AuditorService;
  readonly #taskId: string;

  constructor(
    services: InitiatorServices,
    credentials: BackstageCredentials,
    taskId: string,
  ) {
    super(services, credentials);
    this.#auditor = services.auditor;
    this.#taskId = taskId;
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
    return this.#auditor.createEvent({
      eventId,
      severityLevel: 'medium',
      meta: { ...meta, initiator: this.name, taskId: this.#taskId },
    });
  }
}
