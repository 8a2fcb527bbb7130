import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../..');
const COMMON = 'backstage-plugin-agentcore-memory-common';
const NODE = 'backstage-plugin-agentcore-memory-node';

/** Who may import which of our packages; whoever is not listed may import none. */
const ALLOWED: Record<string, string[]> = {
  'backstage-plugin-agentcore-memory': [COMMON],
  'backstage-plugin-agentcore-memory-backend': [COMMON, NODE],
  'backstage-plugin-catalog-backend-module-agentcore-memory': [COMMON, NODE],
  'backstage-plugin-scaffolder-backend-module-agentcore-memory': [COMMON, NODE],
  [NODE]: [COMMON],
};

interface Manifest {
  name: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

function manifests(folder: string): Manifest[] {
  return readdirSync(path.join(ROOT, folder)).map(name =>
    JSON.parse(
      readFileSync(path.join(ROOT, folder, name, 'package.json'), 'utf8'),
    ),
  );
}

describe('the packages', () => {
  const plugins = manifests('plugins');
  const sandbox = manifests('packages').filter(
    ({ name }) => name === 'aws-sandbox',
  );
  const ours = new Set([...plugins, ...sandbox].map(({ name }) => name));

  it('import only what they may', () => {
    for (const { name, dependencies = {} } of [...plugins, ...sandbox]) {
      const used = Object.keys(dependencies).filter(dep => ours.has(dep));
      const forbidden = used.filter(dep => !ALLOWED[name]?.includes(dep));
      expect({ name, forbidden }).toEqual({ name, forbidden: [] });
    }
  });

  it('leave the AWS SDK to one of them', () => {
    const users = plugins
      .filter(({ dependencies = {} }) =>
        Object.keys(dependencies).some(dep =>
          /^@aws-sdk\/|^@backstage\/integration-aws-node$/.test(dep),
        ),
      )
      .map(({ name }) => name);
    expect(users).toEqual([NODE]);
  });

  it('keep what is common free of where it runs', () => {
    const [{ dependencies = {} }] = plugins.filter(
      ({ name }) => name === COMMON,
    );
    expect(Object.keys(dependencies).sort()).toEqual([
      '@backstage/catalog-model',
      '@backstage/errors',
      '@backstage/plugin-permission-common',
      '@noble/hashes',
    ]);
  });

  it('start the local AWS for tests and the demo only', () => {
    for (const { name, dependencies = {} } of plugins) {
      expect({ name, has: 'aws-sandbox' in dependencies }).toEqual({
        name,
        has: false,
      });
    }
  });
});
