import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { AgentCoreMemoryApi } from '../../api';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { HISTORY, NO_HISTORY } from '../../__testUtils__/history';
import { fakeApi, renderWithApis } from '../../__testUtils__/renderWithApis';
import {
  card,
  DEPARTMENT,
  EMPTY_TEAM,
  FAILED_SCOPE,
  SCORECARDS,
  summary,
  TEAM,
  team,
} from '../../__testUtils__/scorecards';
import { TeamTab } from './TeamTab';

/** Recording began three days ago and goes on. */
const RECENT = {
  firstDay: '2026-11-20',
  recordedAt: '2026-11-23T14:04:00Z',
};

function renderTab(
  overrides: Partial<AgentCoreMemoryApi>,
  { kind = 'Group', name = 'payments' } = {},
) {
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
  };
  return renderWithApis(
    <EntityProvider entity={entity}>
      <TeamTab />
    </EntityProvider>,
    { api: fakeApi(overrides) },
  );
}

const region = (name: string) => screen.findByRole('region', { name });

describe('TeamTab', () => {
  it('shows how good a team is, what to fix first, and how it went', async () => {
    const getHistory = jest.fn(async () => HISTORY);
    await renderTab({ getOwnerScorecard: async () => TEAM, getHistory });
    expect(await screen.findByText('41 %')).toBeVisible();
    expect(getHistory).toHaveBeenCalledWith({
      owner: 'group:default/payments',
      rollup: true,
    });
    expect(await screen.findByText(/points? up in 4 days/)).toBeVisible();
    expect(screen.getByText('75 %')).toBeVisible();
    expect(screen.getByText('12 days')).toBeVisible();
    expect(screen.queryByText(/Its own/)).not.toBeInTheDocument();

    const first = within(await region('What to fix first'));
    expect(first.getByRole('link', { name: 'support_notes' })).toBeVisible();
    expect(first.getByText(/AWS owns the key/)).toBeVisible();
    expect(
      first.getByRole('link', { name: 'All 12 memories' }),
    ).toHaveAttribute(
      'href',
      '/agentcore-memory/memories?owner=group%3Adefault%2Fpayments',
    );
    expect(
      within(await region('Rules')).getByRole('link', {
        name: 'The key can be used',
      }),
    ).toHaveAttribute(
      'href',
      '/agentcore-memory/memories?owner=group%3Adefault%2Fpayments&rule=key-usable',
    );
    expect(
      screen.queryByRole('region', { name: 'Teams' }),
    ).not.toBeInTheDocument();
    expect(
      within(await region('What changed in 90 days')).getAllByRole('listitem'),
    ).toHaveLength(5);
    expect(
      await screen.findByRole('img', { name: /^Verdicts per day/ }),
    ).toBeVisible();
    await expectAccessible();
  });

  it('shows a department what its teams have, and which is worst', async () => {
    await renderTab(
      { getOwnerScorecard: async () => DEPARTMENT },
      { name: 'commerce' },
    );
    expect(await screen.findByText('44 %')).toBeVisible();
    expect(screen.getByText(/none is its own/)).toBeVisible();
    expect(screen.queryByText(/nothing to assess/i)).not.toBeInTheDocument();
    const teams = within(
      await screen.findByRole('table', { name: 'Teams, worst first' }),
    ).getAllByRole('rowheader');
    expect(teams.map(({ textContent }) => textContent)).toEqual([
      'Payments',
      'Checkout',
    ]);
    expect(
      screen.getByRole('link', { name: 'All 9 memories' }),
    ).toHaveAttribute('href', expect.stringMatching(/&rollup=true$/));
  });

  it('shows beside the rolled-up score that of the group’s own memories', async () => {
    await renderTab({
      getOwnerScorecard: async () => ({
        ...DEPARTMENT,
        item: team('commerce', 'Commerce', card([1, 0, 0, 1]), {
          rolledUp: card([5, 0, 1, 5]),
        }),
      }),
    });
    expect(await screen.findByText('45 %')).toBeVisible();
    expect(
      screen.getByText('Its own: 2 memories, score 50 %, coverage 100 %.'),
    ).toBeVisible();
  });

  it('shows a user what their groups have', async () => {
    await renderTab(
      {
        getOwnerScorecard: async () => ({
          ...EMPTY_TEAM,
          item: { ...EMPTY_TEAM.item, rolledUp: SCORECARDS.totals },
          children: SCORECARDS.items.slice(0, 2),
        }),
      },
      { kind: 'User', name: 'me' },
    );
    expect(await screen.findByText('40 %')).toBeVisible();
    const teams = within(
      await screen.findByRole('table', { name: 'Teams, worst first' }),
    ).getAllByRole('rowheader');
    expect(teams.map(({ textContent }) => textContent)).toEqual([
      'Payments',
      'Search',
    ]);
  });

  it('says when there is nothing to assess, and what may be missing', async () => {
    await renderTab({
      getOwnerScorecard: async () => ({
        ...EMPTY_TEAM,
        scans: { ...summary(FAILED_SCOPE), notInCatalog: 1 },
      }),
    });
    expect(await screen.findByText(/^Nothing to assess/)).toBeVisible();
    const [failed, missing] = screen.getAllByRole('status');
    expect(failed).toHaveTextContent('Memories may be missing here');
    expect(missing).toHaveTextContent('1 memory not in the catalog');
    expect(screen.queryByText(/%/)).not.toBeInTheDocument();
  });

  it('says that there is no history yet, and that the memories may not be seen', async () => {
    await renderTab({
      getOwnerScorecard: async () => ({ ...TEAM, worstMemories: [] }),
      getHistory: async () => NO_HISTORY,
    });
    expect(await screen.findByText(/^No day was recorded yet/)).toBeVisible();
    expect(screen.getByText(/You may not see any of them/)).toBeVisible();
    expect(
      screen.getByText(/^Nothing was recorded yet, so that no change/),
    ).toBeVisible();
  });

  it('says since when changes are recorded', async () => {
    await renderTab({
      getOwnerScorecard: async () => TEAM,
      getHistory: async () => ({ ...NO_HISTORY, ...RECENT }),
    });
    expect(
      await screen.findByText(
        'Nothing changed since recording began on 2026-11-20.',
      ),
    ).toBeVisible();
    expect(
      screen.getByText('No failing finding ended since 2026-11-20'),
    ).toBeVisible();
  });

  it('shows that it is loading', async () => {
    await renderTab({ getOwnerScorecard: () => new Promise(() => {}) });
    expect(await screen.findByRole('progressbar')).toBeInTheDocument();
  });

  it('shows why the scorecard could not be loaded, and tries again', async () => {
    const getOwnerScorecard = jest
      .fn()
      .mockRejectedValueOnce(new Error('Not Found'))
      .mockResolvedValue(TEAM);
    await renderTab({ getOwnerScorecard });
    expect(
      await screen.findByText(/The scorecard could not be loaded/),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('41 %')).toBeVisible();
  });
});
