import { metrics } from '@opentelemetry/api';
import { ScanReport } from 'backstage-plugin-agentcore-memory-common';

const meter = metrics.getMeter('backstage-plugin-agentcore-memory');

const scans = meter.createCounter('agentcore_memory.scans', {
  description: 'Scans of scopes, by provider and outcome',
});
const duration = meter.createHistogram('agentcore_memory.scan.duration', {
  description: 'How long scans of scopes took, by provider and outcome',
  unit: 's',
});
const calls = meter.createCounter('agentcore_memory.aws.calls', {
  description: 'Calls to AWS, retries included, by provider and IAM action',
});
const throttles = meter.createCounter('agentcore_memory.aws.throttles', {
  description: 'Calls that AWS answered with "too fast", by provider',
});
const removed = meter.createCounter('agentcore_memory.memories.removed', {
  description: 'Memories removed from the catalog, by provider',
});

/** Counts what a scan report says, for OpenTelemetry. Does nothing where no SDK is set up. */
export function recordMetrics(report: ScanReport): void {
  const provider = { provider: report.providerId };
  const attributes = { ...provider, outcome: report.outcome };
  scans.add(1, attributes);
  duration.record(
    (Date.parse(report.finishedAt) - Date.parse(report.startedAt)) / 1000,
    attributes,
  );
  recordCalls(report.providerId, report);
}

/** Counts calls to AWS of scans and of looks. */
export function recordCalls(
  providerId: string,
  made: Pick<ScanReport, 'calls' | 'throttles'>,
): void {
  const provider = { provider: providerId };
  for (const [action, count] of Object.entries(made.calls)) {
    calls.add(count, { ...provider, action });
  }
  throttles.add(made.throttles, provider);
}

/** Counts entities that were taken out of the catalog. */
export function recordRemoved(providerId: string, count: number): void {
  removed.add(count, { provider: providerId });
}
