import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { EventsService } from '@backstage/plugin-events-node';
import {
  formatScope,
  RunFinished,
  ScanReport,
  Scope,
  TOPIC_RUN_FINISHED,
  TOPIC_SCAN_REPORT,
} from 'backstage-plugin-agentcore-memory-common';
import { recordMetrics } from './metrics';

type Facts = Omit<
  ScanReport,
  'providerId' | 'accountId' | 'region' | 'finishedAt' | 'removed'
> &
  Partial<Pick<ScanReport, 'removed'>>;

/** Tells everybody how scans went: on the events bus and as metrics. */
export class Reporter {
  readonly #events: EventsService;
  readonly #logger: LoggerService;
  readonly #now: () => string;
  /** By scope: when it was last scanned as a whole. ISO 8601. */
  readonly lastAttempts = new Map<string, string>();

  constructor(options: {
    events: EventsService;
    logger: LoggerService;
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
      removed: 0,
      ...facts,
    };
    if (report.outcome !== 'refreshed') {
      this.lastAttempts.set(formatScope(scope), report.finishedAt);
    }
    recordMetrics(report);
    await this.#publish(TOPIC_SCAN_REPORT, report);
  }

  /** A run over all scopes has ended. Never rejects. */
  async runFinished(run: RunFinished): Promise<void> {
    await this.#publish(TOPIC_RUN_FINISHED, run);
  }

  /** What was committed stays committed, whether or not anybody hears of it. */
  async #publish(topic: string, eventPayload: unknown): Promise<void> {
    try {
      await this.#events.publish({ topic, eventPayload });
    } catch (error) {
      this.#logger.warn(`No event on ${topic}`, toError(error));
    }
  }
}
