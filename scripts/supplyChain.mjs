// What the published packages bring with them: bills of materials, and the licences in them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import satisfies from 'spdx-satisfies';

const ALLOWED = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'PSF-2.0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
];

// Looked at by a person, under the licence that the bill of materials gives. Whoever adds one says why.
const LOOKED_AT = {
  '@isomorphic-git/pgp-plugin': {
    licence: 'LGPL-3.0+',
    why: 'comes with @backstage/plugin-scaffolder-node, unchanged and as a module of its own',
  },
  '@remixicon/react': {
    licence: 'Remix Icon License 1.0',
    why: 'free in products, not for selling icons; comes with @backstage/ui',
  },
  'fast-shallow-equal': {
    licence: 'none',
    why: 'Unlicense, in its file LICENSE; by react-use',
  },
  pause: {
    licence: 'none',
    why: 'MIT, in its README; by passport, by @backstage/plugin-auth-node',
  },
  'pause-stream': {
    licence: 'none',
    why: 'MIT or Apache-2.0, as an old form of the field',
  },
  'react-universal-interface': {
    licence: 'none',
    why: 'Unlicense, in its file LICENSE; by react-use',
  },
  'valid-url': {
    licence: 'none',
    why: 'MIT, in its file LICENSE; by json-schema-library',
  },
};

/**
 * Writes the bill of materials of what a plugin needs in production, as CycloneDX JSON.
 *
 * @throws if the tool fails
 */
export function writeSbom(root, plugin, file) {
  const { status, stderr } = spawnSync(
    path.join(root, 'node_modules', '.bin', 'cyclonedx-yarn'),
    ['--production', '--output-reproducible', '--output-file', file],
    { cwd: path.join(root, 'plugins', plugin), encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`No SBOM of ${plugin}: ${stderr}`);
}

function isAllowed(expression) {
  try {
    return satisfies(expression, ALLOWED);
  } catch {
    // Not an expression of SPDX: somebody has to look at it.
    return false;
  }
}

function isFine({ group, name, licenses = [] }) {
  const expressions = licenses.map(
    ({ license, expression }) => expression ?? license.id ?? license.name,
  );
  if (expressions.length > 0 && expressions.every(isAllowed)) return true;
  const known = LOOKED_AT[group ? `${group}/${name}` : name];
  return known?.licence === (expressions.join() || 'none');
}

/** What the plugins of a repository bring whose licence nobody has agreed to, one line each. */
export function findLicencesToLookAt(root) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sbom-'));
  try {
    const found = readdirSync(path.join(root, 'plugins')).flatMap(plugin => {
      const file = path.join(folder, `${plugin}.json`);
      writeSbom(root, plugin, file);
      const { components } = JSON.parse(readFileSync(file, 'utf8'));
      if (components.length === 0) throw new Error(`${plugin} has no SBOM`);
      return components
        .filter(component => !isFine(component))
        .map(
          ({ purl, licenses }) =>
            `${decodeURIComponent(purl).split('?')[0]}: ${
              licenses ? JSON.stringify(licenses) : 'no licence'
            }`,
        );
    });
    return [...new Set(found)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
