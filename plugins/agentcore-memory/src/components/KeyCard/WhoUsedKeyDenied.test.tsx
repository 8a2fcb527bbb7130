import { screen } from '@testing-library/react';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { agentCoreMemoryKeyActivityReadPermission } from 'backstage-plugin-agentcore-memory-common';
import { keyAndMemory } from '../../__testUtils__/facts';
import { KEY_ACTIVITY } from '../../__testUtils__/keyActivity';
import { fakeApi, renderWithApis } from '../../__testUtils__/renderWithApis';
import { KeyCard } from './KeyCard';

// Permissions are cached for all tests of a file.
describe('KeyCard without the permission to read who used keys', () => {
  it('shows nothing of who used the key, and asks nothing', async () => {
    const { key, memory } = keyAndMemory();
    const getKeyActivity = jest.fn(async () => KEY_ACTIVITY);
    await renderWithApis(
      <EntityProvider entity={key}>
        <KeyCard />
      </EntityProvider>,
      {
        api: fakeApi({ getKeyActivity }),
        catalogApi: catalogApiMock({ entities: [key, memory] }),
        denied: [agentCoreMemoryKeyActivityReadPermission],
      },
    );
    expect(
      await screen.findByRole('region', { name: 'If this key goes' }),
    ).toBeVisible();
    expect(
      screen.queryByRole('region', { name: 'Who used this key' }),
    ).not.toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /who used it/ }),
    ).not.toBeInTheDocument();
    expect(getKeyActivity).not.toHaveBeenCalled();
  });
});
