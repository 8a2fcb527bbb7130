// Starts a local AWS, the backend and the frontend, and says where to click. `--aws`: a real AWS instead.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { tellWaivers } from './demoWaivers.mjs';
import { end, isFree } from './processes.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const FRONTEND = 'http://localhost:3000';
const BACKEND = 'http://localhost:7007';
const PORTS = { frontend: 3000, backend: 7007, 'local AWS': 4577 };
// As app-config.sandbox.yaml has it.
const EVENTS_SECRET = 'demo-secret-of-the-local-aws';
const READY_WITHIN_MS = 5 * 60_000;

const useAws = process.argv.includes('--aws');
const children = [];
let stopping = false;

const say = text => console.log(`> ${text}`);
const delay = ms => new Promise(resolve => setTimeout(resolve, ms));

async function stop(code) {
  if (stopping) return;
  stopping = true;
  await end(children);
  process.exit(code);
}

function start(what, command, args, env = {}) {
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  children.push(child);
  child.once('error', error =>
    fail(`The ${what} could not be started: ${error.message}`),
  );
  child.once('exit', code => {
    if (!stopping) fail(`The ${what} ended unexpectedly (${code}); see above.`);
  });
}

function fail(text) {
  if (stopping) return;
  console.error(`\n${text}\n`);
  stop(1);
}

async function until(what, check) {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!stopping) {
    if (await check().catch(() => false)) return;
    if (Date.now() > deadline)
      return fail(`The ${what} was not ready after five minutes; see above.`);
    await delay(500);
  }
}

async function json(url, init) {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${response.status} of ${url}`);
  return response.json();
}

/** What a request needs to be somebody's: the guest's, or one of the demo's people's. */
async function as(person) {
  const session = await json(
    `${BACKEND}/api/auth/${person ? 'demo' : 'guest'}/refresh`,
    {
      method: 'POST',
      headers: {
        'X-Requested-With': 'XMLHttpRequest',
        ...(person && { 'x-demo-person': `user:default/${person}` }),
      },
    },
  );
  return {
    headers: {
      authorization: `Bearer ${session.backstageIdentity.token}`,
      'content-type': 'application/json',
    },
  };
}

/** Whether every scan has run to its end, the catalog shows what the scans found, and the demo's history is told. */
async function hasScanned() {
  const init = await as();
  const { tasks } = await json(
    `${BACKEND}/api/catalog/.backstage/scheduler/v1/tasks`,
    init,
  );
  const runs = tasks.filter(({ taskId }) =>
    taskId.startsWith('agentcore-memory-'),
  );
  if (!runs.every(({ taskState }) => taskState?.lastRunEndedAt)) return false;
  const api = `${BACKEND}/api/agentcore-memory/v1`;
  const { scopes } = await json(`${api}/scans`, init);
  const { totals, scans } = await json(`${api}/scorecards`, init);
  const listed = scopes.reduce((sum, scope) => sum + scope.memories, 0);
  const { firstDay } = await json(`${api}/history`, init);
  return (
    runs.length > 0 &&
    totals.total + scans.notInCatalog >= listed &&
    // A real AWS may have so much that the first day takes a while.
    (useAws || firstDay !== undefined)
  );
}

async function main() {
  if (useAws) {
    for (const name of ['AWS_ACCOUNT_ID', 'AWS_REGIONS']) {
      if (!process.env[name]) {
        return fail(
          `${name} is not set. For example:\n  AWS_ACCOUNT_ID=111122223333 AWS_REGIONS=eu-central-1,us-east-1 npm start -- --aws`,
        );
      }
    }
  }
  for (const [what, port] of Object.entries(PORTS)) {
    if (useAws && what === 'local AWS') continue;
    if (!(await isFree(port))) {
      return fail(
        `Port ${port}, which the ${what} needs, is taken. Is the portal running already?`,
      );
    }
  }
  const env = {};
  if (!useAws) {
    const url = `http://127.0.0.1:${PORTS['local AWS']}`;
    say(`Starting a local AWS with made-up data at ${url}`);
    start('local AWS', 'node', [
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      path.join('packages', 'aws-sandbox', 'src', 'cli', 'main.ts'),
      '--port',
      String(PORTS['local AWS']),
      '--seed',
      'demo',
      '--events-to',
      `${BACKEND}/api/agentcore-memory/v1/aws-events`,
      '--events-header',
      `x-agentcore-memory-secret: ${EVENTS_SECRET}`,
    ]);
    await until(
      'local AWS',
      async () => (await fetch(`${url}/_sandbox/health`)).ok,
    );
    Object.assign(env, {
      AWS_ENDPOINT_URL: url,
      AWS_REGION: 'us-east-1',
      DEMO_COMPANY: 'yes',
    });
  }
  if (process.env.PORTAL_DATABASES) {
    // Where the databases are kept; else they are in memory.
    env.APP_CONFIG_backend_database_connection = JSON.stringify({
      directory: process.env.PORTAL_DATABASES,
    });
  }
  if (stopping) return;
  say('Starting the backend and the frontend (about a minute)');
  // Paths are relative to packages/app and packages/backend.
  const extra = useAws ? 'app-config.aws.yaml' : 'app-config.sandbox.yaml';
  start(
    'portal',
    path.join('node_modules', '.bin', 'backstage-cli'),
    [
      'repo',
      'start',
      '--config',
      '../../app-config.yaml',
      '--config',
      `../../${extra}`,
    ],
    { ...env, BROWSER: 'none', NODE_OPTIONS: '--no-node-snapshot' },
  );
  await until('frontend', async () => (await fetch(FRONTEND)).ok);
  await until(
    'backend',
    async () => (await fetch(`${BACKEND}/.backstage/health/v1/readiness`)).ok,
  );
  say('Waiting for the first scan');
  await until('first scan', hasScanned);
  if (!useAws && !stopping) {
    await tellWaivers(async (person, path, body) =>
      json(`${BACKEND}${path}`, {
        ...(await as(person)),
        ...(body && { method: 'POST', body: JSON.stringify(body) }),
      }),
    );
  }
  if (!stopping) {
    console.log(
      `\n> Ready: open ${FRONTEND}/agentcore-memory and press Enter on the page. Ctrl-C stops everything.\n`,
    );
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => stop(0));
await main().catch(error => fail(error.message));
