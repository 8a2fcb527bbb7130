import { randomUUID } from 'node:crypto';
import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import {
  readRunFinished,
  readScanReport,
  TOPIC_RUN_FINISHED,
  TOPIC_SCAN_REPORT,
} from 'backstage-plugin-agentcore-memory-common';
import { ChangeSignal } from './ChangeSignal';
import { ScanStore } from './scans/ScanStore';
import { CountKeeper } from './scorecards/CountKeeper';

/** Keeps what the providers report, and lets the scorecards and the browsers know that something changed. */
export async function subscribeToScans(options: {
  events: EventsService;
  scans: ScanStore;
  counts: CountKeeper;
  signal: ChangeSignal;
  logger: LoggerService;
}): Promise<void> {
  const { events, scans, counts, signal, logger } = options;
  await events.subscribe({
    id: 'agentcore-memory-backend',
    topics: [TOPIC_SCAN_REPORT, TOPIC_RUN_FINISHED],
    async onEvent({ topic, eventPayload }) {
      if (topic === TOPIC_RUN_FINISHED) {
        const run = readRunFinished(eventPayload);
        if (run?.complete) await scans.forgetBefore(run);
        if (run) signal.changed();
        return;
      }
      const report = readScanReport(eventPayload);
      if (!report) {
        logger.warn(`An event on ${topic} is not a scan report; ignored`);
        return;
      }
      await scans.save(report);
      // A failure commits nothing, but it shows in the coverage.
      signal.changed();
    },
  });
  // Each process counts for itself, so each has to hear of it, not only the one that keeps the report.
  await events.subscribe({
    id: `agentcore-memory-backend-${randomUUID()}`,
    topics: [TOPIC_SCAN_REPORT],
    async onEvent({ eventPayload }) {
      const report = readScanReport(eventPayload);
      if (report && report.outcome !== 'failed') counts.changed();
    },
  });
}
