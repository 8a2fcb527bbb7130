import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { readHistory } from './readHistory';

const KEY =
  'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const NOW = Date.parse('2026-11-27T00:00:00Z');

/** AWS may give a token with any page, however few events are on it. */
describe('readHistory of sparse pages', () => {
  let server: Server;
  let cloudTrail: CloudTrailClient;
  let pages: number[];

  beforeEach(async () => {
    let page = 0;
    server = createServer((_, response) => {
      const Events = Array.from({ length: pages[page] }, (__, index) => ({
        EventTime: NOW / 1000 - page * 60 - index,
        CloudTrailEvent: '{}',
      }));
      page += 1;
      const more = page < pages.length ? { NextToken: `page-${page}` } : {};
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      response.end(JSON.stringify({ Events, ...more }));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    cloudTrail = new CloudTrailClient({
      endpoint: `http://127.0.0.1:${port}`,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
  });
  afterEach(() => {
    cloudTrail.destroy();
    server.close();
  });

  const read = () =>
    readHistory(cloudTrail, {
      keyArn: KEY,
      askedAt: NOW,
      signal: new AbortController().signal,
      reasonOf: String,
    });

  it('says how many events were read, and since when', async () => {
    pages = [2, 0, 0, 1, 0, 0, 0, 0, 0, 1, 50];
    expect(await read()).toMatchObject({
      incomplete: 'There are more than the latest 4 events',
      since: new Date(NOW - 9 * 60_000).toISOString(),
      unreadable: 4,
    });
  });

  it('reads them to the end', async () => {
    pages = [0, 3, 0, 2];
    const history = await read();
    expect(history.incomplete).toBeUndefined();
    expect(history.unreadable).toBe(5);
  });
});
