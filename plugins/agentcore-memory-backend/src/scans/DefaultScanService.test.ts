import { mockServices } from '@backstage/backend-test-utils';
import { DefaultScanService } from './DefaultScanService';
import { ScanStore } from './ScanStore';

const scope = {
  providerId: 'main',
  accountId: '111122223333',
  region: 'eu-central-1',
};

describe('DefaultScanService', () => {
  it('passes the same request on once in ten seconds', async () => {
    let now = 0;
    const events = mockServices.events.mock();
    const service = new DefaultScanService({
      scans: { has: async () => true } as Partial<ScanStore> as ScanStore,
      events,
      staleAfterMs: 1,
      now: () => now,
    });
    await service.requestScan({ scope });
    await service.requestScan({ scope });
    await service.requestScan({ scope: 'all' });
    await service.requestScan({ scope: 'all' });
    now = 9_999;
    await service.requestScan({ scope });
    expect(
      events.publish.mock.calls.map(([{ eventPayload }]) => eventPayload),
    ).toEqual([{ scope: 'main/111122223333/eu-central-1' }, { scope: 'all' }]);
    now = 10_000;
    await service.requestScan({ scope });
    expect(events.publish).toHaveBeenCalledTimes(3);
  });

  it('passes a request on at once when the one before could not be published', async () => {
    const events = mockServices.events.mock();
    events.publish.mockRejectedValueOnce(new Error('the bus is down'));
    const service = new DefaultScanService({
      scans: {} as ScanStore,
      events,
      staleAfterMs: 1,
    });
    await expect(service.requestScan({ scope: 'all' })).rejects.toThrow(
      'the bus is down',
    );
    await service.requestScan({ scope: 'all' });
    expect(events.publish).toHaveBeenCalledTimes(2);
  });
});
