import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  createExtensionTester,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { fakeApi } from './__testUtils__/renderWithApis';
import { MEMORIES } from './__testUtils__/memories';
import plugin from './alpha';
import { agentCoreMemoryApiRef } from './api';

const apis = [
  [agentCoreMemoryApiRef, fakeApi()],
  [catalogApiRef, catalogApiMock({ entities: MEMORIES })],
] as const;
const mountedRoutes = { '/catalog/:namespace/:kind/:name': entityRouteRef };

describe('the plugin in the new frontend system', () => {
  it('has a page with six tabs and an item in the navigation', async () => {
    renderTestApp({
      features: [plugin],
      apis,
      mountedRoutes,
      initialRouteEntries: ['/agentcore-memory'],
    });
    expect(
      await screen.findByRole('link', { name: /^Score 40/ }),
    ).toHaveAttribute('href', '/agentcore-memory/teams');
    // The sidebar cuts longer titles.
    expect(
      screen.getAllByRole('link', { name: 'Agent memory' })[0],
    ).toHaveAttribute('href', '/agentcore-memory');
    expect(
      screen.getAllByRole('tab').map(({ textContent }) => textContent),
    ).toEqual(['Overview', 'Teams', 'Memories', 'Keys', 'Waivers', 'Coverage']);
    await userEvent.click(screen.getByRole('tab', { name: 'Teams' }));
    expect(
      await screen.findByRole('table', { name: 'Teams, worst first' }),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: '12 memories' })).toHaveAttribute(
      'href',
      '/agentcore-memory/memories?owner=group%3Adefault%2Fpayments',
    );
    await userEvent.click(screen.getByRole('tab', { name: 'Memories' }));
    expect(
      await screen.findByRole('table', { name: 'Memories' }),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'support_notes' })).toBeVisible();
    await userEvent.click(screen.getByRole('tab', { name: 'Coverage' }));
    expect(
      await screen.findByRole('table', { name: 'Scopes, worst first' }),
    ).toBeVisible();
    expect(
      await screen.findByRole('button', { name: 'Scan all now' }),
    ).toBeVisible();
  });

  it.each([
    ['overview', 'Teams that have most to do'],
    ['teams', 'Teams, worst first'],
    ['memories', 'Memories'],
    ['coverage', 'Scopes, worst first'],
  ])(
    'logs no warning about routing or deprecation while %s renders',
    async (path, table) => {
      const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
      // The framework warns of implicit routing in development only.
      const env = jest.replaceProperty(process, 'env', {
        ...process.env,
        NODE_ENV: 'development',
      });
      try {
        renderTestApp({
          features: [plugin],
          apis,
          mountedRoutes,
          initialRouteEntries: [`/agentcore-memory/${path}`],
        });
        expect(await screen.findByRole('table', { name: table })).toBeVisible();
        expect(
          warn.mock.calls
            .map(String)
            .filter(line => /rout(er|ing)|deprecat/i.test(line)),
        ).toEqual([]);
      } finally {
        env.restore();
        warn.mockRestore();
      }
    },
  );

  it.each([
    [
      'a group',
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: { name: 'idle', namespace: 'default' },
        spec: { type: 'team', children: [] },
      },
      'Nothing to assess: the catalog shows no AgentCore memory of this team.',
      'AgentCore memory assessment',
    ],
    [
      'a memory',
      MEMORIES[0],
      'AgentCore memory assessment',
      'Nothing to assess: the catalog shows no AgentCore memory of this team.',
    ],
  ])('has one card for %s', async (_, entity, shown, notShown) => {
    renderTestApp({
      features: [plugin],
      extensions: [createTestEntityPage({ entity })],
      apis,
      mountedRoutes,
    });
    expect(await screen.findByText(shown)).toBeVisible();
    expect(screen.queryByText(notShown)).not.toBeInTheDocument();
  });

  it.each(['Group', 'User'])('has a tab for a %s', async kind => {
    const entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata: { name: 'idle', namespace: 'default' },
      spec: {},
    };
    renderTestApp({
      features: [plugin],
      extensions: [createTestEntityPage({ entity })],
      apis,
      mountedRoutes,
    });
    expect(
      await screen.findByText(/^Nothing to assess: .* of a team below it\.$/),
    ).toBeVisible();
  });

  it.each([
    ['target-picker', 'AgentCoreMemoryTargetPicker'],
    ['key-picker', 'AgentCoreMemoryKeyPicker'],
    ['strategies', 'AgentCoreMemoryStrategies'],
    ['verdict', 'AgentCoreMemoryVerdict'],
  ] as const)(
    'has a form field %s that templates call %s',
    async (id, name) => {
      const extension = plugin.getExtension(
        `scaffolder-form-field:agentcore-memory/${id}`,
      );
      const load = createExtensionTester(extension).get(
        FormFieldBlueprint.dataRefs.formFieldLoader,
      );
      expect(await load()).toMatchObject({ name });
    },
  );

  it('says nothing of form fields in an app without the scaffolder', async () => {
    const logged = (['warn', 'error'] as const).map(level =>
      jest.spyOn(console, level).mockImplementation(() => {}),
    );
    renderTestApp({
      features: [plugin],
      apis,
      mountedRoutes,
      initialRouteEntries: ['/agentcore-memory/memories'],
    });
    expect(await screen.findByRole('table')).toBeVisible();
    const lines = logged.flatMap(spy => spy.mock.calls.map(String));
    logged.forEach(spy => spy.mockRestore());
    expect(lines.filter(line => /scaffolder|form-field/i.test(line))).toEqual(
      [],
    );
  });

  it('has the extensions that the docs name, by the ids that apps configure', () => {
    const docs = readFileSync(
      join(__dirname, '../../../docs/configuration.md'),
      'utf8',
    );
    const ids = [...docs.matchAll(/^\| `([\w-]+:agentcore-memory\S*)`/gm)].map(
      ([, id]) => id,
    );
    const extensions: { id: string }[] = Reflect.get(plugin, 'extensions');
    expect(extensions.length).toBeGreaterThan(10);
    expect(ids.sort()).toEqual(extensions.map(({ id }) => id).sort());
  });
});
