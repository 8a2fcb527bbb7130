import { mockServices } from '@backstage/backend-test-utils';
import { RefusalLog } from './RefusalLog';

describe('RefusalLog', () => {
  it('logs one line a minute, with the number since the line before', () => {
    let now = 0;
    const logger = mockServices.logger.mock();
    const log = new RefusalLog(logger, () => now);
    for (let i = 0; i < 1000; i += 1) log.refused();
    now = 59_999;
    log.refused();
    const lines = () =>
      logger.warn.mock.calls.map(([line]) => /\d+$/.exec(line)?.[0]);
    expect(lines()).toEqual(['1']);
    now = 60_000;
    log.refused();
    log.refused();
    expect(lines()).toEqual(['1', '1001']);
  });
});
