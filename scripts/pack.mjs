// npm run yarn -- pack:all
//
// Builds every plugin, packs it into dist-packages/ with its bill of materials, and checks what was packed. What is
// published is what was packed and tried: `npm publish ./dist-packages/<file>`.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { brokenLinks, relinked } from './markdownLinks.mjs';
import { section } from './readSteps.mjs';
import { writeSbom } from './supplyChain.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const OUT = path.join(ROOT, 'dist-packages');

// What a package carries of the repository besides its own files: path in the package → path in the repository.
const EVERYWHERE = { LICENSE: 'LICENSE', NOTICE: 'NOTICE' };
const BOOK = {
  'docs/README.md': 'README.md',
  ...Object.fromEntries(
    readdirSync(path.join(ROOT, 'docs'))
      .filter(name => /\.(md|json)$/.test(name) && name !== 'releasing.md')
      .map(name => [`docs/${name}`, `docs/${name}`]),
  ),
  'docs/iam': 'docs/iam',
  'docs/deploy': 'docs/deploy',
};
const CARRIED = {
  'agentcore-memory-backend': BOOK,
  'scaffolder-backend-module-agentcore-memory': {
    'docs/self-service.md': 'docs/self-service.md',
    'docs/migration.md': 'docs/migration.md',
    'docs/iam': 'docs/iam',
  },
};

// What whoever installs the package looks for in it.
const WANTED = {
  'agentcore-memory': ['dist/index.esm.js', 'dist/alpha.d.ts'],
  'agentcore-memory-backend': [
    'config.schema.json',
    'migrations',
    'src/schema/openapi.yaml',
    'docs/operations.md',
    'docs/iam/read.json',
  ],
  'agentcore-memory-common': ['config.schema.json'],
  'agentcore-memory-node': ['config.schema.json'],
  'catalog-backend-module-agentcore-memory': ['migrations'],
  'scaffolder-backend-module-agentcore-memory': [
    'templates/create-memory/template.yaml',
    'templates/replace-memory/template.yaml',
    'templates/retire-memory/template.yaml',
    'docs/iam/create.json',
  ],
};

// Backstage's CLI writes manifests so, for its own packages as well: its condition `backstage` comes before the types,
// features are a default export, and frontends are ES modules for bundlers only.
const BACKSTAGE_WAYS = {
  publint: [
    'EXPORTS_TYPES_SHOULD_BE_FIRST',
    'EXPORTS_VALUE_INVALID',
    'CJS_WITH_ESMODULE_DEFAULT_EXPORT',
    'TYPES_NOT_EXPORTED',
    'FILE_INVALID_FORMAT',
  ],
  attw: [
    'fallback-condition',
    'cjs-only-exports-default',
    'unexpected-module-syntax',
  ],
};

let running;
let interrupted;
// The command under way ends, and what is packed is put back before this process ends as well.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interrupted = signal;
    running?.kill(signal);
  });
}

async function run(command, args, cwd = ROOT) {
  if (interrupted) throw new Error(`Ended by ${interrupted}`);
  running = spawn(command, args, { cwd, stdio: 'inherit' });
  const [code] = await once(running, 'exit');
  if (code !== 0 || interrupted) {
    throw new Error(`${command} ${args.join(' ')} failed; see above`);
  }
}

function readText(...parts) {
  return readFileSync(path.join(...parts), 'utf8');
}

/** What a package carries of a text of the repository. */
function carriedText(source) {
  const text = readText(ROOT, source);
  // Who has the package has no repository to try.
  return source === 'README.md'
    ? text.replace(section(text, 'Try it'), '')
    : text;
}

/** Packs one plugin with what it carries of the repository, and leaves its folder as it was. */
async function pack(plugin) {
  const folder = path.join(ROOT, 'plugins', plugin);
  const changed = ['README.md', 'package.json'].map(name => ({
    file: path.join(folder, name),
    text: readText(folder, name),
  }));
  const carried = { ...EVERYWHERE, ...CARRIED[plugin] };
  // The last two are Backstage's, which are left where packing fails.
  const added = new Set([
    ...Object.keys(carried).map(target => target.split('/')[0]),
    'config.schema.json',
    'package.json-prepack',
  ]);
  for (const name of added) {
    if (existsSync(path.join(folder, name))) {
      throw new Error(
        `plugins/${plugin} has a ${name}, which packing would replace and delete`,
      );
    }
  }
  const inPackage = file => {
    const own = path.relative(path.join('plugins', plugin), file);
    if (!own.startsWith('..')) return own;
    const [target, source] =
      Object.entries(carried).find(
        ([, from]) => file === from || file.startsWith(`${from}/`),
      ) ?? [];
    return source && target + file.slice(source.length);
  };
  try {
    for (const [target, source] of Object.entries(carried)) {
      const to = path.join(folder, target);
      mkdirSync(path.dirname(to), { recursive: true });
      if (source.endsWith('.md')) {
        writeFileSync(
          to,
          relinked(carriedText(source), source, target, inPackage),
        );
      } else {
        cpSync(path.join(ROOT, source), to, { recursive: true });
      }
    }
    writeFileSync(
      path.join(folder, 'README.md'),
      relinked(
        readText(folder, 'README.md'),
        `plugins/${plugin}/README.md`,
        'README.md',
        inPackage,
      ),
    );
    await run('yarn', ['pack', '--out', path.join(OUT, '%s-%v.tgz')], folder);
  } finally {
    for (const { file, text } of changed) writeFileSync(file, text);
    for (const name of added) {
      rmSync(path.join(folder, name), { recursive: true, force: true });
    }
  }
}

/** What is wrong with a packed package, in words. */
async function check(tarball, plugin) {
  const folder = mkdtempSync(path.join(tmpdir(), 'packed-'));
  try {
    await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
    const manifest = JSON.parse(readText(folder, 'package.json'));
    const wanted = [
      'LICENSE',
      'NOTICE',
      'CHANGELOG.md',
      ...(WANTED[plugin] ?? []),
    ];
    const { messages } = await publint({ pkgDir: folder, level: 'warning' });
    const types = spawnSync(
      'yarn',
      ['attw', tarball, '--ignore-rules', ...BACKSTAGE_WAYS.attw],
      { cwd: ROOT, encoding: 'utf8' },
    );
    return [
      ...wanted
        .filter(file => !existsSync(path.join(folder, file)))
        .map(file => `${file} is missing`),
      ...['repository', 'homepage', 'keywords']
        .filter(field => !manifest[field])
        .map(field => `package.json lacks ${field}`),
      ...['preinstall', 'install', 'postinstall']
        .filter(script => manifest.scripts?.[script])
        .map(script => `it has the script ${script}`),
      ...readdirSync(folder, { recursive: true })
        .filter(file => file.endsWith('.md'))
        .flatMap(file =>
          brokenLinks(folder, file).map(
            link => `${file}: ${link} leads nowhere`,
          ),
        ),
      ...messages
        .filter(({ code }) => !BACKSTAGE_WAYS.publint.includes(code))
        .map(message => formatMessage(message, manifest)),
      ...(types.status === 0 ? [] : [types.stdout]),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT);
// The declarations come from a clean check of all packages.
rmSync(path.join(ROOT, 'dist-types'), { recursive: true, force: true });
await run('yarn', ['tsc']);
await run('yarn', ['backstage-cli', 'repo', 'build']);

let faults = 0;
let isPlaceholder = false;
for (const plugin of readdirSync(path.join(ROOT, 'plugins'))) {
  const { name, version, homepage, repository } = JSON.parse(
    readText(ROOT, 'plugins', plugin, 'package.json'),
  );
  isPlaceholder ||= `${homepage} ${repository?.url}`.includes('//example.com');
  await pack(plugin);
  const tarball = path.join(OUT, `${name}-${version}.tgz`);
  writeSbom(ROOT, plugin, path.join(OUT, `${name}-${version}.cdx.json`));
  const found = await check(tarball, plugin);
  const kB = Math.round(statSync(tarball).size / 1000);
  console.log(`> ${name} ${version}: ${kB} kB`);
  for (const fault of found) console.error(`  - ${fault}`);
  faults += found.length;
}
if (isPlaceholder) {
  console.log(
    '> The address of the repository is a placeholder; do not publish these files',
  );
}
if (faults > 0) process.exit(1);
