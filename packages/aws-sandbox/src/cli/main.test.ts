import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startSandbox, Sandbox } from '../startSandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 'demo' });
});
afterAll(() => sandbox.stop());

async function start(
  args: string[],
  onOutput: (pid: number, output: string) => void,
) {
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(__dirname, 'main.ts'),
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk;
    onOutput(child.pid!, output);
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const code = await new Promise(resolve => child.on('close', resolve));
  return { code, lines: output.trim().split('\n') };
}

describe('the command', () => {
  it('prints that it is ready, and stops on SIGTERM', async () => {
    const { code, lines } = await start(
      ['--port', '0', '--seed', 'empty'],
      pid => process.kill(pid, 'SIGTERM'),
    );
    expect(code).toBe(0);
    expect(lines).toEqual([
      expect.stringMatching(/^AWS sandbox ready at http:\/\/127\.0\.0\.1:\d+ /),
    ]);
  });

  it('starts with a large company', async () => {
    const { code, lines } = await start(
      [
        ['--port', '0'],
        ['--seed', 'large'],
        ['--accounts', '20'],
        ['--regions', 'us-east-1,eu-central-1'],
        ['--memories', '300'],
        ['--random-seed', '3'],
        ['--quotas', 'documented'],
        ['--latency', '5'],
      ].flat(),
      pid => process.kill(pid, 'SIGTERM'),
    );
    expect(code).toBe(0);
    expect(lines[0]).toContain('seed large');
  });

  it('posts events with the headers that it is given', async () => {
    const received: unknown[] = [];
    const receiver = createServer((request, response) => {
      received.push([request.headers['x-secret'], request.headers['x-more']]);
      response.writeHead(202).end();
    });
    await new Promise<void>(resolve => {
      receiver.listen(0, '127.0.0.1', resolve);
    });
    const { port } = receiver.address() as AddressInfo;
    let pid = 0;
    let asked = false;
    receiver.on('request', () => process.kill(pid, 'SIGTERM'));
    const { code } = await start(
      [
        ['--port', '0'],
        ['--events-to', `http://127.0.0.1:${port}/`],
        ['--events-header', 'x-secret: open sesame'],
        ['--events-header', 'x-more: a:b'],
      ].flat(),
      (child, output) => {
        pid = child;
        const url = /http:\S+/.exec(output)?.[0];
        if (!url || asked) return;
        asked = true;
        fetch(`${url}/_sandbox/keys/alias%2Fpayments-vault/disable`, {
          method: 'POST',
        });
      },
    );
    receiver.closeAllConnections();
    receiver.close();
    expect(code).toBe(0);
    expect(received).toEqual([['open sesame', 'a:b']]);
  });

  it('prints in one line that the port is taken', async () => {
    const { port } = new URL(sandbox.url);
    const { code, lines } = await start(['--port', port], () => {});
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringContaining(`port ${port} is taken`)]);
  });
});

describe('the options', () => {
  it.each([
    ['--events-to', 'nowhere'],
    ['--events-header', 'x-secret'],
    ['--events-header', 'x secret: value'],
    ['--seed', 'giant'],
    ['--port', 'x'],
    ['--quotas', 'mild'],
  ])('%s %s is refused', async (...args) => {
    const { code, lines } = await start(args, () => {});
    expect(code).toBe(1);
    expect(lines[0]).toContain(args[0]);
    expect(lines[1]).toMatch(/^Usage: /);
  });
});

describe('the admin endpoint', () => {
  const ask = (method: string, path: string, body?: string, headers = {}) =>
    fetch(`${sandbox.url}/_sandbox/${path}`, { method, body, headers });

  it('answers requests for health, calls and faults', async () => {
    expect((await ask('GET', 'health')).status).toBe(200);
    expect(await (await ask('GET', 'calls')).json()).toEqual({
      calls: {},
      throttled: {},
    });
    const seeded = sandbox.faults.list().length;
    const added = await ask(
      'POST',
      'faults',
      '{"kind":"hang","service":"kms"}',
    );
    expect(added.status).toBe(201);
    expect(sandbox.faults.list()).toHaveLength(seeded + 1);
    expect((await ask('DELETE', 'faults')).status).toBe(200);
    expect(sandbox.faults.list()).toEqual([]);
  });

  it('changes the state of a key, as its account would', async () => {
    const states: unknown[] = [];
    for (const change of [
      'disable',
      'enable',
      'schedule-deletion',
      'cancel-deletion',
      'enable',
    ]) {
      const path = `keys/alias%2Fpayments-vault/${change}`;
      states.push((await (await ask('POST', path)).json()).keyState);
    }
    expect(states).toEqual([
      'Disabled',
      'Enabled',
      'PendingDeletion',
      'Disabled',
      'Enabled',
    ]);
    expect((await ask('POST', 'keys/alias%2Fnone/disable')).status).toBe(404);
    const several = await ask('POST', 'keys/alias%2Fagentcore-memory/disable');
    expect(several.status).toBe(400);
    expect((await ask('POST', 'keys/alias%2Fnone/burn')).status).toBe(404);
  });

  it('refuses invalid requests, and web pages', async () => {
    expect((await ask('POST', 'faults', '{"kind":"flood"}')).status).toBe(400);
    expect((await ask('GET', 'secrets')).status).toBe(404);
    expect(
      (await ask('GET', 'health', undefined, { origin: 'http://evil.test' }))
        .status,
    ).toBe(403);
  });
});
