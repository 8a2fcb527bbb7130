import { screen } from '@testing-library/react';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { agentCoreMemoryWaiverReadPermission } from 'backstage-plugin-agentcore-memory-common';
import { memoryEntity } from '../../__testUtils__/memories';
import { fakeApi, renderWithApis } from '../../__testUtils__/renderWithApis';
import { NO_WAIVERS } from '../../__testUtils__/waivers';
import { MemoryCard } from '../MemoryCard';
import { WaiversTab } from '../WaiversTab';

const DENIED = [agentCoreMemoryWaiverReadPermission];

// Permissions are cached for all tests of a file.
describe('waivers without the permission to read them', () => {
  it('are not asked for by the card of a memory', async () => {
    const memory = memoryEntity({
      name: 'notes',
      outcomes: { 'customer-managed-key': 'fail' },
    });
    const getWaivers = jest.fn(async () => NO_WAIVERS);
    await renderWithApis(
      <EntityProvider entity={memory}>
        <MemoryCard />
      </EntityProvider>,
      {
        api: fakeApi({ getWaivers }),
        catalogApi: catalogApiMock({ entities: [memory] }),
        denied: DENIED,
      },
    );
    await screen.findByRole('list', { name: 'Findings that need attention' });
    expect(screen.queryByRole('button', { name: /waiver/ })).toBeNull();
    expect(getWaivers).not.toHaveBeenCalled();
  });

  it('are not asked for by the tab, which names the permission', async () => {
    const getWaivers = jest.fn(async () => NO_WAIVERS);
    await renderWithApis(<WaiversTab />, {
      api: fakeApi({ getWaivers }),
      denied: DENIED,
    });
    expect(
      await screen.findByText(/agentcore-memory.waiver.read/),
    ).toBeVisible();
    expect(getWaivers).not.toHaveBeenCalled();
  });
});
