import { randomUUID } from 'node:crypto';
import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import {
  formatScope,
  readRunFinished,
  readScanReport,
  TOPIC_RUN_FINISHED,
  TOPIC_SCAN_REPORT,
} from 'backstage-plugin-agentcore-memory-common';
import { ChangeSignal } from './ChangeSignal';
import { HistoryKeeper } from './history/HistoryKeeper';
import { ScanStore } from './scans/ScanStore';
import { SnapshotCache } from './scorecards/SnapshotCache';

const TOPICS = [TOPIC_SCAN_REPORT, TOPIC_RUN_FINISHED];

/**
 * Keeps what the providers report, and passes on what changed: to the snapshot, which scopes to read again, and
 * to the browsers and to history, that there is something new. A report of a scan that changed nothing is kept and not passed on.
 */
export async function subscribeToScans(options: {
  events: EventsService;
  scans: Pick<ScanStore, 'save' | 'forgetBefore'>;
  snapshots: Pick<SnapshotCache, 'scopeChanged' | 'runFinished'>;
  signal: Pick<ChangeSignal, 'changed'>;
  history: Pick<HistoryKeeper, 'changed'>;
  logger: LoggerService;
}): Promise<void> {
  const { events, scans, snapshots, signal, history, logger } = options;
  await events.subscribe({
    id: 'agentcore-memory-backend',
    topics: TOPICS,
    async onEvent({ topic, eventPayload }) {
      if (topic === TOPIC_RUN_FINISHED) {
        const run = readRunFinished(eventPayload);
        if (run?.complete) await scans.forgetBefore(run);
        if (run) signal.changed();
        if (run?.complete) history.changed();
        return;
      }
      const report = readScanReport(eventPayload);
      if (!report) {
        logger.warn(`An event on ${topic} is not a scan report; ignored`);
        return;
      }
      const differs = await scans.save(report);
      if (differs || report.changed > 0) {
        signal.changed();
        history.changed();
      }
    },
  });
  // Each process has a snapshot of its own, so each has to hear of it, not only the one that keeps the report.
  await events.subscribe({
    id: `agentcore-memory-backend-${randomUUID()}`,
    topics: TOPICS,
    async onEvent({ topic, eventPayload }) {
      if (topic === TOPIC_RUN_FINISHED) {
        if (readRunFinished(eventPayload)?.complete) snapshots.runFinished();
        return;
      }
      const report = readScanReport(eventPayload);
      if (report && report.changed > 0) {
        snapshots.scopeChanged(formatScope(report));
      }
    },
  });
}
