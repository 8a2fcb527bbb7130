import { ScanReport } from 'backstage-plugin-agentcore-memory-common';

/** A report of a scope that was listed whole, just now unless told otherwise. */
export function report(change: Partial<ScanReport> = {}): ScanReport {
  const now = new Date().toISOString();
  return {
    providerId: 'main',
    accountId: '111122223333',
    region: 'eu-central-1',
    startedAt: now,
    finishedAt: now,
    outcome: 'complete',
    memories: 7,
    removed: 0,
    calls: { 'bedrock-agentcore:ListMemories': 1 },
    throttles: 0,
    changed: 0,
    notInCatalog: 0,
    ...change,
  };
}
