import { screen } from '@testing-library/react';
import { agentCoreMemoryScanCreatePermission } from 'backstage-plugin-agentcore-memory-common';
import { renderWithApis } from '../../__testUtils__/renderWithApis';
import { CoverageTab } from './CoverageTab';

// In a file of its own: decisions are cached across the tests of one file.
describe('a reader without the permission to request scans', () => {
  it('sees the coverage, and no button that requests scans', async () => {
    await renderWithApis(<CoverageTab />, {
      denied: [agentCoreMemoryScanCreatePermission],
    });
    expect(await screen.findByRole('table')).toBeVisible();
    expect(screen.getAllByRole('button', { name: /^History/ })).toHaveLength(5);
    expect(
      screen.queryByRole('button', { name: /^Scan/ }),
    ).not.toBeInTheDocument();
  });
});
