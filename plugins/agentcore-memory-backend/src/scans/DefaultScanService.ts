import { NotFoundError } from '@backstage/errors';
import { EventsService } from '@backstage/plugin-events-node';
import {
  formatScope,
  ScanRequest,
  ScansRequest,
  scansResponse,
  ScansResponse,
  Scope,
  ScopeScansResponse,
  TOPIC_SCAN_REQUESTED,
} from 'backstage-plugin-agentcore-memory-common';
import { ScanService, ScanServiceRequest } from './ScanService';
import { ScanStore } from './ScanStore';
import { readScopeHealth } from './scopeHealth';

/** A request is not repeated within this time, in milliseconds. */
const PAUSE_MS = 10_000;

/** `ScanService` from the kept reports; asks providers over the events bus. */
export class DefaultScanService implements ScanService {
  readonly #scans: ScanStore;
  readonly #events: EventsService;
  readonly #staleAfterMs: number;
  readonly #now: () => number;
  /** When which scope, or `all`, was last requested. */
  readonly #requested = new Map<string, number>();

  constructor(options: {
    scans: ScanStore;
    events: EventsService;
    staleAfterMs: number;
    now?: () => number;
  }) {
    this.#scans = options.scans;
    this.#events = options.events;
    this.#staleAfterMs = options.staleAfterMs;
    this.#now = options.now ?? Date.now;
  }

  async getScans(request: ScansRequest): Promise<ScansResponse> {
    const scopes = await readScopeHealth(this.#scans, {
      now: this.#now(),
      staleAfterMs: this.#staleAfterMs,
    });
    return scansResponse(scopes, request);
  }

  async getScopeScans(scope: Scope): Promise<ScopeScansResponse> {
    const reports = await this.#scans.reportsOf(scope);
    if (reports.length === 0) await this.#mustHave(scope);
    return { reports };
  }

  async requestScan({ scope }: ScanServiceRequest): Promise<void> {
    if (scope !== 'all') await this.#mustHave(scope);
    const request: ScanRequest = {
      scope: scope === 'all' ? scope : formatScope(scope),
    };
    if (!this.#isDue(request.scope)) return;
    this.#requested.set(request.scope, this.#now());
    try {
      await this.#events.publish({
        topic: TOPIC_SCAN_REQUESTED,
        eventPayload: request,
      });
    } catch (error) {
      // The providers do not know of the request, so the next one must not have to wait.
      this.#requested.delete(request.scope);
      throw error;
    }
  }

  async #mustHave(scope: Scope): Promise<void> {
    if (!(await this.#scans.has(scope))) {
      throw new NotFoundError(
        `No scan of the scope ${formatScope(scope)} has ever reported`,
      );
    }
  }

  #isDue(key: string): boolean {
    const limit = this.#now() - PAUSE_MS;
    for (const [other, at] of this.#requested) {
      if (at <= limit) this.#requested.delete(other);
    }
    return !this.#requested.has(key);
  }
}
