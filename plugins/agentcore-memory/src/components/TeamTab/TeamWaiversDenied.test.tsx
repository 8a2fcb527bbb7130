import { screen } from '@testing-library/react';
import { agentCoreMemoryWaiverReadPermission } from 'backstage-plugin-agentcore-memory-common';
import { fakeApi, renderWithApis } from '../../__testUtils__/renderWithApis';
import { NO_WAIVERS } from '../../__testUtils__/waivers';
import { TeamWaivers } from './TeamWaivers';

// Permissions are cached for all tests of a file.
it('The waivers of a team are neither asked for nor shown without the permission to read them', async () => {
  const getWaivers = jest.fn(async () => NO_WAIVERS);
  await renderWithApis(
    <TeamWaivers ownerRef="group:default/payments" title="Payments" />,
    {
      api: fakeApi({ getWaivers }),
      denied: [agentCoreMemoryWaiverReadPermission],
    },
  );
  expect(screen.queryByRole('region')).toBeNull();
  expect(getWaivers).not.toHaveBeenCalled();
});
