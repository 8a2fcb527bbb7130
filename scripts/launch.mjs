// npm start | npm test | npm run yarn -- ...
//
// Backstage wants Node 22 or 24 and Yarn 4. This uses them where they are, and else gets them from npm into
// .toolchain/, installs the dependencies if the lock file is newer than them, and runs the real command.
// It depends on nothing but Node and npm.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const TOOLCHAIN = path.join(ROOT, '.toolchain');
const MODULES = path.join(TOOLCHAIN, 'node_modules');
const MARKER = path.join(ROOT, 'node_modules', '.installed-for');
const NODE_WANTED = '22';
const YARN_WANTED = '4.18.1';

const COMMANDS = {
  start: ['node', path.join(ROOT, 'scripts', 'portal.mjs')],
  test: ['node', path.join(ROOT, 'scripts', 'check.mjs')],
  yarn: ['yarn'],
};

const say = text => console.log(`> ${text}`);

function fail(text) {
  console.error(`\n${text}\n`);
  process.exit(1);
}

function run(command, args, env) {
  const { status, error } = spawnSync(command, args, {
    cwd: ROOT,
    env,
    stdio: 'inherit',
  });
  if (error) fail(`${command} could not be started: ${error.message}`);
  return status ?? 1;
}

// From 24.19 on, better-sqlite3 12 aborts the process at some garbage collection.
function isSupportedNode(version) {
  const [major, minor] = version.split('.').map(Number);
  return major === 22 || (major === 24 && minor <= 18);
}

function npmInstall(what) {
  const npm = process.env.npm_execpath;
  const [command, args] = npm
    ? [process.execPath, [npm]]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
  const status = run(
    command,
    [
      ...args,
      'install',
      '--prefix',
      TOOLCHAIN,
      '--no-save',
      '--loglevel=error',
      ...what,
    ],
    process.env,
  );
  if (status !== 0)
    fail(`npm could not install ${what.join(' and ')}; see above.`);
}

// The npm package `node` puts the binary and its headers into a package per platform.
function fetchedNode() {
  const { platform, arch } = process;
  const name = `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
  return [
    path.join(MODULES, 'node', 'node_modules', name),
    path.join(MODULES, name),
  ].find(prefix => existsSync(path.join(prefix, 'bin')));
}

function hasYarn() {
  const { stdout } = spawnSync('yarn', ['--version'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const [major, minor] = (stdout ?? '').trim().split('.').map(Number);
  return major === 4 && minor >= Number(YARN_WANTED.split('.')[1]);
}

function prepareToolchain() {
  let prefix = isSupportedNode(process.versions.node)
    ? path.dirname(path.dirname(process.execPath))
    : fetchedNode();
  const yarnIsFetched = existsSync(path.join(MODULES, '.bin', 'yarn'));
  const needsYarn = !yarnIsFetched && !hasYarn();
  if (!prefix || needsYarn) {
    const what = [
      ...(isSupportedNode(process.versions.node)
        ? []
        : [`node@${NODE_WANTED}`]),
      ...(needsYarn || yarnIsFetched
        ? [`@yarnpkg/cli-dist@${YARN_WANTED}`]
        : []),
    ];
    say(
      `Getting ${what.join(
        ' and ',
      )} from npm into .toolchain/ (once, about ten seconds)`,
    );
    npmInstall(what);
    prefix ??= fetchedNode();
  }
  if (!prefix) {
    fail(
      `This is Node ${process.versions.node}; Node 22 or 24 (up to 24.18) is needed, and npm has none for ${process.platform} ${process.arch}. Please install Node 22.`,
    );
  }
  const env = {
    ...process.env,
    PATH: [
      path.join(prefix, 'bin'),
      path.join(MODULES, '.bin'),
      process.env.PATH,
    ].join(path.delimiter),
  };
  // Native modules must be compiled against the headers of this very Node, not those that npm may be set to.
  delete env.npm_config_nodedir;
  if (existsSync(path.join(prefix, 'include', 'node', 'node_version.h'))) {
    env.npm_config_nodedir = prefix;
  }
  return env;
}

function installDependencies(env) {
  const { stdout } = spawnSync('node', ['-p', 'process.versions.modules'], {
    env,
    encoding: 'utf8',
  });
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(ROOT, 'yarn.lock')))
    .update(`node ABI ${stdout}`)
    .digest('hex');
  if (existsSync(MARKER) && readFileSync(MARKER, 'utf8') === wanted) return;
  say('Installing dependencies (first time: two to four minutes, 1.5 GB)');
  const sqlite = path.join(ROOT, 'node_modules', 'better-sqlite3');
  const installed =
    run('yarn', ['install', '--immutable'], env) === 0 &&
    // Built for another Node by an earlier install: Yarn does not notice.
    (loadsSqlite(env) ||
      run('yarn', ['rebuild', 'better-sqlite3'], env) === 0) &&
    loadsSqlite(env);
  if (!installed) {
    fail(
      existsSync(sqlite) && !loadsSqlite(env)
        ? 'better-sqlite3 could not be built. It needs Python 3, make and a C++ compiler; on Debian or Ubuntu: apt-get install python3 make g++. The log above says more.'
        : 'The dependencies could not be installed; see above.',
    );
  }
  writeFileSync(MARKER, wanted);
}

function loadsSqlite(env) {
  const script = "new (require('better-sqlite3'))(':memory:')";
  return spawnSync('node', ['-e', script], { cwd: ROOT, env }).status === 0;
}

const [name, ...args] = process.argv.slice(2);
const command = COMMANDS[name];
if (!command)
  fail(
    `Usage: node scripts/launch.mjs ${Object.keys(COMMANDS).join(
      '|',
    )} [arguments]`,
  );
const env = prepareToolchain();
const isOwnInstall =
  name === 'yarn' && ['install', 'add', 'up', 'dedupe'].includes(args[0]);
if (!isOwnInstall) installDependencies(env);
// The command handles these itself; this process only waits for it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
process.exit(run(command[0], [...command.slice(1), ...args], env));
