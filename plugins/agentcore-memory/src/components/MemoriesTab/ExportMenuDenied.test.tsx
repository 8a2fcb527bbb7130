import { screen } from '@testing-library/react';
import { agentCoreMemoryExportReadPermission } from 'backstage-plugin-agentcore-memory-common';
import { renderWithApis } from '../../__testUtils__/renderWithApis';
import { MemoriesTab } from './MemoriesTab';

// Permissions are cached for all tests of a file.
it('The export is not offered without its permission', async () => {
  await renderWithApis(<MemoriesTab />, {
    denied: [agentCoreMemoryExportReadPermission],
  });
  await screen.findByRole('button', { name: 'Columns' });
  expect(screen.queryByRole('button', { name: 'Export' })).toBeNull();
});
