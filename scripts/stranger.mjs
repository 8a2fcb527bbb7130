// npm run yarn -- stranger [--legacy] [--packed] [--node 22,24.18.0,26]
//
// Makes an app from Backstage's own template, follows the README in it, starts it against the local AWS, and looks at it
// with a browser. The commands, the code and the configuration come from the README (and docs/legacy-app.md), so a step
// that no longer works fails here. Three things are not as there: the account and the credentials are those of the local
// AWS; the Backstage packages are the newest on npm, as `versions:bump` needs Backstage's site; and the configuration is
// merged by key. `--node`: the versions of Node that the app is started with, by default the one at hand. `--packed`:
// dist-packages is of now.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import YAML from 'yaml';
import { end, hasEnded, isFree } from './processes.mjs';
import { readSteps } from './readSteps.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const CREATE_APP = '@backstage/create-app@0.9.2';
const AWS_PORT = 4577;
const PORTS = [3000, 7007, AWS_PORT];
const READY_WITHIN_MS = 5 * 60_000;

const { values: options } = parseArgs({
  options: {
    legacy: { type: 'boolean', default: false },
    packed: { type: 'boolean', default: false },
    node: { type: 'string', default: process.versions.node },
  },
});

const folder = mkdtempSync(path.join(tmpdir(), 'stranger-'));
const app = path.join(folder, 'app');
const times = [];
const children = new Set();
let interrupted;

const env = {
  ...process.env,
  // The template's configuration refers to it.
  GITHUB_TOKEN: 'not-a-token',
  AWS_ENDPOINT_URL: `http://127.0.0.1:${AWS_PORT}`,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'AKIASANDBOX111111111',
  AWS_SECRET_ACCESS_KEY: 'sandbox',
};

// The app is a person's, not a CI's, where Yarn would not change the lock file.
delete env.CI;

function start(command, args, cwd, childEnv) {
  if (interrupted) throw new Error(`Ended by ${interrupted}`);
  const child = spawn(command, args, {
    cwd,
    env: childEnv,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  children.add(child);
  return child;
}

async function stop() {
  await end([...children]);
  children.clear();
}

async function run(command, args, cwd = app, runEnv = env) {
  const child = start(command, args, cwd, runEnv);
  const [code, signal] = await once(child, 'exit').finally(() =>
    children.delete(child),
  );
  if (code !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed: ${code ?? signal}`);
  }
}

async function timed(what, work) {
  console.log(`\n> ${what}`);
  const start = Date.now();
  const result = await work();
  times.push({ what, s: Math.round((Date.now() - start) / 1000) });
  return result;
}

function edit(file, change) {
  const place = path.join(app, file);
  writeFileSync(place, change(readFileSync(place, 'utf8')));
}

function editJson(file, change) {
  edit(file, text => {
    const content = JSON.parse(text);
    change(content);
    return `${JSON.stringify(content, null, 2)}\n`;
  });
}

function newest(name) {
  const { stdout, status } = spawnSync('npm', ['view', name, 'version'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`npm does not know ${name}`);
  return stdout.trim();
}

/** The template is that of an older Backstage; whoever keeps an app has moved on. */
function bump() {
  const manifests = [
    'package.json',
    'packages/app/package.json',
    'packages/backend/package.json',
  ];
  const ranges = new Map();
  for (const file of manifests) {
    editJson(file, manifest => {
      for (const field of ['dependencies', 'devDependencies']) {
        for (const name of Object.keys(manifest[field] ?? {})) {
          if (!name.startsWith('@backstage/')) continue;
          if (!ranges.has(name)) ranges.set(name, `^${newest(name)}`);
          manifest[field][name] = ranges.get(name);
        }
        if (manifest[field]?.typescript) manifest[field].typescript = '~5.9.0';
      }
    });
  }
}

/** What a person does who adds a block to a file under the keys of the same name. */
function merge(into, what) {
  if (Array.isArray(into) && Array.isArray(what)) return [...into, ...what];
  const areObjects = [into, what].every(
    value => value && typeof value === 'object' && !Array.isArray(value),
  );
  if (!areObjects) return what;
  const merged = { ...into };
  for (const [key, value] of Object.entries(what)) {
    merged[key] = key in into ? merge(into[key], value) : value;
  }
  return merged;
}

function insert(text, { scope, where, anchor, code }) {
  const from = scope ? text.indexOf(scope) : 0;
  const at = from < 0 ? -1 : text.indexOf(anchor, from);
  if (at < 0) throw new Error(`There is no ${anchor} below ${scope ?? 'it'}`);
  const end = at + anchor.length;
  switch (where) {
    case 'before':
      return `${text.slice(0, at)}${code}\n${text.slice(at)}`;
    case 'after':
      return `${text.slice(0, end)}\n${code}${text.slice(end)}`;
    default:
      return text.slice(0, at) + code + text.slice(end);
  }
}

/** Does one step of a document, and returns the command that starts the app, if that is the step. */
async function follow(step) {
  if (step.kind === 'code') {
    edit(step.file, text => insert(text, step));
  } else if (step.kind === 'resolutions') {
    editJson('package.json', manifest =>
      Object.assign(manifest, merge(manifest, step.content)),
    );
  } else if (step.kind === 'config') {
    edit(step.file, text =>
      YAML.stringify(merge(YAML.parse(text), step.content)),
    );
  } else if (step.command === 'npm run yarn -- pack:all') {
    if (!options.packed) await run('yarn', ['pack:all'], ROOT, process.env);
    cpSync(path.join(ROOT, 'dist-packages'), path.join(app, 'dist-packages'), {
      recursive: true,
    });
  } else if (step.command.endsWith('yarn start')) {
    return step.command;
  } else {
    await run('bash', ['-euc', step.command]);
  }
  return undefined;
}

/** Another Node, from npm. */
async function nodeOf(version) {
  if (version === process.versions.node) {
    return path.dirname(path.dirname(process.execPath));
  }
  const prefix = path.join(folder, `node-${version}`);
  await run(
    'npm',
    ['i', '--prefix', prefix, '--no-save', `node@${version}`],
    folder,
  );
  const name = `node-${process.platform}-${process.arch}`;
  return [
    path.join(prefix, 'node_modules', 'node', 'node_modules', name),
    path.join(prefix, 'node_modules', name),
  ].find(place => existsSync(path.join(place, 'bin')));
}

async function until(what, url, child) {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const ok = await fetch(url, { signal: AbortSignal.timeout(10_000) }).then(
      response => response.ok,
      () => false,
    );
    if (hasEnded(child)) {
      throw new Error(`The ${what} ended unexpectedly; see above`);
    }
    if (ok) return;
    if (Date.now() > deadline) throw new Error(`The ${what} is not ready`);
    await delay(500);
  }
}

/** Starts the local AWS and the app with one Node, and looks at it. */
async function look(version, startCommand) {
  const prefix = await nodeOf(version);
  const nodeEnv = {
    ...env,
    PATH: `${path.join(prefix, 'bin')}${path.delimiter}${env.PATH}`,
    BROWSER: 'none',
  };
  delete nodeEnv.npm_config_nodedir;
  if (existsSync(path.join(prefix, 'include'))) {
    nodeEnv.npm_config_nodedir = prefix;
  }
  await timed(`Node ${version}: yarn rebuild of native modules`, () =>
    run('yarn', ['rebuild', 'better-sqlite3', 'isolated-vm'], app, nodeEnv),
  );
  await timed(
    `Node ${version}: ${startCommand}, until it is ready`,
    async () => {
      for (const port of PORTS) {
        if (!(await isFree(port))) throw new Error(`Port ${port} is taken`);
      }
      const sandbox = ['packages', 'aws-sandbox', 'src', 'cli', 'main.ts'];
      const aws = start(
        process.execPath,
        [
          '--require',
          '@backstage/cli/config/nodeTransform.cjs',
          path.join(...sandbox),
          '--port',
          String(AWS_PORT),
          '--seed',
          'demo',
        ],
        ROOT,
        process.env,
      );
      await until('local AWS', `${env.AWS_ENDPOINT_URL}/_sandbox/health`, aws);
      // The README's account is an example.
      const command = startCommand.replace(/\b111122223333\b/, '111111111111');
      const portal = start(
        'bash',
        ['-euc', `exec env ${command}`],
        app,
        nodeEnv,
      );
      await until('frontend', 'http://localhost:3000', portal);
      await until(
        'backend',
        'http://localhost:7007/.backstage/health/v1/readiness',
        portal,
      );
    },
  );
  await timed(`Node ${version}: the browser`, () =>
    run(
      'yarn',
      ['playwright', 'test', '-c', 'playwright.stranger.config.ts'],
      ROOT,
      process.env,
    ),
  );
  await stop();
}

async function main() {
  await timed(`create-app${options.legacy ? ' --legacy' : ''}`, () =>
    run(
      'npx',
      [
        '-y',
        CREATE_APP,
        '--skip-install',
        ...(options.legacy ? ['--legacy'] : []),
        '--path',
        app,
      ],
      folder,
      { ...env, BACKSTAGE_APP_NAME: 'stranger' },
    ),
  );
  await timed('To the newest Backstage', bump);
  let startCommand;
  const documents = [
    ['README.md', 'Add it to your Backstage'],
    ...(options.legacy ? [['docs/legacy-app.md']] : []),
  ];
  for (const [file, heading] of documents) {
    const text = readFileSync(path.join(ROOT, file), 'utf8');
    for (const step of readSteps(text, heading)) {
      await timed(`${file}: ${step.title}`, async () => {
        startCommand = (await follow(step)) ?? startCommand;
      });
    }
  }
  await timed('yarn tsc', () => run('yarn', ['tsc']));
  await timed('backstage-cli config:check --lax', () =>
    run('yarn', ['backstage-cli', 'config:check', '--lax'], app, {
      ...env,
      AWS_ACCOUNT_ID: '111111111111',
      AWS_REGIONS: 'us-east-1',
    }),
  );
  for (const version of options.node.split(',')) {
    await look(version, startCommand);
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interrupted = signal;
    // What waits for them fails then.
    end([...children]);
  });
}
let failure;
try {
  await main();
} catch (error) {
  failure = error;
}
await stop();
const sum = times.reduce((total, { s }) => total + s, 0);
console.log(`\n> ${options.legacy ? 'Legacy' : 'New'} frontend system:`);
for (const { what, s } of times)
  console.log(`${String(s).padStart(5)} s  ${what}`);
console.log(`${String(sum).padStart(5)} s  in all`);
if (failure) {
  console.error(`\n${failure.message}\nThe app is left in ${app}\n`);
  process.exit(1);
}
rmSync(folder, { recursive: true, force: true });
