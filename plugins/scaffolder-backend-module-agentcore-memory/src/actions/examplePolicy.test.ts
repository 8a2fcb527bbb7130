import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agentCoreMemoryCreatePermission } from 'backstage-plugin-agentcore-memory-common';
import ts from 'typescript';
import { CreationWorld, OWNER } from '../__testUtils__/CreationWorld';

const DOCS = readFileSync(
  join(__dirname, '../../../../docs/permissions.md'),
  'utf8',
);

/** The policy of docs/permissions.md, as it stands there. */
function examplePolicy() {
  const [block] = DOCS.split('```').filter(text =>
    text.includes('class ExamplePolicy'),
  );
  const { outputText } = ts.transpileModule(block.replace(/^ts\n/, ''), {
    compilerOptions: { module: ts.ModuleKind.CommonJS },
  });
  const exports: { ExamplePolicy?: any } = {}; // any: the page has no types for brevity
  // eslint-disable-next-line no-new-func -- it is our own text
  new Function('require', 'exports', outputText)(
    (name: string) => jest.requireActual(name),
    exports,
  );
  return new exports.ExamplePolicy();
}

describe('the policy of docs/permissions.md', () => {
  let world: CreationWorld;

  beforeEach(async () => {
    world = await CreationWorld.start();
  });

  afterEach(() => world.stop());

  async function tryAs(ownershipEntityRefs: string[], owner: string) {
    world.decision = await examplePolicy().handle(
      { permission: agentCoreMemoryCreatePermission },
      { info: { ownershipEntityRefs } },
    );
    world.memberships = ownershipEntityRefs;
    return world.refusal({ encryptionKeyArn: world.goodKey().arn, owner });
  }

  it('lets the platform team create for everybody', async () => {
    expect(await tryAs(['group:default/platform'], OWNER)).toBe(
      'It was not refused',
    );
  });

  it('lets others create for their own teams', async () => {
    expect(await tryAs([OWNER], OWNER)).toBe('It was not refused');
    expect(await tryAs([OWNER], 'group:default/payments')).toMatch(
      /policy does not allow it/,
    );
  });

  it('lets nobody else create anything', async () => {
    expect(await tryAs([], OWNER)).toMatch(/policy does not allow it/);
  });
});
