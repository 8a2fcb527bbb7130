import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createPublishGithubPullRequestAction } from '@backstage/plugin-scaffolder-backend-module-github';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse } from 'yaml';
import { CreationWorld } from '../__testUtils__/CreationWorld';

const TEMPLATE = parse(
  readFileSync(
    join(__dirname, '../../templates/create-memory/template.yaml'),
    'utf8',
  ),
);
const stepOf = (id: string) =>
  TEMPLATE.spec.steps.find((step: { id: string }) => step.id === id);

describe('the folder that the template writes', () => {
  let world: CreationWorld;
  let workspacePath: string;

  beforeEach(async () => {
    world = await CreationWorld.start();
    workspacePath = await mkdtemp(join(tmpdir(), 'publishing-'));
  });

  afterEach(async () => {
    await rm(workspacePath, { recursive: true });
    await world.stop();
  });

  it.each(['terraform', 'cloudformation'])(
    'goes into a pull request as it is: %s',
    async language => {
      const { targetPath } = stepOf('code').input;
      const { files } = await world.runCode(
        { language, newKeyAlias: 'alias/agentcore/notes', targetPath },
        { workspacePath },
      );
      const createPullRequest = jest.fn(async () => ({
        data: {
          html_url: 'https://example.com',
          number: 1,
          base: { ref: 'main' },
        },
      }));
      const { action, input } = stepOf('publish');
      const publish = createPublishGithubPullRequestAction({
        integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
        // any: of the client nothing else is used
        clientFactory: async () => ({ createPullRequest } as any),
      });
      expect(action).toBe(publish.id);
      await publish.handler({
        ...createMockActionContext({
          workspacePath,
          input: {
            repoUrl: 'github.com?owner=example&repo=infrastructure',
            branchName: 'notes',
            title: 'notes',
            description: 'notes',
            sourcePath: input.sourcePath,
            targetPath: 'memories/notes',
          },
        }),
      });
      const [[request]] = createPullRequest.mock.calls as unknown as [
        [{ changes: { files: Record<string, { content: string }> }[] }],
      ];
      const [{ files: sent }] = request.changes;
      expect(Object.keys(sent).sort()).toEqual(
        files.map((file: string) => `memories/notes/${file}`),
      );
      for (const [path, { content }] of Object.entries(sent)) {
        const written = path.replace('memories/notes', targetPath);
        expect(Buffer.from(content, 'base64').toString('utf8')).toBe(
          await readFile(join(workspacePath, written), 'utf8'),
        );
      }
    },
  );

  it('has the inputs of the direct creation', () => {
    const { language, targetPath, ...written } = stepOf('code').input;
    expect(written).toEqual(stepOf('create').input);
  });
});
