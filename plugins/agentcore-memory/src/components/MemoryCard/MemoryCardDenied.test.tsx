import { act, screen } from '@testing-library/react';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { agentCoreMemoryScanReadPermission } from 'backstage-plugin-agentcore-memory-common';
import { memoryEntity } from '../../__testUtils__/memories';
import { renderWithApis } from '../../__testUtils__/renderWithApis';
import { MemoryCard } from './MemoryCard';

// Permissions are cached for all tests of a file.
describe('MemoryCard without the permission to read scans', () => {
  it('offers no scan and no way to the coverage', async () => {
    jest.useFakeTimers();
    const memory = memoryEntity({
      name: 'a',
      outcomes: { 'key-usable': 'unknown' },
    });
    await renderWithApis(
      <EntityProvider entity={memory}>
        <MemoryCard />
      </EntityProvider>,
      {
        catalogApi: catalogApiMock({ entities: [memory] }),
        denied: [agentCoreMemoryScanReadPermission],
      },
    );
    await act(() => jest.advanceTimersByTimeAsync(5_000));
    expect(screen.getByRole('region', { name: 'Verdict' })).toHaveTextContent(
      'key-usable came out as unknown.',
    );
    expect(
      screen.queryByRole('button', { name: 'Scan now' }),
    ).not.toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: /coverage/ }),
    ).not.toBeInTheDocument();
    jest.useRealTimers();
  });
});
