// npm run yarn -- container:test
//
// Takes the steps of the Dockerfile without Docker, in a clean folder, and runs what comes out as its image would: not as
// root, in a file system that can't be written, in production, against a local AWS, on PostgreSQL where
// BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING names one and on SQLite else.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readDockerfile, readIgnored, takeSteps } from './imageSteps.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const POSTGRES =
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING;
const IS_ROOT = process.getuid() === 0;
/** The user `nobody`, where there is no user of the image's name. */
const NOBODY = 65534;
const STOPS_WITHIN_MS = 10_000;
/** Backstage says this before there is a log. */
const BEFORE_THE_LOG = /^Loading config from /;
const TOKEN = 'token-of-the-test-of-the-container';
/** 100000000000 and on, as the local AWS has them. */
const ACCOUNTS = ['100000000000', '100000000001', '100000000002'];
const REGIONS = ['us-east-1', 'us-west-2', 'eu-central-1'];
const MEMORIES = 900;
const SCOPES = ACCOUNTS.length * REGIONS.length;
/** What the steps may know of this machine: its programs, and how packages are fetched. */
const STEP_ENV = Object.fromEntries(
  Object.entries(process.env).filter(([name]) =>
    /^(PATH|HOME|npm_config_.*|YARN_.*|(https?|no|all)_proxy)$/i.test(name),
  ),
);

const say = text => console.log(`> ${text}`);
const seconds = since => `${((Date.now() - since) / 1000).toFixed(1)} s`;

async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise(resolve => server.close(resolve));
  return port;
}

async function until(what, check, withinMs = 120_000) {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const value = await check();
    if (value) return value;
    assert(
      Date.now() < deadline,
      `${what} did not happen in ${withinMs / 1000} s`,
    );
    await delay(50);
  }
}

/** The files of the work tree that git knows, without what .dockerignore names. */
function copyContext(context) {
  const ignored = readIgnored(path.join(ROOT, '.dockerignore'));
  const files = execFileSync('git', ['ls-files', '-z'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const deleted = new Set(
    execFileSync('git', ['ls-files', '-z', '--deleted'], {
      cwd: ROOT,
      encoding: 'utf8',
    }).split('\0'),
  );
  for (const name of files.split('\0')) {
    if (!name || ignored(name) || deleted.has(name)) continue;
    cpSync(path.join(ROOT, name), path.join(context, name), {
      recursive: true,
    });
  }
}

function runStep(text, { cwd, env }) {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', text], {
    cwd,
    env: { ...STEP_ENV, ...env },
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (status !== 0) {
    throw new Error(
      `${text}\nended with ${status}:\n${stdout.slice(-4000)}${stderr.slice(
        -4000,
      )}`,
    );
  }
}

async function startAws() {
  const child = spawn(
    process.execPath,
    [
      ...['--require', '@backstage/cli/config/nodeTransform.cjs'],
      path.join('packages', 'aws-sandbox', 'src', 'cli', 'main.ts'),
      ...['--port', '0', '--seed', 'large', '--latency', '100'],
      ...['--accounts', String(ACCOUNTS.length)],
      ...['--regions', REGIONS.join(), '--memories', String(MEMORIES)],
    ],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = await Promise.race([
    new Promise(resolve =>
      createInterface({ input: child.stdout }).once('line', text =>
        resolve([text]),
      ),
    ),
    new Promise((_, reject) =>
      child.once('exit', code =>
        reject(new Error(`The local AWS ended (${code})`)),
      ),
    ),
  ]);
  const [, url, accessKeyId, secretAccessKey] =
    /ready at (\S+) .*access key (\w+), secret ([^)]+)\)/.exec(line);
  return { child, url, accessKeyId, secretAccessKey };
}

/** The databases of the run, for the portal and for a look into them. */
function openDatabases(image, folder) {
  const load = createRequire(
    path.join(image.root, image.workdir, 'packages/backend/package.json'),
  );
  const Knex = load('knex');
  if (!POSTGRES) {
    const directory = path.join(folder, 'data');
    return {
      config: { client: 'better-sqlite3', connection: { directory } },
      env: {},
      catalog: () =>
        Knex({
          client: 'better-sqlite3',
          connection: { filename: path.join(directory, 'catalog.sqlite') },
          useNullAsDefault: true,
        }),
      drop: async () => {},
    };
  }
  const { hostname, port, username, password } = new URL(POSTGRES);
  const prefix = `container_${process.pid}_`;
  const connect = database =>
    Knex({
      client: 'pg',
      connection: Object.assign(new URL(POSTGRES), { pathname: database }).href,
    });
  return {
    // The server may have other guests.
    config: { prefix, knexConfig: { pool: { max: 4 } } },
    env: {
      POSTGRES_HOST: hostname,
      POSTGRES_PORT: port || '5432',
      POSTGRES_USER: username,
      // PostgreSQL's own client wants text.
      POSTGRES_PASSWORD: password || 'none',
    },
    catalog: () => connect(`${prefix}catalog`),
    async drop() {
      const db = connect('postgres');
      const names = await db('pg_database')
        .whereLike('datname', `${prefix.replaceAll('_', '\\_')}%`)
        .pluck('datname');
      for (const name of names)
        await db.raw('drop database ?? with (force)', [name]);
      await db.destroy();
    },
  };
}

/** What the operator of a portal adds to the image's configuration. */
function writeOwnConfig(file, aws, database) {
  const config = {
    aws: {
      mainAccount: {
        accessKeyId: aws.accessKeyId,
        secretAccessKey: aws.secretAccessKey,
      },
      accountDefaults: { roleName: 'BackstageReader', region: 'us-east-1' },
    },
    backend: {
      database,
      auth: {
        externalAccess: [
          { type: 'static', options: { token: TOKEN, subject: 'test' } },
        ],
      },
    },
    catalog: {
      providers: {
        agentCoreMemory: {
          main: {
            accounts: ACCOUNTS,
            regions: REGIONS,
            scopesAtOnce: 2,
            schedule: {
              frequency: { hours: 1 },
              timeout: { minutes: 5 },
              initialDelay: { seconds: 1 },
            },
          },
        },
      },
    },
  };
  // JSON is YAML.
  writeFileSync(file, JSON.stringify(config));
}

class Container {
  constructor(image, { folder, env }) {
    this.image = image;
    this.folder = folder;
    this.env = env;
    this.lines = [];
  }

  /** The command as the image would run it: this user, and the file system without leave to write. */
  wrap(command) {
    const { root, workdir, user } = this.image;
    assert(user && user !== 'root', 'The image runs as root');
    const uid = userId(user);
    const cwd = path.join(root, workdir);
    const [program, args] = IS_ROOT
      ? [
          'unshare',
          [
            ...['-m', 'sh', '-c'],
            'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && cd "$1" && shift && exec "$@"',
            ...[root, cwd],
            ...[
              'setpriv',
              `--reuid=${uid}`,
              `--regid=${uid}`,
              '--clear-groups',
              '--',
            ],
            ...command,
          ],
        ]
      : [command[0], command.slice(1)];
    return [
      program,
      args,
      {
        cwd,
        env: {
          PATH: process.env.PATH,
          HOME: path.join(this.folder, 'tmp'),
          TMPDIR: path.join(this.folder, 'tmp'),
          ...this.image.env,
          ...this.env,
        },
      },
    ];
  }

  run(command) {
    const [program, args, options] = this.wrap(command);
    return spawnSync(program, args, { ...options, encoding: 'utf8' });
  }

  start(extra) {
    const [program, args, options] = this.wrap([
      ...this.image.command,
      ...extra,
    ]);
    this.child = spawn(program, args, {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      createInterface({ input: stream }).on('line', line =>
        this.lines.push(line),
      );
    }
    this.ended = new Promise(resolve =>
      this.child.once('close', (code, signal) => resolve({ code, signal })),
    );
  }

  get hasEnded() {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  said(text) {
    return this.lines.some(line => line.includes(text));
  }
}

function userId(name) {
  const { status, stdout } = spawnSync('id', ['-u', name], {
    encoding: 'utf8',
  });
  return status === 0 ? Number(stdout) : NOBODY;
}

async function main(folder, stops) {
  const context = path.join(folder, 'context');
  mkdirSync(context);
  copyContext(context);
  let since = Date.now();
  const image = takeSteps(readDockerfile(path.join(ROOT, 'Dockerfile')), {
    context,
    folder,
    run: runStep,
  });
  say(`All steps of the image took ${seconds(since)}`);
  const [, nodeOfImage] = /^node:(\d+)/.exec(image.base) ?? [];
  assert.equal(process.versions.node.split('.')[0], nodeOfImage);

  const uid = userId(image.user);
  for (const name of ['tmp', 'data']) {
    mkdirSync(path.join(folder, name));
    if (IS_ROOT) chownSync(path.join(folder, name), uid, uid);
  }
  if (!IS_ROOT) {
    execFileSync('chmod', ['-R', 'a-w', image.root]);
    stops.push(() => execFileSync('chmod', ['-R', 'u+w', image.root]));
  }
  const aws = await startAws();
  stops.push(() => aws.child.kill());
  const databases = openDatabases(image, folder);
  stops.push(() => databases.drop());
  say(`On ${POSTGRES ? 'PostgreSQL' : 'SQLite'}`);
  const ownConfig = path.join(folder, 'own.yaml');
  writeOwnConfig(ownConfig, aws, databases.config);

  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const create = () =>
    new Container(image, {
      folder,
      env: {
        PORT: String(port),
        APP_BASE_URL: baseUrl,
        AWS_ENDPOINT_URL: aws.url,
        AWS_REGION: 'us-east-1',
        ...databases.env,
      },
    });
  const statusOf = (url, init) =>
    fetch(`${baseUrl}${url}`, init).then(
      answer => answer.status,
      () => undefined,
    );
  const readiness = () => statusOf('/.backstage/health/v1/readiness');

  const container = create();
  stops.push(() => container.child?.kill('SIGKILL'));
  const written = container.run(['node', '-e', "fs.writeFileSync('a', '')"]);
  assert.match(
    written.stderr,
    /EROFS|EACCES/,
    'The file system can be written',
  );
  const who = container.run(['node', '-p', 'process.getuid()']);
  assert.notEqual(Number(who.stdout), 0);
  assert.equal(container.run(image.healthcheck).status, 1);

  since = Date.now();
  container.start(['--config', ownConfig]);
  const before = new Set();
  await until('Being ready', async () => {
    assert(
      !container.hasEnded,
      `It ended:\n${container.lines.slice(-20).join('\n')}`,
    );
    const isStarted = container.said('Plugin initialization complete');
    const status = await readiness();
    if (status === 200) return true;
    assert(!isStarted || status === undefined || status === 503);
    before.add(status);
    return false;
  });
  assert(
    container.said('Plugin initialization complete'),
    'Ready before it had started',
  );
  say(
    `Ready after ${seconds(since)}; before that: ${[...before]
      .map(status => status ?? 'no answer')
      .join(', ')}`,
  );
  assert.equal(await statusOf('/.backstage/health/v1/liveness'), 200);
  assert.equal(container.run(image.healthcheck).status, 0);

  const page = await (await fetch(baseUrl)).text();
  const [, script] = /<script[^>]* src="([^"]*\/static\/main[^"]*)"/.exec(page);
  assert(page.includes(baseUrl), 'The page lacks the configuration');
  assert.equal(await statusOf(new URL(script, baseUrl).pathname), 200);
  say('The frontend is served');

  const scans = '/api/agentcore-memory/v1/scans';
  assert.equal(await statusOf(scans), 401);
  assert.equal(
    await statusOf(scans, { headers: { authorization: `Bearer ${TOKEN}` } }),
    200,
  );
  const guest = await statusOf('/api/auth/guest/refresh', {
    headers: { 'x-requested-with': 'XMLHttpRequest' },
  });
  assert.equal(guest, 403, 'Guests get in');

  const complete = db =>
    db('agentcore_memory__scopes')
      .whereNotNull('completed_at')
      .select('account_id', 'region');
  const counts = async db => {
    const rows = await db('agentcore_memory__memories')
      .groupBy('account_id', 'region')
      .select('account_id', 'region')
      .count({ count: '*' });
    return new Map(
      rows.map(row => [`${row.account_id}/${row.region}`, Number(row.count)]),
    );
  };
  const look = async read => {
    const db = databases.catalog();
    try {
      return await read(db);
    } finally {
      await db.destroy();
    }
  };
  await look(db =>
    until('A scope with memories', async () => (await counts(db)).size > 0),
  );
  since = Date.now();
  container.child.kill('SIGTERM');
  const during = new Set();
  await until('Its end', async () => {
    during.add(await readiness());
    return container.hasEnded;
  });
  const end = await container.ended;
  const took = Date.now() - since;
  say(
    `SIGTERM in the middle of a scan: ended after ${seconds(since)} with ${
      end.code ?? end.signal
    }`,
  );
  assert.deepEqual(end, { code: 0, signal: null });
  assert(took < STOPS_WITHIN_MS, 'It did not end in time');
  assert(during.has(503), 'Readiness did not say that it ends');
  assert(
    !container.said(`Scanned ${SCOPES} scopes`),
    'The scan was not in its middle',
  );
  const cut = await look(async db => ({
    counts: await counts(db),
    complete: (await complete(db)).length,
  }));
  assert(cut.complete < SCOPES);

  since = Date.now();
  const next = create();
  stops.push(() => next.child?.kill('SIGKILL'));
  next.start(['--config', ownConfig]);
  await until('Being ready again', async () => (await readiness()) === 200);
  say(`Ready again after ${seconds(since)}`);
  await look(db =>
    until(
      'The rest of the scan',
      async () => (await complete(db)).length === SCOPES,
    ),
  );
  const whole = await look(counts);
  say(
    `The next start finished the scan after ${seconds(since)}: ${
      cut.complete
    } of ${SCOPES} scopes had been read`,
  );
  assert.equal(
    [...whole.values()].reduce((sum, count) => sum + count),
    MEMORIES,
  );
  for (const [place, count] of cut.counts) {
    assert.equal(count, whole.get(place), `${place} was written in half`);
  }
  assert(cut.counts.size < whole.size);
  next.child.kill('SIGTERM');
  assert.deepEqual(await next.ended, { code: 0, signal: null });

  for (const line of [...container.lines, ...next.lines]) {
    if (BEFORE_THE_LOG.test(line)) continue;
    assert.doesNotThrow(() => JSON.parse(line), `Not JSON: ${line}`);
    assert(
      !line.includes(TOKEN) && !line.includes(aws.secretAccessKey),
      'A secret is in the log',
    );
  }
  say(`All ${container.lines.length + next.lines.length} log lines are JSON`);
}

const folder = mkdtempSync(path.join(tmpdir(), 'container-'));
chmodSync(folder, 0o755);
const stops = [];
const since = Date.now();
try {
  await main(folder, stops);
  say(`The container is as it should be; all of this took ${seconds(since)}`);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  for (const stop of stops.reverse()) {
    try {
      await stop();
    } catch (error) {
      console.error(error);
      process.exitCode = 1;
    }
  }
  rmSync(folder, { recursive: true, force: true });
}
