import { screen, within } from '@testing-library/react';
import { agentCoreMemoryScanReadPermission } from 'backstage-plugin-agentcore-memory-common';
import { fakeApi, renderWithApis } from '../../__testUtils__/renderWithApis';
import { SCORECARDS } from '../../__testUtils__/scorecards';
import { CoverageTab } from '../CoverageTab';
import { TeamsTab } from './TeamsTab';

const denied = [agentCoreMemoryScanReadPermission];

// In a file of its own: decisions are cached across the tests of one file.
describe('a reader without the permission to read scans', () => {
  it('is told how many scopes failed, not which, and where nothing is to be found no link', async () => {
    const api = fakeApi({
      getScorecards: async () => ({
        ...SCORECARDS,
        scans: { scopes: 90, failed: 57, firstFailed: [], notInCatalog: 0 },
      }),
    });
    await renderWithApis(<TeamsTab />, { api, denied });
    const banner = await screen.findByRole('status');
    expect(banner).toHaveTextContent('57 of 90 scopes could not be read');
    expect(banner).toHaveTextContent('shown to those who may read scans');
    expect(within(banner).queryByRole('link')).not.toBeInTheDocument();
  });

  it('is told on the Coverage tab what is missing, and asks for nothing', async () => {
    const getScans = jest.fn();
    await renderWithApis(<CoverageTab />, {
      api: fakeApi({ getScans }),
      denied,
    });
    expect(
      await screen.findByText('You may not read how scans went'),
    ).toBeVisible();
    expect(screen.getByText(/agentcore-memory.scan.read/)).toBeVisible();
    expect(getScans).not.toHaveBeenCalled();
  });
});
