import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { TOPIC_AWS_EVENTS } from 'backstage-plugin-agentcore-memory-common';
import request, { Test } from 'supertest';
import { expectDocumented } from '../__testUtils__/openapi';
import { startBackend } from '../__testUtils__/startBackend';

const URL = '/api/agentcore-memory/v1/aws-events';
const HEADER = 'x-agentcore-memory-secret';
const SECRET = 'correct-horse-battery-staple';
const EVENT = {
  version: '0',
  source: 'aws.kms',
  'detail-type': 'AWS API Call via CloudTrail',
  detail: { eventName: 'DisableKey' },
};
const JSON_TYPE = 'application/json; charset=utf-8';

describe('the ingress for AWS events', () => {
  const logger = mockServices.rootLogger.mock();
  logger.child.mockReturnValue(logger);
  let backend: Awaited<ReturnType<typeof startBackend>>;
  let received: unknown[];

  async function start(awsEvents: object | undefined = { secret: SECRET }) {
    backend = await startBackend({
      config: { agentCoreMemory: { awsEvents } },
      features: [logger.factory],
    });
    received = [];
    await backend.events.subscribe({
      id: 'provider',
      topics: [TOPIC_AWS_EVENTS],
      async onEvent({ eventPayload }) {
        received.push(eventPayload);
      },
    });
  }

  /** As EventBridge posts: without credentials of Backstage. */
  const post = (): Test =>
    request(backend.server)
      .post(URL)
      .set('authorization', mockCredentials.none.header())
      .set('content-type', JSON_TYPE);

  afterEach(() => backend?.stop());
  beforeEach(() => logger.warn.mockClear());

  it('passes an event on that comes with the secret', async () => {
    await start();
    expectDocumented('AwsEvent', EVENT);
    const { status, text } = await post().set(HEADER, SECRET).send(EVENT);
    expect([status, text]).toEqual([202, '']);
    expect(received).toEqual([EVENT]);
  });

  it('takes the largest event that EventBridge takes, and none that is larger', async () => {
    await start();
    const sized = (bytes: number) => {
      const empty = JSON.stringify({ ...EVENT, detail: { text: '' } });
      return JSON.stringify({
        ...EVENT,
        detail: { text: 'x'.repeat(bytes - empty.length) },
      });
    };
    const answers = [256 * 1024, 256 * 1024 + 1].map(bytes =>
      post().set(HEADER, SECRET).send(sized(bytes)),
    );
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([
      202, 413,
    ]);
    expect(received).toHaveLength(1);
  });

  it.each<[string, string | undefined]>([
    ['no secret', undefined],
    ['an empty one', ''],
    ['another one', 'correct-horse-battery-stable'],
    ['the beginning of it', SECRET.slice(0, -1)],
    ['more than it', `${SECRET}!`],
    ['it twice', `${SECRET}, ${SECRET}`],
  ])('refuses %s before it reads the body', async (_, secret) => {
    await start();
    // A body that would be refused if it were read.
    const asked = post().send(`{"text":"${'x'.repeat(300 * 1024)}`);
    if (secret !== undefined) asked.set(HEADER, secret);
    const { status, body } = await asked;
    expect(status).toBe(401);
    expectDocumented('Error', body);
    expect(JSON.stringify(body)).not.toContain(SECRET);
    expect(received).toEqual([]);
  });

  it.each<[string, string | object, string, number]>([
    ['no JSON', '{"source":', JSON_TYPE, 400],
    ['no body', '', JSON_TYPE, 400],
    ['several events', [EVENT, EVENT], JSON_TYPE, 400],
    ['a text', '"event"', JSON_TYPE, 400],
    ['an object that is no event', { Records: [] }, JSON_TYPE, 400],
    ['a detail that is no object', { ...EVENT, detail: 'x' }, JSON_TYPE, 400],
    ['another type of body', 'source=aws.kms', 'text/plain', 400],
    ['an unknown charset', '{}', 'application/json; charset=x', 415],
  ])('refuses %s', async (_, sent, type, expected) => {
    await start();
    const asked = post().set(HEADER, SECRET).set('content-type', type);
    const { status, body } = await asked.send(
      typeof sent === 'string' ? sent : JSON.stringify(sent),
    );
    expect(status).toBe(expected);
    expectDocumented('Error', body);
    expect(received).toEqual([]);
  });

  it('logs nothing for each event, one line for many refusals, and no text of the sender', async () => {
    await start();
    for (const method of ['error', 'warn', 'info', 'debug'] as const) {
      logger[method].mockClear();
    }
    const marker = 'sent-by-a-stranger';
    for (let i = 0; i < 5; i += 1) {
      await post().set(HEADER, SECRET).send(EVENT);
      await post()
        .set(HEADER, SECRET)
        .send({ [marker]: marker });
      await post()
        .set(HEADER, marker)
        .send({ [marker]: marker });
    }
    expect(logger.warn).toHaveBeenCalledTimes(1);
    const lines = (['error', 'warn', 'info', 'debug'] as const).flatMap(
      method => logger[method].mock.calls,
    );
    // Backstage's own access log has one line a request, without header and body.
    const own = lines.filter(([line]) => !String(line).includes(URL));
    expect(own).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toContain(marker);
    expect(JSON.stringify(lines)).not.toContain(SECRET);
  });

  it('lets the sender try again when an event can not be passed on', async () => {
    await start();
    jest
      .spyOn(backend.events, 'publish')
      .mockRejectedValueOnce(new Error('the bus is down'));
    const { status } = await post().set(HEADER, SECRET).send(EVENT);
    expect(status).toBe(500);
  });

  it('is not there without a secret', async () => {
    backend = await startBackend();
    const asUser = await request(backend.server).post(URL).send(EVENT);
    expect(asUser.status).toBe(404);
    const { status } = await post().set(HEADER, SECRET).send(EVENT);
    expect(status).toBe(401);
  });

  it('opens no other route', async () => {
    await start();
    const { status } = await request(backend.server)
      .get('/api/agentcore-memory/v1/scans')
      .set('authorization', mockCredentials.none.header())
      .set(HEADER, SECRET);
    expect(status).toBe(401);
  });

  it.each([
    [{}],
    [{ secret: '' }],
    [{ secret: 'fifteen-letters' }],
    [{ secret: 'sixteen letters!' }],
    [{ secret: 'sechzehn-Wörter-' }],
    [{ secret: 1234567890123456 }],
  ])('refuses to start with %j and names the key', async awsEvents => {
    await expect(start(awsEvents)).rejects.toThrow(
      /agentCoreMemory\.awsEvents\.secret/,
    );
  });
});
