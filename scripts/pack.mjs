// npm run yarn -- pack:all
//
// Builds every plugin, packs it into dist-packages/ with its bill of materials, and checks what was packed. What is published is what was packed
// and tried: `npm publish dist-packages/<file>`.
import { spawnSync } from 'node:child_process';
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
import { writeSbom } from './supplyChain.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const OUT = path.join(ROOT, 'dist-packages');

// What a package carries of the repository besides its own files: path in the package → path in the repository.
const EVERYWHERE = { LICENSE: 'LICENSE', NOTICE: 'NOTICE' };
const BOOK = {
  'docs/README.md': 'README.md',
  ...Object.fromEntries(
    readdirSync(path.join(ROOT, 'docs'))
      .filter(name => /\.(md|json)$/.test(name))
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

function run(command, args, cwd = ROOT) {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit' });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed; see above`);
  }
}

/** Packs one plugin with what it carries of the repository, and leaves its folder as it was. */
function pack(plugin) {
  const folder = path.join(ROOT, 'plugins', plugin);
  const readme = readFileSync(path.join(folder, 'README.md'), 'utf8');
  const carried = { ...EVERYWHERE, ...CARRIED[plugin] };
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
        const text = readFileSync(path.join(ROOT, source), 'utf8');
        writeFileSync(to, relinked(text, source, target, inPackage));
      } else {
        cpSync(path.join(ROOT, source), to, { recursive: true });
      }
    }
    writeFileSync(
      path.join(folder, 'README.md'),
      relinked(readme, `plugins/${plugin}/README.md`, 'README.md', inPackage),
    );
    run('yarn', ['pack', '--out', path.join(OUT, '%s-%v.tgz')], folder);
  } finally {
    writeFileSync(path.join(folder, 'README.md'), readme);
    for (const target of Object.keys(carried)) {
      const [top] = target.split('/');
      rmSync(path.join(folder, top), { recursive: true, force: true });
    }
  }
}

/** What is wrong with a packed package, in words. */
async function check(tarball, plugin) {
  const folder = mkdtempSync(path.join(tmpdir(), 'packed-'));
  try {
    run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
    const manifest = JSON.parse(
      readFileSync(path.join(folder, 'package.json'), 'utf8'),
    );
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
run('yarn', ['tsc']);
run('yarn', ['backstage-cli', 'repo', 'build']);

let faults = 0;
for (const plugin of readdirSync(path.join(ROOT, 'plugins'))) {
  const { name, version } = JSON.parse(
    readFileSync(path.join(ROOT, 'plugins', plugin, 'package.json'), 'utf8'),
  );
  pack(plugin);
  const tarball = path.join(OUT, `${name}-${version}.tgz`);
  writeSbom(ROOT, plugin, path.join(OUT, `${name}-${version}.cdx.json`));
  const found = await check(tarball, plugin);
  const kB = Math.round(statSync(tarball).size / 1000);
  console.log(`> ${name} ${version}: ${kB} kB`);
  for (const fault of found) console.error(`  - ${fault}`);
  faults += found.length;
}
if (faults > 0) process.exit(1);
