import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { HistoryRequest } from 'backstage-plugin-agentcore-memory-common';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { keyAndMemory } from '../../__testUtils__/facts';
import { keyEntity, memoryUnder } from '../../__testUtils__/keys';
import { HISTORY, NO_HISTORY } from '../../__testUtils__/history';
import { fakeApi, renderWithApis } from '../../__testUtils__/renderWithApis';
import {
  card,
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
    // No list has all three: one of them is stale, and the catalog does not know which.
    expect(screen.getByText('Not covered').parentElement).toHaveTextContent(
      /^Not covered 3of 15 memories.*1 stale$/,
    );
    expect(
      screen.queryByRole('link', { name: /^Not covered/ }),
    ).not.toBeInTheDocument();
    expect(
      await screen.findByRole('link', {
        name: /^Median time to remediate 12 days/,
      }),
    ).toHaveAttribute('href', expect.stringMatching(/#changes$/));
    expect(
      screen.getByText(
        '3 failing findings ended since 2026-11-19, 2 of them had failed since before recording began, so that the median does not count them',
      ),
    ).toBeVisible();
  });

  it('leads to the memories that are not covered where a list has all of them', async () => {
    await renderWithApis(<OverviewTab />, {
      api: fakeApi({
        getScorecards: async () => ({
          ...SCORECARDS,
          totals: card([5, 2, 2, 6]),
        }),
      }),
    });
    expect(
      await screen.findByRole('link', { name: /^Not covered 2/ }),
    ).toHaveAttribute('href', '/agentcore-memory/memories?verdict=unknown');
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

  it('shows the score with waivers beside the score, today and on each day', async () => {
    const waived = { waived: 2, scoreWithWaivers: 77 };
    await renderWithApis(<OverviewTab />, {
      api: fakeApi({
        getScorecards: async () => ({
          ...SCORECARDS,
          totals: { ...SCORECARDS.totals, ...waived },
        }),
        getHistory: async () => ({
          ...HISTORY,
          days: HISTORY.days.map(day => ({ ...day, ...waived })),
        }),
      }),
    });
    expect(
      (await screen.findAllByText('77 % with waivers (2 waived)'))[0],
    ).toBeVisible();
    const chart = within(await region('Verdicts per day'));
    await userEvent.click(
      await chart.findByRole('button', { name: /^Show as a table/ }),
    );
    const [head, newest] = chart.getAllByRole('row');
    expect(head).toHaveTextContent('ScoreWith waivers');
    expect(newest).toHaveTextContent('40 %77 %');
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
    expect(teams.map(team => team.textContent)).toEqual([
      'Payments',
      'Owner not found',
    ]);
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
    expect(keys.getByText('111122223333 · eu-central-1')).toBeVisible();
    expect(
      keys.getByText('1 memory can’t be read until it is enabled'),
    ).toBeVisible();
    expect(keys.getByRole('link', { name: 'The key at risk' })).toHaveAttribute(
      'href',
      '/agentcore-memory/keys?state=at-risk',
    );
  });

  it('says in words that there is no history yet, nothing at risk, and no bad team', async () => {
    const [, search] = SCORECARDS.items;
    await renderWithApis(<OverviewTab />, {
      api: fakeApi({
        getHistory: async () => NO_HISTORY,
        getScorecards: async () => ({
          ...SCORECARDS,
          items: [search],
          totals: search,
          rules: NO_SCORECARDS.rules.map(({ rule, outcomes }) => ({
            rule,
            outcomes: { ...outcomes, pass: 1 },
          })),
        }),
      }),
      catalogApi: catalogApiMock({
        entities: [keyEntity({ n: 1 }), keyEntity({ n: 2 })],
      }),
    });
    expect(await screen.findByText(/^No day was recorded yet/)).toBeVisible();
    expect(screen.getByText('No earlier day to compare with')).toBeVisible();
    expect(screen.getByText('Nothing was recorded yet')).toBeVisible();
    expect(
      await screen.findByText(/^Nothing was recorded yet, so that no change/),
    ).toBeVisible();
    expect(screen.queryByText(/Nothing changed/)).not.toBeInTheDocument();
    expect(
      await screen.findByText(
        'All 2 keys that you see were enabled when AWS last answered about them.',
      ),
    ).toBeVisible();
    expect(
      screen.getByText('Every team’s own memories are compliant.'),
    ).toBeVisible();
    expect(
      screen.getByText('No rule fails or warns, and none is unknown.'),
    ).toBeVisible();
  });

  it('gives no all-clear of what it has not seen', async () => {
    await renderWithApis(<OverviewTab />, {
      api: fakeApi({
        getScorecards: async () => ({
          ...NO_SCORECARDS,
          scans: { ...summary(), notInCatalog: 40 },
        }),
      }),
    });
    const text = async (name: string) => (await region(name)).textContent;
    expect(await screen.findByText(/^You see no key\./)).toHaveTextContent(
      'You see no key. Memories may be missing: 40 memories not in the catalog.',
    );
    expect(await text('Worst teams')).toMatch(/No memory was judged\./);
    expect(await text('Rules')).toMatch(/No memory was judged\.$/);
    expect(screen.getAllByText('No memory was judged')).toHaveLength(2);
    expect(screen.queryByText('0')).not.toBeInTheDocument();
    expect(screen.getByText('Not covered').parentElement).toHaveTextContent(
      /^Not covered 40of 40 memories/,
    );
  });

  it('says beside an all-clear what it rests on', async () => {
    const [, search] = SCORECARDS.items;
    await renderWithApis(<OverviewTab />, {
      api: fakeApi({
        getScorecards: async () => ({
          ...NO_SCORECARDS,
          items: [search],
          totals: { ...search, total: 2 },
          rules: NO_SCORECARDS.rules.map(({ rule, outcomes }) => ({
            rule,
            outcomes: { ...outcomes, pass: 1 },
          })),
          scans: summary(FAILED_SCOPE),
        }),
      }),
    });
    expect(
      await screen.findByText(
        'Every team’s own memories are compliant. Memories may be missing: 1 of 9 scopes could not be read.',
      ),
    ).toBeVisible();
    expect(
      screen.getByText(/^No rule fails .* 1 memory was judged by no rule\./),
    ).toBeVisible();
  });

  it('names the rows that nobody may read among the worst', async () => {
    const others = {
      ...SCORECARDS.items[0],
      bucket: 'others' as const,
      ownerRef: undefined,
      title: 'Others (5 teams)',
    };
    await renderWithApis(<OverviewTab />, {
      api: fakeApi({
        getScorecards: async () => ({ ...SCORECARDS, items: [others] }),
      }),
    });
    const teams = within(await region('Worst teams'));
    expect(teams.getByRole('rowheader')).toHaveTextContent('Others (5 teams)');
    expect(teams.queryByText(/are compliant/)).not.toBeInTheDocument();
  });

  it('says that recording has stopped, rather than that nothing changed', async () => {
    await renderWithApis(<OverviewTab />, {
      api: fakeApi({
        getHistory: async () => ({
          ...HISTORY,
          recordedAt: '2026-11-22T10:00:00Z',
          transitionCounts: NO_HISTORY.transitionCounts,
          transitions: [],
        }),
      }),
    });
    const words =
      'Nothing was recorded since 2026-11-22 10:00 UTC: what happened later is not known.';
    for (const name of ['What changed this week', 'Verdicts per day']) {
      expect(await within(await region(name)).findByText(words)).toBeVisible();
    }
    expect(screen.queryByText(/Nothing changed/)).not.toBeInTheDocument();
  });

  it('puts a key that is gone or disabled before one that is changing', async () => {
    const missing = { state: 'missing', reason: 'kms:X: NotFound' } as const;
    const gone = { n: 9, facts: { metadata: missing, aliases: missing } };
    await renderWithApis(<OverviewTab />, {
      catalogApi: catalogApiMock({
        entities: [
          ...[1, 2, 3, 4, 5].map(n =>
            keyEntity({ n, alias: `alias/a${n}`, state: 'Updating' }),
          ),
          keyEntity(gone),
          memoryUnder(gone, { name: 'lost' }),
          keyEntity({ n: 7, alias: 'alias/off', state: 'Disabled' }),
        ],
      }),
    });
    const keys = within(await region('Keys at risk'));
    const items = await keys.findAllByRole('listitem');
    expect(items).toHaveLength(5);
    expect(items[0]).toHaveTextContent('Missing');
    expect(items[0]).toHaveTextContent(
      '1 memory can’t be read: the key is gone',
    );
    expect(items[1]).toHaveTextContent('alias/off');
    expect(items[2]).toHaveTextContent('Being updated');
    expect(
      keys.getByRole('link', { name: 'All 7 keys at risk' }),
    ).toBeVisible();
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
    expect(screen.getByText('Not covered').parentElement).toHaveTextContent(
      /^Not covered 5of 17 memories.*1 stale · 2 not in the catalog$/,
    );
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
