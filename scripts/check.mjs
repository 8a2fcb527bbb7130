// All checks and tests, in the order in which they are cheap. With arguments: only the checks named.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFaultsInDocs } from './checkDocs.mjs';
import { findLicencesToLookAt } from './supplyChain.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
// With CI set everything runs once; without Docker's own databases, which few machines have, the tests use
// SQLite, and PostgreSQL where the environment names one.
const env = { ...process.env, CI: 'true', BACKSTAGE_TEST_DISABLE_DOCKER: '1' };

function run(command, args) {
  return (
    spawnSync(command, args, { cwd: ROOT, env, stdio: 'inherit' }).status === 0
  );
}

function isInstalled(command) {
  return spawnSync('which', [command]).status === 0;
}

function getBrowser() {
  if (['chromium', 'chromium-browser', 'google-chrome'].some(isInstalled))
    return true;
  console.log('> No Chromium here; getting one');
  if (run('yarn', ['playwright', 'install', 'chromium'])) return true;
  const isRoot = process.getuid?.() === 0;
  return (
    isRoot &&
    isInstalled('apt-get') &&
    run('apt-get', ['update']) &&
    run('apt-get', ['install', '-y', 'chromium'])
  );
}

function ensureBrowser() {
  if (getBrowser()) return true;
  console.error(
    '> The browser tests need Chromium: install it and run this again.',
  );
  return false;
}

async function browserTests() {
  if (!ensureBrowser()) return false;
  // In files, so that a test can let a waiver's days pass.
  const directory = mkdtempSync(path.join(tmpdir(), 'agentcore-memory-'));
  env.PORTAL_DATABASES = directory;
  const portal = spawn('node', [path.join('scripts', 'portal.mjs')], {
    cwd: ROOT,
    env: { ...process.env, PORTAL_DATABASES: directory },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise(resolve => portal.once('exit', resolve));
  const ready = new Promise(resolve => {
    createInterface({ input: portal.stdout }).on('line', line => {
      if (line.startsWith('> ')) console.log(line);
      if (line.startsWith('> Ready')) resolve(true);
    });
    ended.then(() => resolve(false));
  });
  const passed = (await ready) && run('yarn', ['playwright', 'test']);
  portal.kill('SIGTERM');
  await ended;
  rmSync(directory, { recursive: true, force: true });
  return passed;
}

/** The exports of the legacy frontend system in a real browser. Playwright starts the app that mounts them. */
function legacyBrowserTests() {
  return (
    ensureBrowser() &&
    run('yarn', ['playwright', 'test', '-c', 'playwright.legacy.config.ts'])
  );
}

/** Two copies of a Backstage package have two of its contexts and service refs, and each half misses the other. */
function oneCopyOfBackstage() {
  const lock = readFileSync(path.join(ROOT, 'yarn.lock'), 'utf8');
  const locked = [
    ...lock.matchAll(/^  resolution: "(@backstage\/[^@"]+)@npm:/gm),
  ];
  const names = locked.map(([, name]) => name);
  const twice = new Set(
    names.filter((name, index) => names.indexOf(name) !== index),
  );
  for (const name of twice) {
    console.error(
      `> ${name} is in yarn.lock more than once: run \`npm run yarn -- dedupe '@backstage/*'\`, or add a resolution to package.json`,
    );
  }
  return names.length > 0 && twice.size === 0;
}

function apiReports() {
  if (run('yarn', ['build:api-reports', '--ci'])) return true;
  console.error(
    '> The public API differs from its reports: run `npm run yarn -- build:api-reports` and commit the changes',
  );
  return false;
}

function manifests() {
  if (
    run('yarn', ['backstage-cli', 'repo', 'fix', '--check', '--publish']) &&
    run('yarn', ['backstage-repo-tools', 'generate-catalog-info', '--ci'])
  ) {
    return true;
  }
  console.error(
    '> Run `npm run yarn -- backstage-cli repo fix --publish` and `npm run yarn -- backstage-repo-tools generate-catalog-info`, and commit the changes',
  );
  return false;
}

function docs() {
  const faults = findFaultsInDocs(ROOT);
  for (const fault of faults) console.error(`> ${fault}`);
  return faults.length === 0;
}

function licences() {
  const found = findLicencesToLookAt(ROOT);
  for (const line of found) {
    console.error(`> ${line}: look at it, and see scripts/supplyChain.mjs`);
  }
  return found.length === 0;
}

const checks = {
  copies: oneCopyOfBackstage,
  prettier: () => run('yarn', ['prettier:check']),
  manifests,
  docs,
  licences,
  types: () => run('yarn', ['tsc']),
  lint: () => run('yarn', ['lint']),
  knip: () => run('yarn', ['knip', '--no-progress']),
  'api-reports': apiReports,
  unit: () => run('yarn', ['test:unit']),
  browser: browserTests,
  'legacy-browser': legacyBrowserTests,
};

const wanted = process.argv.slice(2);
const unknown = wanted.find(name => !checks[name]);
if (unknown) {
  console.error(
    `There is no check "${unknown}"; there are ${Object.keys(checks).join(
      ', ',
    )}.`,
  );
  process.exit(1);
}

const failed = [];
const names = Object.keys(checks).filter(
  name => wanted.length === 0 || wanted.includes(name),
);
for (const name of names) {
  console.log(`\n> Check: ${name}`);
  const start = Date.now();
  const passed = await checks[name]();
  console.log(
    `> ${name} ${passed ? 'passed' : 'FAILED'} in ${Math.round(
      (Date.now() - start) / 1000,
    )} s`,
  );
  if (!passed) failed.push(name);
}
console.log(
  failed.length > 0
    ? `\n> Failed: ${failed.join(', ')}`
    : '\n> All checks passed',
);
console.log(
  `\nChecks: ${names.length - failed.length} passed, ${failed.length} failed`,
);
process.exit(failed.length > 0 ? 1 : 0);
