import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { fakeApi, renderWithApis } from '../../__testUtils__/renderWithApis';
import { card, SCORECARDS, team, TREE } from '../../__testUtils__/scorecards';
import { TeamsTab } from './TeamsTab';

const api = fakeApi({ getScorecards: async () => TREE });
const names = () =>
  screen
    .getAllByRole('rowheader')
    .map(header => within(header).getByRole('link').textContent);

describe('the tree of teams', () => {
  it('rolls numbers up, and unfolds the worst first', async () => {
    await renderWithApis(<TeamsTab />, { api });
    expect(await screen.findByRole('table')).toBeVisible();
    await userEvent.click(screen.getByRole('checkbox', { name: 'As a tree' }));
    expect(screen.getByTestId('location')).toHaveTextContent('/?view=tree');
    expect(names()).toEqual(['Commerce', 'Search']);
    expect(screen.queryByText(/^1-/)).not.toBeInTheDocument();
    const [commerce] = screen.getAllByRole('row').slice(1);
    expect(commerce).toHaveTextContent('1 memory of its own');
    expect(
      within(commerce).getByRole('link', { name: '10 memories' }),
    ).toHaveAttribute(
      'href',
      '/agentcore-memory/memories?owner=group%3Adefault%2Fcommerce&rollup=true',
    );

    const fold = screen.getByRole('button', { name: 'Teams of Commerce' });
    expect(fold).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(fold);
    expect(names()).toEqual(['Commerce', 'Payments', 'Checkout', 'Search']);
    expect(
      screen.getAllByRole('link', { name: '5 memories' })[0],
    ).toHaveAttribute(
      'href',
      '/agentcore-memory/memories?owner=group%3Adefault%2Fpayments',
    );
    await userEvent.click(fold);
    expect(names()).toEqual(['Commerce', 'Search']);
  });

  it('says that pages count the groups at the top', async () => {
    const items = [
      ...Array.from({ length: 60 }, (_, n) =>
        team(`t${n}`, `T${n}`, card([0, 0, 0, 1])),
      ),
      ...TREE.items.slice(0, 2),
    ];
    await renderWithApis(<TeamsTab />, {
      api: fakeApi({ getScorecards: async () => ({ ...SCORECARDS, items }) }),
      route: '/?view=tree',
    });
    expect(await screen.findByText('1-50 of 61 at the top')).toBeVisible();
  });

  it('shows what leads to a team that is searched for', async () => {
    await renderWithApis(<TeamsTab />, { api, route: '/?view=tree&q=check' });
    expect(await screen.findByRole('link', { name: 'Checkout' })).toBeVisible();
    expect(names()).toEqual(['Commerce', 'Checkout']);
  });

  it('ends at a cycle, and hides none of its groups', async () => {
    const items = [
      team('a', 'A', card([1, 0, 0, 0]), { parents: ['group:default/b'] }),
      team('b', 'B', card([0, 0, 0, 1]), { parents: ['group:default/a'] }),
    ];
    await renderWithApis(<TeamsTab />, {
      api: fakeApi({ getScorecards: async () => ({ ...SCORECARDS, items }) }),
      route: '/?view=tree',
    });
    const fold = await screen.findByRole('button', { name: 'Teams of A' });
    // The only group at the top is unfolded from the start.
    expect(names()).toEqual(['A', 'B']);
    await userEvent.click(fold);
    expect(names()).toEqual(['A']);
    await userEvent.click(fold);
    expect(names()).toEqual(['A', 'B']);
    expect(
      screen.queryByRole('button', { name: 'Teams of B' }),
    ).not.toBeInTheDocument();
  });

  it('shows fifty groups below another at once', async () => {
    const items = [
      team('top', 'Top', card([0, 0, 0, 0]), { rolledUp: card([60, 0, 0, 0]) }),
      ...Array.from({ length: 60 }, (_, i) =>
        team(`team-${i}`, `Team ${i}`, card([1, 0, 0, 0]), {
          parents: ['group:default/top'],
        }),
      ),
    ];
    await renderWithApis(<TeamsTab />, {
      api: fakeApi({ getScorecards: async () => ({ ...SCORECARDS, items }) }),
      route: '/?view=tree',
    });
    expect(await screen.findByText('None of its own')).toBeVisible();
    expect(screen.getAllByRole('rowheader')).toHaveLength(51);
    await userEvent.click(
      screen.getByRole('button', { name: 'Show more of Top: 10 left' }),
    );
    expect(screen.getAllByRole('rowheader')).toHaveLength(61);
  });

  it('finds the departments of the reader, whose own team may have no memory', async () => {
    const idle = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: { name: 'idle', namespace: 'default' },
      spec: { type: 'team', children: [] },
      relations: [{ type: 'childOf', targetRef: 'group:default/commerce' }],
    };
    await renderWithApis(<TeamsTab />, {
      api,
      catalogApi: catalogApiMock({ entities: [idle] }),
      memberOf: ['group:default/idle'],
      route: '/?show=departments',
    });
    expect(await screen.findByRole('link', { name: 'Payments' })).toBeVisible();
    expect(names()).toEqual(['Payments', 'Commerce', 'Checkout']);
  });

  it('says why the own departments are not known', async () => {
    const catalogApi = catalogApiMock();
    const ask = jest
      .spyOn(catalogApi, 'getEntitiesByRefs')
      .mockRejectedValueOnce(new Error('The catalog is down'));
    await renderWithApis(<TeamsTab />, {
      api,
      catalogApi,
      route: '/?show=departments',
    });
    expect(
      await screen.findByText(/Your teams could not be loaded/),
    ).toHaveTextContent('The catalog is down');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('link', { name: 'Search' })).toBeVisible();
    expect(ask).toHaveBeenCalledTimes(2);
  });
});
