import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { scaffolderModuleAgentCoreMemory } from './module';

describe('scaffolderModuleAgentCoreMemory', () => {
  it('adds the action', async () => {
    const addActions = jest.fn();
    const backend = await startTestBackend({
      extensionPoints: [[scaffolderActionsExtensionPoint, { addActions }]],
      features: [
        scaffolderModuleAgentCoreMemory,
        mockServices.rootConfig.factory({ data: {} }),
      ],
    });
    expect(addActions).toHaveBeenCalledWith(
      expect.objectContaining({ id: 'agentcore-memory:create' }),
    );
    await backend.stop();
  });
});
