import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ESLint } from 'eslint';

const ROOT = path.resolve(__dirname, '../../..');
const COMMON_ENTITIES = 'plugins/agentcore-memory-common/src/entities/';

interface ImportRules {
  imports: string[];
  testImports?: string[];
  aws?: boolean;
  dependencies?: string[];
}
const { AWS_PATTERNS, PACKAGES } = jest.requireActual<{
  AWS_PATTERNS: string[];
  PACKAGES: Record<string, ImportRules>;
}>(path.join(ROOT, 'import-rules.js'));

interface Manifest {
  name: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const FOLDERS = [
  ...['plugins', 'packages'].flatMap(folder =>
    readdirSync(path.join(ROOT, folder)).map(name => `${folder}/${name}`),
  ),
  'benchmarks',
];

const MANIFESTS: Manifest[] = FOLDERS.map(folder =>
  JSON.parse(readFileSync(path.join(ROOT, folder, 'package.json'), 'utf8')),
);

function isAws(dependency: string): boolean {
  return AWS_PATTERNS.some(pattern =>
    pattern.endsWith('/*')
      ? dependency.startsWith(pattern.slice(0, -1))
      : dependency === pattern,
  );
}

describe('the manifests', () => {
  it('are those of the table', () => {
    expect(MANIFESTS.map(({ name }) => name).sort()).toEqual(
      Object.keys(PACKAGES).sort(),
    );
  });

  it.each(MANIFESTS.map(manifest => [manifest.name, manifest] as const))(
    'let %s depend on what the table allows',
    (name, { dependencies = {}, devDependencies = {} }) => {
      const { imports, testImports = [] } = PACKAGES[name];
      const ours = (names: string[]) => names.filter(dep => dep in PACKAGES);
      expect(imports).toEqual(
        expect.arrayContaining(ours(Object.keys(dependencies))),
      );
      expect([...imports, ...testImports]).toEqual(
        expect.arrayContaining(ours(Object.keys(devDependencies))),
      );
    },
  );

  it('leave the AWS SDK to the packages that may import it', () => {
    const users = MANIFESTS.filter(({ dependencies = {} }) =>
      Object.keys(dependencies).some(isAws),
    ).map(({ name }) => name);
    const allowed = Object.keys(PACKAGES).filter(name => PACKAGES[name].aws);
    expect(users.sort()).toEqual(allowed.sort());
  });

  it('keep closed lists of dependencies closed', () => {
    const closed = MANIFESTS.filter(({ name }) => PACKAGES[name].dependencies);
    expect(
      closed.map(({ dependencies = {} }) => Object.keys(dependencies).sort()),
    ).toEqual(closed.map(({ name }) => PACKAGES[name].dependencies));
    expect(closed).not.toEqual([]);
  });
});

describe('lint', () => {
  const catalog = 'plugins/catalog-backend-module-agentcore-memory';

  it.each([
    [
      'a package that the table does not allow',
      'plugins/agentcore-memory-backend/src/router.ts',
      'backstage-plugin-catalog-backend-module-agentcore-memory',
      'may not import this package',
    ],
    [
      'the AWS SDK outside of -node',
      `${catalog}/src/module.ts`,
      '@aws-sdk/client-kms',
      'restricted from being used by a pattern',
    ],
    [
      'the local AWS in product code',
      `${catalog}/src/module.ts`,
      'aws-sandbox',
      'Only tests may import this package',
    ],
    [
      'Node in the common package',
      'plugins/agentcore-memory-common/src/outcome.ts',
      'node:fs',
      'restricted from being used by a pattern',
    ],
    [
      'a room above',
      `${catalog}/src/store/FactStore.ts`,
      '../scan/ScanRun',
      'the rooms below it',
    ],
  ])('refuses %s', async (_, file, imported, message) => {
    expect(await problemsOf(file, imported)).toEqual([
      expect.stringContaining(message),
    ]);
  });

  it('lets a room import from one below, and tests from everywhere', async () => {
    const scanRun = `${catalog}/src/scan/ScanRun.ts`;
    const test = `${catalog}/src/store/store.test.ts`;
    expect(await problemsOf(scanRun, '../store/FactStore')).toEqual([]);
    expect(await problemsOf(test, '../scan/ScanRun')).toEqual([]);
    expect(await problemsOf(test, 'aws-sandbox')).toEqual([]);
  });
});

/** What the import rules say of a file that has this import alone. */
async function problemsOf(file: string, imported: string): Promise<string[]> {
  const eslint = new ESLint({ cwd: path.join(ROOT, path.dirname(file)) });
  const [{ messages }] = await eslint.lintText(
    `import { value } from '${imported}';\n\nexport const other = value;\n`,
    { filePath: path.join(ROOT, file) },
  );
  return messages
    .filter(({ ruleId }) => /^(import\/)?no-restricted-/.test(ruleId ?? ''))
    .map(problem => problem.message);
}

describe('product code', () => {
  it('leaves the catalog query for our entities to the common package', () => {
    const files = FOLDERS.filter(folder => folder.startsWith('plugins/'))
      .flatMap(folder =>
        readdirSync(path.join(ROOT, folder, 'src'), { recursive: true }).map(
          file => `${folder}/src/${file}`,
        ),
      )
      .filter(file => /\.tsx?$/.test(file))
      .filter(file => !/\.test\.|__testUtils__|__cases__/.test(file));
    const spelling = files.filter(file =>
      /['"]spec\.type['"]\s*:[^;]{0,80}?(MEMORY_TYPE|KEY_TYPE|'agentcore-memory'|'kms-key')/.test(
        readFileSync(path.join(ROOT, file), 'utf8'),
      ),
    );
    expect(files.length).toBeGreaterThan(200);
    expect(spelling).toEqual([`${COMMON_ENTITIES}allMemories.ts`]);
  });
});
