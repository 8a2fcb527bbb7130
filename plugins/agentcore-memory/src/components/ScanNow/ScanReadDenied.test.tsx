import { act, screen } from '@testing-library/react';
import { agentCoreMemoryScanReadPermission } from 'backstage-plugin-agentcore-memory-common';
import { renderWithApis } from '../../__testUtils__/renderWithApis';
import { ScanNowButton } from './ScanNowButton';

// In a file of its own: decisions are cached across the tests of one file.
describe('a reader without the permission to read scans', () => {
  it('has no button that requests scans', async () => {
    jest.useFakeTimers();
    await renderWithApis(<ScanNowButton />, {
      denied: [agentCoreMemoryScanReadPermission],
    });
    await act(() => jest.advanceTimersByTimeAsync(5_000));
    expect(screen.getByTestId('location')).toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
    jest.useRealTimers();
  });
});
