import { mockServices } from '@backstage/backend-test-utils';
import { DefaultEventsService } from '@backstage/plugin-events-node';
import {
  ScanReport,
  TOPIC_RUN_FINISHED,
  TOPIC_SCAN_REPORT,
} from 'backstage-plugin-agentcore-memory-common';
import { report } from './__testUtils__/reports';
import { subscribeToScans } from './subscribeToScans';

const SCOPE = 'main/111122223333/eu-central-1';

describe('subscribeToScans', () => {
  const logger = mockServices.logger.mock();
  const scans = { save: jest.fn(), forgetBefore: jest.fn() };
  const signal = { changed: jest.fn() };
  const history = { changed: jest.fn() };
  const snapshots = { scopeChanged: jest.fn(), runFinished: jest.fn() };
  let publish: (topic: string, eventPayload: unknown) => Promise<void>;

  beforeEach(async () => {
    jest.resetAllMocks();
    const events = DefaultEventsService.create({ logger });
    publish = (topic, eventPayload) => events.publish({ topic, eventPayload });
    await subscribeToScans({
      events,
      scans,
      snapshots,
      signal,
      history,
      logger,
    });
  });

  it.each<[string, Partial<ScanReport>, boolean, string[]]>([
    ['a scan that changed nothing', {}, false, []],
    ['another outcome, reason or loss', {}, true, []],
    ['memories that changed', { changed: 1 }, false, [SCOPE]],
    [
      'a look because of an event',
      { outcome: 'refreshed', changed: 2 },
      false,
      [SCOPE],
    ],
    [
      'a failure after some changes',
      { outcome: 'failed', changed: 1 },
      true,
      [SCOPE],
    ],
  ])(
    'tells of %s what is new, and no more',
    async (_, change, differs, read) => {
      scans.save.mockResolvedValue(differs);
      const told = report(change);
      await publish(TOPIC_SCAN_REPORT, told);
      expect(scans.save.mock.calls).toEqual([[told]]);
      expect(snapshots.scopeChanged.mock.calls.flat()).toEqual(read);
      expect(snapshots.runFinished).not.toHaveBeenCalled();
      const times = differs || read.length > 0 ? 1 : 0;
      expect(signal.changed).toHaveBeenCalledTimes(times);
      expect(history.changed).toHaveBeenCalledTimes(times);
    },
  );

  it.each([true, false])(
    'has everything read again after a run that was complete: %p',
    async complete => {
      const run = {
        providerId: 'main',
        startedAt: '2026-01-01T00:00:00.000Z',
        complete,
      };
      await publish(TOPIC_RUN_FINISHED, run);
      const times = complete ? 1 : 0;
      expect(scans.forgetBefore).toHaveBeenCalledTimes(times);
      expect(snapshots.runFinished).toHaveBeenCalledTimes(times);
      expect(signal.changed).toHaveBeenCalledTimes(1);
      expect(history.changed).toHaveBeenCalledTimes(times);
    },
  );

  it('ignores events that are no reports', async () => {
    await publish(TOPIC_SCAN_REPORT, { outcome: 'complete' });
    await publish(TOPIC_RUN_FINISHED, { providerId: 'main' });
    expect(scans.save).not.toHaveBeenCalled();
    expect(signal.changed).not.toHaveBeenCalled();
    expect(history.changed).not.toHaveBeenCalled();
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('has every process hear of a change, and one of them keep it', async () => {
    const events = DefaultEventsService.create({ logger });
    const replicas = [1, 2].map(() => ({
      scopeChanged: jest.fn(),
      runFinished: jest.fn(),
    }));
    const ids: string[] = [];
    for (const replica of replicas) {
      await subscribeToScans({
        events: {
          publish: params => events.publish(params),
          subscribe: options => {
            ids.push(options.id);
            return events.subscribe(options);
          },
        },
        scans,
        snapshots: replica,
        signal,
        history,
        logger,
      });
    }
    await events.publish({
      topic: TOPIC_SCAN_REPORT,
      eventPayload: report({ changed: 1 }),
    });
    for (const { scopeChanged } of replicas) {
      expect(scopeChanged.mock.calls).toEqual([[SCOPE]]);
    }
    // The bus gives an event to one subscriber of each id.
    const [kept, one, alsoKept, other] = ids;
    expect(kept).toBe(alsoKept);
    expect(new Set([kept, one, other]).size).toBe(3);
  });
});
