// Who may import whom. Lint (each package's .eslintrc.js) and packages/backend/src/importRules.test.ts read this
// table; docs/architecture.md says why.
const { builtinModules } = require('node:module');
const path = require('node:path');

const FRONTEND = 'backstage-plugin-agentcore-memory';
const BACKEND = 'backstage-plugin-agentcore-memory-backend';
const COMMON = 'backstage-plugin-agentcore-memory-common';
const NODE = 'backstage-plugin-agentcore-memory-node';
const CATALOG = 'backstage-plugin-catalog-backend-module-agentcore-memory';
const SCAFFOLDER =
  'backstage-plugin-scaffolder-backend-module-agentcore-memory';
const TECH_INSIGHTS =
  'backstage-plugin-tech-insights-backend-module-agentcore-memory';
const SANDBOX = 'aws-sandbox';

/**
 * Every package of this repository:
 * - `imports`: the packages of ours that its product code may import;
 * - `testImports`: those that only its tests may import;
 * - `aws`: whether its product code may import the AWS SDK (tests of `-node` and of the sandbox always may);
 * - `dependencies`: the complete list of its other dependencies, where that list is closed;
 * - `rooms`: folders of `src`, from the top downwards; each may import from itself and from those below it.
 */
const PACKAGES = {
  [FRONTEND]: { imports: [COMMON] },
  [BACKEND]: { imports: [COMMON, NODE], testImports: [SANDBOX] },
  [COMMON]: {
    imports: [],
    dependencies: [
      '@backstage/catalog-model',
      '@backstage/errors',
      '@backstage/plugin-permission-common',
      '@noble/hashes',
    ],
  },
  [NODE]: { imports: [COMMON], testImports: [SANDBOX], aws: true },
  [CATALOG]: {
    imports: [COMMON, NODE],
    testImports: [SANDBOX],
    rooms: ['provider', 'events', 'scan', 'publish', 'store'],
  },
  [SCAFFOLDER]: { imports: [COMMON, NODE], testImports: [SANDBOX] },
  [TECH_INSIGHTS]: { imports: [COMMON], testImports: [BACKEND] },
  [SANDBOX]: { imports: [] },
  app: { imports: [FRONTEND] },
  backend: { imports: ['app', BACKEND, CATALOG, SCAFFOLDER, NODE] },
  benchmarks: {
    imports: [BACKEND, COMMON, NODE, CATALOG, SANDBOX],
    aws: true,
  },
};

/** What counts as the AWS SDK, in the syntax of .gitignore. */
const AWS_PATTERNS = [
  '@aws-sdk/*',
  '@smithy/*',
  '@backstage/integration-aws-node',
];

/** The entry points of a package of ours. */
function entriesOf(name) {
  return name === FRONTEND ? [name, `${name}/alpha`] : [name];
}

function forbid(names, message) {
  return names
    .flatMap(entriesOf)
    .map(name => ({ name, message: `${message} See import-rules.js.` }));
}

/** The zones of `import/no-restricted-paths` that keep imports between rooms downward. */
function zonesOf(rooms, src) {
  return rooms.map((room, index) => ({
    target: path.join(src, room),
    from: src,
    except: rooms.slice(index).map(below => `./${below}`),
    message: `${room}/ imports from itself and from the rooms below it: ${rooms.join(
      ' → ',
    )}. See import-rules.js.`,
  }));
}

/** The options of Backstage's ESLint factory that enforce the table in a package. */
function importRules(dir) {
  const { name } = require(path.join(dir, 'package.json'));
  const {
    imports,
    testImports = [],
    aws,
    dependencies,
    rooms,
  } = PACKAGES[name];
  const others = Object.keys(PACKAGES).filter(
    other => other !== name && !imports.includes(other),
  );
  return {
    restrictedImports: forbid(
      others.filter(other => !testImports.includes(other)),
      `${name} may not import this package.`,
    ),
    restrictedSrcImports: [
      ...forbid(testImports, 'Only tests may import this package.'),
      ...(dependencies ? builtinModules : []),
    ],
    restrictedImportPatterns: [
      ...(aws ? [] : AWS_PATTERNS),
      ...(dependencies ? ['node:*'] : []),
    ],
    ...(rooms && {
      settings: {
        'import/resolver': { node: { extensions: ['.ts', '.tsx', '.js'] } },
      },
      rules: {
        'import/no-restricted-paths': [
          'error',
          { zones: zonesOf(rooms, path.join(dir, 'src')) },
        ],
      },
      testRules: { 'import/no-restricted-paths': 'off' },
    }),
  };
}

module.exports = { AWS_PATTERNS, importRules, PACKAGES };
