import { screen, within } from '@testing-library/react';
import { fakeApi, renderWithApis } from '../../__testUtils__/renderWithApis';
import { SCORECARDS } from '../../__testUtils__/scorecards';
import { TeamsTab } from './TeamsTab';

// In a file of its own: decisions are cached across the tests of one file.
describe('a reader without the permission to read scans', () => {
  it('is told how many scopes failed, not which, and where nothing is to be found no link', async () => {
    const api = fakeApi({
      getScorecards: async () => ({
        ...SCORECARDS,
        scans: { scopes: 90, failed: 57, firstFailed: [], notInCatalog: 0 },
      }),
    });
    await renderWithApis(<TeamsTab />, { api, mayScan: false });
    const banner = await screen.findByRole('status');
    expect(banner).toHaveTextContent('57 of 90 scopes could not be read');
    expect(banner).toHaveTextContent('shown to those who may read scans');
    expect(within(banner).queryByRole('link')).not.toBeInTheDocument();
  });
});
