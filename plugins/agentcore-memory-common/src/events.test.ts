import fc from 'fast-check';
import {
  readMemoryChanged,
  readRunFinished,
  readScanReport,
  readScanRequest,
} from './events';

describe('events', () => {
  it('are read where they are well formed', () => {
    const report = {
      providerId: 'main',
      accountId: '111122223333',
      region: 'us-east-1',
      startedAt: '2026-11-24T00:00:00.000Z',
      finishedAt: '2026-11-24T00:00:01.000Z',
      outcome: 'failed',
      reason: 'denied',
      memories: 0,
      removed: 0,
      calls: { 'bedrock-agentcore:ListMemories': 1 },
      throttles: 0,
      changed: 0,
      notInCatalog: 2,
    };
    expect(readScanReport(report)).toEqual(report);
    expect(readScanReport({ ...report, outcome: 'fine' })).toBeUndefined();
    expect(readScanReport({ ...report, accountId: '12' })).toBeUndefined();
    expect(readScanReport({ ...report, calls: { x: -1 } })).toBeUndefined();
    expect(readScanReport({ ...report, changed: -1 })).toBeUndefined();
    expect(
      readScanReport({ ...report, notInCatalog: undefined }),
    ).toBeUndefined();
    expect(readScanRequest({ scope: 'all' })).toEqual({ scope: 'all' });
    expect(readScanRequest({ scope: 'main/111122223333/us-east-1' })).toEqual({
      scope: {
        providerId: 'main',
        accountId: '111122223333',
        region: 'us-east-1',
      },
    });
    // An empty payload must not ask for everything.
    for (const payload of [{}, { scope: undefined }, { scope: 'main' }]) {
      expect(readScanRequest(payload)).toBeUndefined();
    }
    const run = {
      providerId: 'main',
      startedAt: report.startedAt,
      complete: true,
    };
    expect(readRunFinished(run)).toEqual(run);
    expect(readRunFinished({ ...run, complete: 'yes' })).toBeUndefined();
    const arn =
      'arn:aws:bedrock-agentcore:us-east-1:111122223333:memory/notes-a1B2c3D4e5';
    expect(readMemoryChanged({ arn })).toEqual({ arn });
    expect(readMemoryChanged({ arn: 'arn:aws:s3:::x' })).toBeUndefined();
  });

  it('never throw, and refuse any other payload', () => {
    fc.assert(
      fc.property(fc.anything(), payload => {
        for (const read of [
          readScanReport,
          readRunFinished,
          readMemoryChanged,
          readScanRequest,
        ]) {
          expect(read(payload)).toBeUndefined();
        }
      }),
    );
  });
});
