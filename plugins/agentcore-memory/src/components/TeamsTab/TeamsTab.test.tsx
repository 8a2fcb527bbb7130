import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  fakeApi,
  renderWithApis,
  setVisibility,
} from '../../__testUtils__/renderWithApis';
import {
  card,
  FAILED_SCOPE,
  NO_SCORECARDS,
  SCORECARDS,
  STALE_SCOPE,
  summary,
  team,
} from '../../__testUtils__/scorecards';
import { TeamsTab } from './TeamsTab';

const rows = () => screen.getAllByRole('row').slice(1);

describe('TeamsTab', () => {
  it('shows totals and every row in the order of the API', async () => {
    await renderWithApis(<TeamsTab />);
    const totals = within(
      await screen.findByRole('region', { name: 'All teams' }),
    );
    expect(totals.getByText('40 %')).toBeVisible();
    expect(totals.getByText('80 %')).toBeVisible();
    expect(totals.getByText('Counted 2026-11-23 14:05 UTC')).toBeVisible();
    expect(
      totals.getByText(/^3 of 15 memories could not be assessed/),
    ).toHaveTextContent('(1 stale)');
    expect(
      totals.getByRole('img', {
        name: '15 memories: 5 non-compliant, 2 unknown, 2 at risk, 6 compliant',
      }),
    ).toBeVisible();

    const [payments, search, notFound, unowned] = rows().map(row =>
      within(row),
    );
    expect(payments.getByRole('link', { name: 'Payments' })).toHaveAttribute(
      'href',
      '/catalog/default/group/payments',
    );
    expect(payments.getByText('41 %')).toBeVisible();
    expect(
      payments.getByText('4 non-compliant', { exact: false }),
    ).toBeVisible();
    expect(payments.getByText(/^3 of 12 memories could not/)).toBeVisible();
    expect(payments.getByRole('link', { name: '12 memories' })).toHaveAttribute(
      'href',
      '/agentcore-memory/memories?owner=group%3Adefault%2Fpayments',
    );

    expect(search.getByRole('link', { name: '1 memory' })).toBeVisible();
    expect(search.queryByText(/could not be assessed/)).not.toBeInTheDocument();

    expect(
      notFound.queryByRole('link', { name: 'Owner not found' }),
    ).not.toBeInTheDocument();
    expect(notFound.getByText(/not in the catalog/)).toBeVisible();
    expect(notFound.getByRole('link', { name: 'Team Ghost!' })).toHaveAttribute(
      'href',
      '/agentcore-memory/memories?owner=claim%3ATeam+Ghost%21',
    );
    expect(notFound.getByRole('link', { name: '2 memories' })).toHaveAttribute(
      'href',
      '/agentcore-memory/memories?owner=owner-not-found',
    );

    expect(unowned.getByText('nothing to assess')).toBeVisible();
    expect(unowned.getByRole('img', { name: 'No memories' })).toBeVisible();
    expect(unowned.queryByText('Nothing fails')).not.toBeInTheDocument();
    expect(screen.queryByText(/could not be read/)).not.toBeInTheDocument();
  });

  it('says that AWS has memories which the catalog does not show', async () => {
    await renderWithApis(<TeamsTab />, {
      api: fakeApi({
        getScorecards: async () => ({
          ...NO_SCORECARDS,
          scans: { ...summary(), notInCatalog: 40 },
        }),
      }),
    });
    expect(
      await screen.findByText(
        'AWS has 40 memories that the catalog does not show. None was judged.',
      ),
    ).toBeVisible();
    expect(screen.queryByText(/a provider is/)).not.toBeInTheDocument();
  });

  it('shows trend and age of the oldest failure beside score and coverage', async () => {
    const api = fakeApi({
      getScorecards: async () => ({
        ...SCORECARDS,
        items: [
          SCORECARDS.items[0],
          { ...SCORECARDS.items[1], failsFromStart: true },
          SCORECARDS.items[2],
          team('good', 'Good', card([0, 0, 0, 1])),
          team('unread', 'Unread', card([0, 1, 0, 0])),
        ],
      }),
    });
    await renderWithApis(<TeamsTab />, { api });
    expect(await screen.findByRole('table')).toBeVisible();
    const [payments, search, notFound, good, unread] = rows();
    expect(
      within(payments).getByRole('img', {
        name: /^Score over \d+ weeks: from \d+ % to \d+ %$/,
      }),
    ).toBeVisible();
    expect(payments).toHaveTextContent(/\d+ points? up in 4 weeks/);
    expect(within(payments).getByText(/^\d+ days ago$/)).toHaveAttribute(
      'dateTime',
      '2026-10-02T08:00:00Z',
    );
    expect(search).toHaveTextContent('Since before recording began');
    expect(notFound).toHaveTextContent('Not recorded');
    expect(good).toHaveTextContent('Nothing fails');
    expect(unread).toHaveTextContent('Nothing known');
  });

  it("filters by the reader's own teams, in the URL", async () => {
    await renderWithApis(<TeamsTab />);
    const show = await screen.findByRole('combobox', { name: 'Show' });
    await userEvent.selectOptions(show, 'My teams');
    expect(await screen.findByRole('link', { name: 'Search' })).toBeVisible();
    expect(rows()).toHaveLength(1);
    expect(screen.getByTestId('location')).toHaveTextContent('/?show=mine');
    await userEvent.selectOptions(show, 'All teams');
    expect(rows()).toHaveLength(4);
  });

  it('knows the own teams in any spelling', async () => {
    await renderWithApis(<TeamsTab />, {
      route: '/?show=mine',
      memberOf: ['Group:Default/Search'],
    });
    expect(await screen.findByRole('link', { name: 'Search' })).toBeVisible();
    expect(rows()).toHaveLength(1);
  });

  it('searches by name, and says when nothing is found', async () => {
    await renderWithApis(<TeamsTab />, { route: '/?q=pay' });
    expect(await screen.findByRole('link', { name: 'Payments' })).toBeVisible();
    expect(rows()).toHaveLength(1);
    const search = screen.getByRole('searchbox', { name: 'Search by name' });
    await userEvent.clear(search);
    await userEvent.type(search, 'nobody');
    expect(
      await screen.findByText('No team matches these filters'),
    ).toBeVisible();
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Clear filters' })[0],
    );
    expect(await screen.findByRole('table')).toBeVisible();
    expect(rows()).toHaveLength(4);
  });

  it('shows fifty teams at once', async () => {
    const items = Array.from({ length: 2_000 }, (_, i) =>
      team(`team-${i}`, `Team ${i}`, card([1, 0, 0, 1])),
    );
    const api = fakeApi({
      getScorecards: async () => ({ ...SCORECARDS, items }),
    });
    await renderWithApis(<TeamsTab />, { api, route: '/?page=40' });
    expect(
      await screen.findByRole('link', { name: 'Team 1999' }),
    ).toBeVisible();
    expect(rows()).toHaveLength(50);
    await userEvent.click(
      screen.getByRole('button', { name: 'Previous page' }),
    );
    expect(screen.getByRole('link', { name: 'Team 1900' })).toBeVisible();
    expect(screen.getByTestId('location')).toHaveTextContent('/?page=39');
  });

  it('shows the teams that the reader may not read as one, without a name or link', async () => {
    const [first] = SCORECARDS.items;
    const { ownerRef: _, ...counts } = first;
    const api = fakeApi({
      getScorecards: async () => ({
        ...SCORECARDS,
        items: [{ ...counts, bucket: 'others', title: 'Others (3 teams)' }],
      }),
    });
    await renderWithApis(<TeamsTab />, { api });
    const [row] = (await screen.findByRole('table')) && rows();
    expect(row).toHaveTextContent('Others (3 teams)');
    expect(row).toHaveTextContent('may not read in the catalog');
    expect(row).toHaveTextContent('12 memories');
    expect(within(row).queryByRole('link')).not.toBeInTheDocument();
  });

  it('says so when none of the own teams owns a memory', async () => {
    const api = fakeApi({
      getScorecards: async () => ({
        ...SCORECARDS,
        items: SCORECARDS.items.slice(0, 1),
      }),
    });
    await renderWithApis(<TeamsTab />, { api, route: '/?show=mine' });
    expect(
      await screen.findByText(/shows no AgentCore memory of your teams/),
    ).toBeVisible();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all teams' }),
    );
    expect(await screen.findByRole('table')).toBeVisible();
  });

  it('shows that it is loading', async () => {
    const api = fakeApi({ getScorecards: () => new Promise(() => {}) });
    await renderWithApis(<TeamsTab />, { api });
    expect(await screen.findByRole('progressbar')).toBeInTheDocument();
    expect(screen.queryByText(/No memories/)).not.toBeInTheDocument();
  });

  it('says what to check when there is nothing', async () => {
    const api = fakeApi({ getScorecards: async () => NO_SCORECARDS });
    await renderWithApis(<TeamsTab />, { api });
    expect(await screen.findByText('No memories found')).toBeVisible();
    expect(screen.getByText('catalog.providers.agentCoreMemory')).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent(
      'No scan has reported yet.',
    );
    expect(screen.queryByText(/%/)).not.toBeInTheDocument();
  });

  it('names the scopes that could not be read, three at once', async () => {
    const failed = ['a', 'b', 'c', 'd'].map(id => ({
      ...FAILED_SCOPE,
      scope: `${id}/444455556666/us-east-${'abcd'.indexOf(id) + 1}`,
    }));
    const neverListed = {
      ...FAILED_SCOPE,
      scope: 'new/444455556666/eu-west-1',
      lastCompleteAt: undefined,
      reason: 'timed out.',
    };
    const api = fakeApi({
      getScorecards: async () => ({
        ...SCORECARDS,
        scans: {
          scopes: 90,
          failed: 57,
          firstFailed: [neverListed, STALE_SCOPE, ...failed],
          notInCatalog: 0,
        },
      }),
    });
    await renderWithApis(<TeamsTab />, { api });
    const banner = await screen.findByRole('status');
    expect(banner).toHaveTextContent('57 of 90 scopes could not be read');
    expect(within(banner).getAllByRole('listitem')).toHaveLength(3);
    expect(banner).toHaveTextContent(
      '444455556666/eu-west-1: timed out. Its memories have never been listed completely.',
    );
    expect(banner).toHaveTextContent(
      '111122223333/us-west-2: not listed for too long. Its memories are those of the last complete listing (2026-11-21 14:00 UTC).',
    );
    expect(banner).toHaveTextContent(
      '444455556666/us-east-1: AccessDeniedException on ListMemories. Its memories are those of the last complete listing (2026-11-22 09:15 UTC).',
    );
    const more = within(banner).getByRole('button', { name: 'Show all 6' });
    expect(more).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(more);
    expect(within(banner).getAllByRole('listitem')).toHaveLength(6);
    expect(banner).toHaveTextContent('… and 51 scopes more.');
    expect(
      within(banner).getByRole('link', { name: /coverage of every scope/ }),
    ).toHaveAttribute('href', '/agentcore-memory/coverage');
    expect(more).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByRole('table')).toBeVisible();
  });

  it('tells how many memories the catalog does not show', async () => {
    const api = fakeApi({
      getScorecards: async () => ({
        ...SCORECARDS,
        totals: { ...SCORECARDS.totals, coverage: 66 },
        scans: { ...summary(), notInCatalog: 3 },
      }),
    });
    await renderWithApis(<TeamsTab />, { api });
    const banner = await screen.findByRole('status');
    expect(banner).toHaveTextContent('3 memories not in the catalog');
    expect(
      within(banner).getByRole('link', {
        name: 'See the coverage of every scope',
      }),
    ).toHaveAttribute('href', '/agentcore-memory/coverage');
    // 12 of the 15 that are shown are covered, and none of the other three.
    expect(
      within(screen.getByRole('region', { name: 'All teams' })).getByText(
        /^6 of 18 memories could not be assessed/,
      ),
    ).toBeVisible();
  });

  it('shows why nothing could be loaded, and tries again', async () => {
    const getScorecards = jest
      .fn()
      .mockRejectedValueOnce(new Error('the backend is down'))
      .mockResolvedValue(SCORECARDS);
    await renderWithApis(<TeamsTab />, { api: fakeApi({ getScorecards }) });
    expect(
      await screen.findByText(/The scorecards could not be loaded/),
    ).toHaveTextContent('the backend is down');
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('table')).toBeVisible();
    expect(screen.queryByText(/could not be loaded/)).not.toBeInTheDocument();
  });

  it('keeps rows and focus when it polls, and the old numbers when polling fails', async () => {
    const better = {
      ...SCORECARDS,
      items: [{ ...SCORECARDS.items[0], score: 99 }],
    };
    const getScorecards = jest
      .fn()
      .mockResolvedValueOnce(SCORECARDS)
      .mockResolvedValueOnce(better)
      .mockRejectedValueOnce(new Error('the backend is down'))
      .mockResolvedValue(SCORECARDS);
    await renderWithApis(<TeamsTab />, { api: fakeApi({ getScorecards }) });
    const link = await screen.findByRole('link', { name: '12 memories' });
    const [row] = rows();
    link.focus();

    act(() => setVisibility('visible'));
    expect(await screen.findByText('99 %')).toBeVisible();
    expect(rows()).toEqual([row]);
    expect(link).toHaveFocus();

    act(() => setVisibility('visible'));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Could not refresh');
    expect(alert).toHaveTextContent('the backend is down');
    expect(screen.getByText('99 %')).toBeVisible();
    await userEvent.click(within(alert).getByRole('button'));
    expect(await screen.findByText('41 %')).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });
});
