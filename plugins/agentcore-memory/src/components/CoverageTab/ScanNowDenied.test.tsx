import { screen } from '@testing-library/react';
import { renderWithApis } from '../../__testUtils__/renderWithApis';
import { CoverageTab } from './CoverageTab';

// In a file of its own: decisions are cached across the tests of one file.
describe('a reader who may not ask for scans', () => {
  it('sees the coverage, and no button for what is refused', async () => {
    await renderWithApis(<CoverageTab />, { mayScan: false });
    expect(await screen.findByRole('table')).toBeVisible();
    expect(screen.getAllByRole('button', { name: /^History/ })).toHaveLength(5);
    expect(
      screen.queryByRole('button', { name: /^Scan/ }),
    ).not.toBeInTheDocument();
  });
});
