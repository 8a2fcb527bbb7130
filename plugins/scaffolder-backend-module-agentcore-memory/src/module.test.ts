import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { scaffolderModuleAgentCoreMemory } from './module';

describe('scaffolderModuleAgentCoreMemory', () => {
  it('adds the actions', async () => {
    const addActions = jest.fn();
    const backend = await startTestBackend({
      extensionPoints: [[scaffolderActionsExtensionPoint, { addActions }]],
      features: [
        scaffolderModuleAgentCoreMemory,
        mockServices.rootConfig.factory({ data: {} }),
      ],
    });
    expect(addActions.mock.calls.flat().map(({ id }) => id)).toEqual([
      'agentcore-memory:create',
      'agentcore-memory:create-key',
      'agentcore-memory:write-code',
      'agentcore-memory:migrate',
      'agentcore-memory:catch-up',
      'agentcore-memory:delete',
    ]);
    await backend.stop();
  });
});
