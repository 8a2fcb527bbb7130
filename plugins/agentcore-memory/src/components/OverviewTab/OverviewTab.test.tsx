import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { HistoryRequest } from 'backstage-plugin-agentcore-memory-common';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { keyAndMemory } from '../../__testUtils__/facts';
import { HISTORY, NO_HISTORY } from '../../__testUtils__/history';
import { fakeApi, renderWithApis } from '../../__testUtils__/renderWithApis';
import {
  FAILED_SCOPE,
  NO_SCORECARDS,
  SCORECARDS,
  summary,
} from '../../__testUtils__/scorecards';
import { OverviewTab } from './OverviewTab';

const region = (name: string) => screen.findByRole('region', { name });

describe('OverviewTab', () => {
  it('answers with four figures, each of which leads to its list', async () => {
    await renderWithApis(<OverviewTab />);
    const score = await screen.findByRole('link', { name: /^Score 40/ });
    expect(score).toHaveAttribute('href', '/agentcore-memory/teams');
    expect(await screen.findByText('12 points up in 4 days')).toBeVisible();
    expect(screen.getByText('80 %')).toBeVisible();
    expect(
      screen.getByRole('link', { name: /^Non-compliant 5/ }),
    ).toHaveAttribute(
      'href',
      '/agentcore-memory/memories?verdict=non-compliant',
    );
    expect(
      await screen.findByRole('link', { name: /^Not covered 3/ }),
    ).toHaveAttribute('href', '/agentcore-memory/coverage');
    expect(
      await screen.findByRole('link', {
        name: /^Median time to remediate 12 days/,
      }),
    ).toHaveAttribute('href', expect.stringMatching(/#changes$/));
    expect(
      screen.getByText('One failing finding ended in 90 days'),
    ).toBeVisible();
  });

  it('shows in a chart, in words and as a table how verdicts went', async () => {
    await renderWithApis(<OverviewTab />);
    const chart = within(await region('Verdicts per day'));
    expect(
      await chart.findByRole('img', {
        name: /2026-11-19: 14 memories: 6 non-compliant.*2026-11-23: 15 memories: 5 non-compliant/,
      }),
    ).toBeVisible();
    expect(
      within(chart.getByRole('list', { name: 'Marks' })).getByRole('listitem'),
    ).toHaveTextContent(
      '2026-11-20: The settings of the rules changed: 3 memories of all teams got another verdict',
    );
    await userEvent.click(
      chart.getByRole('button', { name: /^Show as a table/ }),
    );
    const [, newest] = chart.getAllByRole('row');
    expect(newest).toHaveTextContent('2026-11-23');
    expect(newest).toHaveTextContent('40 %');
  });

  it('tells what changed this week, regressions first, and on demand more', async () => {
    const getHistory = jest.fn(async (request?: HistoryRequest) =>
      request?.from
        ? {
            ...HISTORY,
            transitionCounts: { ...HISTORY.transitionCounts, new: 4 },
          }
        : HISTORY,
    );
    await renderWithApis(<OverviewTab />, { api: fakeApi({ getHistory }) });
    const changes = within(await region('What changed this week'));
    expect(
      await changes.findByText(
        '1 regressed · 4 new · 1 no longer assessed · 1 resolved · 1 gone',
      ),
    ).toBeVisible();
    expect(getHistory).toHaveBeenCalledWith(
      expect.objectContaining({ from: '2026-11-17' }),
    );
    const [first, second, third, fourth, fifth] =
      changes.getAllByRole('listitem');
    expect(first).toHaveTextContent(
      /^Regressed support_notes: The key can be used: from pass to fail/,
    );
    expect(
      within(first).getByRole('link', { name: 'support_notes' }),
    ).toHaveAttribute('href', '/catalog/default/resource/support-notes');
    expect(second).toHaveTextContent(/^New new_notes/);
    expect(third).toHaveTextContent(/^No longer assessed unread_notes/);
    expect(fourth).toHaveTextContent(/^Resolved rotated_notes/);
    expect(fifth).toHaveTextContent(/^Gone deleted_notes.*for 12 days/);
    expect(within(fifth).queryByRole('link')).not.toBeInTheDocument();
    expect(changes.getByText(/^3 more are older/)).toBeVisible();

    await userEvent.click(changes.getByRole('button', { name: /^Show 90/ }));
    expect(changes.getAllByRole('listitem')).toHaveLength(10);
  });

  it('names the worst teams, and the rules that fail most often', async () => {
    await renderWithApis(<OverviewTab />);
    const teams = within(await region('Worst teams')).getAllByRole('rowheader');
    expect(teams.map(team => team.textContent)).toEqual(['Payments']);
    const rules = within(await region('Rules')).getAllByRole('listitem');
    expect(rules[0]).toHaveTextContent(
      'Encrypted with a customer-managed key: 4 fail · 2 unknown',
    );
    expect(within(rules[0]).getByRole('link')).toHaveAttribute(
      'href',
      '/agentcore-memory/memories?rule=customer-managed-key',
    );
    expect(rules).toHaveLength(3);
  });

  it('lists the keys at risk with what hangs on them', async () => {
    const { key, memory } = keyAndMemory();
    await renderWithApis(<OverviewTab />, {
      catalogApi: catalogApiMock({ entities: [key, memory] }),
    });
    const keys = within(await region('Keys at risk'));
    expect(
      await keys.findByRole('link', { name: 'alias/support' }),
    ).toBeVisible();
    expect(keys.getByText('Disabled')).toBeVisible();
    expect(keys.getByText('1 memory can’t be read if it goes')).toBeVisible();
    expect(keys.getByRole('link', { name: 'The key at risk' })).toHaveAttribute(
      'href',
      '/agentcore-memory/keys?state=at-risk',
    );
  });

  it('says in words that there is no history yet, nothing at risk, and no bad team', async () => {
    await renderWithApis(<OverviewTab />, {
      api: fakeApi({
        getHistory: async () => NO_HISTORY,
        getScorecards: async () => ({ ...SCORECARDS, items: [] }),
      }),
    });
    expect(await screen.findByText(/^No day was recorded yet/)).toBeVisible();
    expect(screen.getByText('No earlier day to compare with')).toBeVisible();
    expect(screen.getByText(/^No failing finding ended/)).toBeVisible();
    expect(await screen.findByText('Nothing changed.')).toBeVisible();
    expect(await screen.findByText(/^Every key that you see/)).toBeVisible();
    expect(screen.getByText(/^Every team’s own memories/)).toBeVisible();
  });

  it('warns beside the numbers of what could not be read', async () => {
    await renderWithApis(<OverviewTab />, {
      api: fakeApi({
        getScorecards: async () => ({
          ...SCORECARDS,
          scans: { ...summary(FAILED_SCOPE), notInCatalog: 2 },
        }),
      }),
    });
    const [failed, missing] = await screen.findAllByRole('status');
    expect(failed).toHaveTextContent('1 of 9 scopes could not be read');
    expect(missing).toHaveTextContent('2 memories not in the catalog');
    expect(
      await screen.findByRole('link', { name: /^Not covered 5/ }),
    ).toBeVisible();
    expect(screen.getByText(/^of 17 memories/)).toBeVisible();
  });

  it('says what to check when there is nothing', async () => {
    await renderWithApis(<OverviewTab />, {
      api: fakeApi({ getScorecards: async () => NO_SCORECARDS }),
    });
    expect(await screen.findByText('No memories found')).toBeVisible();
    expect(screen.queryByText(/%/)).not.toBeInTheDocument();
  });

  it('shows that it is loading', async () => {
    await renderWithApis(<OverviewTab />, {
      api: fakeApi({ getScorecards: () => new Promise(() => {}) }),
    });
    expect(await screen.findByRole('progressbar')).toBeInTheDocument();
  });

  it('shows why the scorecards could not be loaded, and tries again', async () => {
    const getScorecards = jest
      .fn()
      .mockRejectedValueOnce(new Error('the backend is down'))
      .mockResolvedValue(SCORECARDS);
    await renderWithApis(<OverviewTab />, { api: fakeApi({ getScorecards }) });
    expect(
      await screen.findByText(/The scorecards could not be loaded/),
    ).toHaveTextContent('the backend is down');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('link', { name: /^Score 40/ }),
    ).toBeVisible();
  });

  it('shows the rest where only history or keys could not be loaded', async () => {
    const catalogApi = catalogApiMock();
    jest
      .spyOn(catalogApi, 'queryEntities')
      .mockRejectedValue(new Error('the catalog is down'));
    await renderWithApis(<OverviewTab />, {
      catalogApi,
      api: fakeApi({
        getHistory: async () => {
          throw new Error('the tables are gone');
        },
      }),
    });
    const keys = within(await region('Keys at risk'));
    expect(await keys.findByText(/The keys could not be loaded/)).toBeVisible();
    const chart = within(await region('Verdicts per day'));
    expect(
      await chart.findByText(/The history could not be loaded/),
    ).toHaveTextContent('the tables are gone');
    expect(screen.getByText('The history is not known yet')).toBeVisible();
    expect(screen.getByRole('link', { name: /^Score 40/ })).toBeVisible();
  });

  it('has no serious accessibility violation', async () => {
    const { key, memory } = keyAndMemory();
    await renderWithApis(<OverviewTab />, {
      catalogApi: catalogApiMock({ entities: [key, memory] }),
    });
    expect(await screen.findByText('alias/support')).toBeVisible();
    expect(await screen.findByText(/^Regressed/)).toBeVisible();
    await expectAccessible();
  });
});
