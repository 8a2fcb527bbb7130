import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { EventsService } from '@backstage/plugin-events-node';
import {
  parseScope,
  RunFinished,
  ScanReport,
  Scope,
  TOPIC_RUN_FINISHED,
  TOPIC_SCAN_REPORT,
} from 'backstage-plugin-agentcore-memory-common';
import { recordMetrics } from './metrics';

type Facts = Omit<
  ScanReport,
  'providerId' | 'accountId' | 'region' | 'finishedAt'
>;

const NO_CALLS = { calls: {}, throttles: 0 };

/** Publishes how scans went: on the events bus and as metrics. */
export class ScanReporter {
  readonly #events: EventsService;
  readonly #logger: LoggerService;
  readonly #now: () => string;

  constructor(options: {
    events: EventsService;
    logger: LoggerService;
    /** ISO 8601. */
    now: () => string;
  }) {
    this.#events = options.events;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  /** A scan of a scope, or of single memories of it, has ended. Never rejects. */
  async report(scope: Scope, facts: Facts): Promise<void> {
    const report: ScanReport = {
      providerId: scope.providerId,
      accountId: scope.accountId,
      region: scope.region,
      finishedAt: this.#now(),
      ...facts,
    };
    recordMetrics(report);
    await this.#publish(TOPIC_SCAN_REPORT, report);
  }

  /**
   * Memories changed in the catalog outside of scans. Never rejects.
   *
   * @param changes - how many of each scope, as text
   * @param made - calls to AWS that it took
   */
  async reportChanges(
    changes: ReadonlyMap<string, number>,
    startedAt: string,
    made: Pick<ScanReport, 'calls' | 'throttles'> = NO_CALLS,
  ): Promise<void> {
    let cost = made;
    for (const [id, changed] of changes) {
      const scope = parseScope(id);
      if (!scope) continue;
      await this.report(scope, {
        startedAt,
        outcome: 'refreshed',
        memories: 0,
        removed: 0,
        changed,
        notInCatalog: 0,
        calls: cost.calls,
        throttles: cost.throttles,
      });
      // The calls were made once, however many scopes they were made for.
      cost = NO_CALLS;
    }
  }

  /** A run over all scopes of a provider config has ended. Never rejects. */
  async runFinished(run: RunFinished): Promise<void> {
    await this.#publish(TOPIC_RUN_FINISHED, run);
  }

  /** What is stored and published stays so, whether or not the event arrives. */
  async #publish(topic: string, eventPayload: unknown): Promise<void> {
    try {
      await this.#events.publish({ topic, eventPayload });
    } catch (error) {
      this.#logger.warn(`No event on ${topic}`, toError(error));
    }
  }
}
