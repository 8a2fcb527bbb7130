import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { coreApis } from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { keyEntity } from './__testUtils__/keys';
import { fakeApi } from './__testUtils__/renderWithApis';
import plugin from './alpha';
import { agentCoreMemoryApiRef } from './api';

describe('keys and scans in the new frontend system', () => {
  it('has a tab of keys, and a header that requests a scan of everything', async () => {
    const requestScan = jest.fn(async () => {});
    const post = jest.fn(() => ({ close: () => {} }));
    renderTestApp({
      features: [plugin],
      apis: [
        [agentCoreMemoryApiRef, fakeApi({ requestScan })],
        [
          catalogApiRef,
          catalogApiMock({ entities: [keyEntity({ n: 1, alias: 'alias/a' })] }),
        ],
        [coreApis.toast, { post }],
      ],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: ['/agentcore-memory/keys'],
    });
    expect(
      await screen.findByRole('rowheader', { name: /^alias\/a/ }),
    ).toBeVisible();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Scan now' }),
    );
    expect(requestScan).toHaveBeenCalledWith(undefined);
    expect(post).toHaveBeenCalledWith(
      expect.objectContaining({ title: 'Scan requested' }),
    );
  });

  it.each([
    'sub-page:agentcore-memory/keys',
    'plugin-header-action:agentcore-memory/scan',
    'entity-context-menu-item:agentcore-memory/scan',
  ] as const)('keeps the id %s, which apps configure', id => {
    expect(plugin.getExtension(id)).toBeDefined();
  });
});
