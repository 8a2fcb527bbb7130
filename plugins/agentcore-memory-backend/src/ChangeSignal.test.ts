import { mockServices } from '@backstage/backend-test-utils';
import { ChangeSignal, GATHERING_MS } from './ChangeSignal';

describe('ChangeSignal', () => {
  const publish = jest.fn();
  const logger = mockServices.logger.mock();
  let due: { task: () => void; ms: number }[];
  const create = () =>
    new ChangeSignal({
      signals: { publish },
      logger,
      schedule: (task, ms) => due.push({ task, ms }),
    });

  beforeEach(() => {
    due = [];
    publish.mockReset();
  });

  it('tells a thousand changes at once, after the first has waited half a second', () => {
    const signal = create();
    for (let i = 0; i < 1000; i += 1) signal.changed();
    expect(publish).not.toHaveBeenCalled();
    expect(due.map(({ ms }) => ms)).toEqual([GATHERING_MS]);
    due[0].task();
    expect(publish.mock.calls).toEqual([
      [
        {
          recipients: { type: 'broadcast' },
          channel: 'agentcore-memory',
          message: { action: 'changed' },
        },
      ],
    ]);

    signal.changed();
    due[1].task();
    expect(publish).toHaveBeenCalledTimes(2);
  });

  it('goes on when a signal can not be published', async () => {
    const signal = create();
    publish.mockRejectedValueOnce(new Error('down'));
    signal.changed();
    due[0].task();
    await Promise.resolve();
    expect(logger.warn).toHaveBeenCalledWith(
      'Browsers were not told of a change',
      expect.any(Error),
    );
    signal.changed();
    due[1].task();
    expect(publish).toHaveBeenCalledTimes(2);
  });
});
