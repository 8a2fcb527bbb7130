import { screen } from '@testing-library/react';
import { agentCoreMemoryScanReadPermission } from 'backstage-plugin-agentcore-memory-common';
import { renderWithApis } from '../../__testUtils__/renderWithApis';
import { OverviewTab } from './OverviewTab';

// In a file of its own: decisions are cached across the tests of one file.
describe('a reader without the permission to read scans', () => {
  it('is led to the memories that are not covered, not to the scopes', async () => {
    await renderWithApis(<OverviewTab />, {
      denied: [agentCoreMemoryScanReadPermission],
    });
    expect(
      await screen.findByRole('link', { name: /^Not covered 3/ }),
    ).toHaveAttribute('href', '/agentcore-memory/memories?verdict=unknown');
  });
});
