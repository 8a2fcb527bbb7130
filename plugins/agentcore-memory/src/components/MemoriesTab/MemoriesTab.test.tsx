import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  OUR_ENTITIES_QUERY,
  ScorecardsRequest,
} from 'backstage-plugin-agentcore-memory-common';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { keyEntity, memoryUnder } from '../../__testUtils__/keys';
import {
  MEMORIES,
  memoryEntity,
  registered,
} from '../../__testUtils__/memories';
import {
  fakeApi,
  renderWithApis,
  setVisibility,
} from '../../__testUtils__/renderWithApis';
import {
  FAILED_SCOPE,
  NO_SCORECARDS,
  SCORECARDS,
  summary,
} from '../../__testUtils__/scorecards';
import { MemoriesTab } from './MemoriesTab';

const catalogApi = catalogApiMock({ entities: MEMORIES });
const names = () =>
  screen.getAllByRole('rowheader').map(cell => cell.textContent);
const rowOf = (name: string) =>
  within(screen.getByRole('rowheader', { name }).closest('tr')!);
const location = () => screen.getByTestId('location').textContent;

describe('MemoriesTab', () => {
  it('shows no entity that was registered by hand', async () => {
    const forged = registered(
      memoryEntity({ name: 'forged', outcomes: { 'key-usable': 'pass' } }),
    );
    await renderWithApis(<MemoriesTab />, {
      catalogApi: catalogApiMock({ entities: [forged, MEMORIES[0]] }),
    });
    await screen.findByRole('table', { name: 'Memories' });
    expect(names()).toEqual(['support_notes']);
  });

  it('asks the catalog for our entities only, in the list and in the filters', async () => {
    const real = catalogApiMock({ entities: MEMORIES });
    const queryEntities = jest.spyOn(real, 'queryEntities');
    const getEntityFacets = jest.spyOn(real, 'getEntityFacets');
    await renderWithApis(<MemoriesTab />, { catalogApi: real });
    await screen.findByRole('table', { name: 'Memories' });
    for (const spy of [queryEntities, getEntityFacets]) {
      expect(spy.mock.calls.length).toBeGreaterThan(0);
      for (const [request] of spy.mock.calls) {
        expect(request).toMatchObject({ query: OUR_ENTITIES_QUERY });
      }
    }
  });

  it('lists memories with verdict, reason, owner and encryption', async () => {
    await renderWithApis(<MemoriesTab />, { catalogApi });
    await screen.findByRole('table', { name: 'Memories' });
    expect(names()).toEqual([
      'checkout_agent',
      'haunted',
      'mistyped',
      'old_notes',
      'orphan',
      'support_notes',
    ]);
    await expectAccessible();
    const notes = rowOf('support_notes');
    expect(notes.getByRole('link', { name: 'support_notes' })).toHaveAttribute(
      'href',
      expect.stringMatching(/^\/catalog\/default\/resource\/support-notes-/),
    );
    expect(notes.getByText('Non-compliant')).toBeVisible();
    expect(notes.getByText('The key is disabled.')).toBeVisible();
    expect(notes.getByRole('link', { name: 'payments' })).toHaveAttribute(
      'href',
      '/catalog/default/group/payments',
    );
    expect(notes.getByText('Customer-managed key')).toBeVisible();
    expect(notes.getByText(/^key\/11111111/)).toBeVisible();
    expect(notes.getByText('111122223333')).toBeVisible();
    expect(notes.getByText('eu-central-1')).toBeVisible();

    expect(rowOf('checkout_agent').getByText('–')).toBeVisible();
    expect(
      rowOf('old_notes').getByText(
        'Stale, last verdict: AWS has not answered since 2026-11-20 08:30 UTC',
      ),
    ).toBeVisible();
    expect(rowOf('checkout_agent').queryByText(/Stale/)).toBeNull();
    expect(rowOf('mistyped').getByText(/says "Team Ghost!"/)).toBeVisible();
    expect(screen.getByText(/Verdicts here are the last known/)).toBeVisible();
  });

  it('marks what the API calls stale, and what is late', async () => {
    const late = memoryEntity({
      name: 'late',
      outcomes: { 'key-usable': 'pass' },
      annotations: { 'agentcore-memory/stale-since': '2026-11-23T13:00:00Z' },
    });
    const entities = [MEMORIES[0], MEMORIES[1], late];
    const refs = entities.map(entity => stringifyEntityRef(entity));
    const getFreshness = jest.fn(async () => ({
      stale: [refs[1]],
      staleBefore: '2026-11-22T14:05:00Z',
    }));
    await renderWithApis(<MemoriesTab />, {
      catalogApi: catalogApiMock({ entities }),
      api: fakeApi({ getFreshness }),
    });
    await screen.findByRole('table');
    const mark = await rowOf('checkout_agent').findByText(
      'Stale: last verdict',
    );
    expect(mark).toBeVisible();
    expect(
      rowOf('late').getByText(
        'AWS has not answered since 2026-11-23 13:00 UTC, still counted',
      ),
    ).toBeVisible();
    expect(getFreshness).toHaveBeenCalledTimes(1);
    expect(getFreshness).toHaveBeenCalledWith([refs[1], refs[2], refs[0]]);
  });

  it('says that it does not know yet what is stale, and that it could not ask', async () => {
    let fail!: (error: Error) => void;
    const getFreshness = jest
      .fn()
      .mockReturnValueOnce(
        new Promise((_, reject) => {
          fail = reject;
        }),
      )
      .mockImplementation(fakeApi().getFreshness);
    await renderWithApis(<MemoriesTab />, {
      catalogApi,
      api: fakeApi({ getFreshness }),
    });
    await screen.findByRole('table');
    const notKnown = 'Whether this is fresh is not known yet.';
    expect(screen.getByText(notKnown)).toBeVisible();
    await act(async () => fail(new Error('the backend is down')));
    expect(screen.queryByText(notKnown)).not.toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent(
      /Could not ask whether this is fresh.*the backend is down/,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() =>
      expect(screen.queryByRole('alert')).not.toBeInTheDocument(),
    );
  });

  it('says beside unknown memories how many stale ones are elsewhere', async () => {
    await renderWithApis(<MemoriesTab />, {
      catalogApi,
      route: '/?verdict=unknown',
    });
    expect(await screen.findByRole('status')).toHaveTextContent(
      '1 memory of all teams is stale: it counts as unknown, and is listed under its last verdict.',
    );
    expect(await screen.findByRole('table')).toBeVisible();
    expect(names()).toEqual(['orphan']);
  });

  it('says that it is not known how many are stale, and nothing where none is', async () => {
    const getScorecards = async (request?: ScorecardsRequest) => {
      if (request?.owners) return SCORECARDS;
      throw new Error('too slow');
    };
    const options = { catalogApi, route: '/?verdict=unknown' };
    const { unmount } = await renderWithApis(<MemoriesTab />, {
      ...options,
      api: fakeApi({ getScorecards }),
    });
    expect(await screen.findByRole('status')).toHaveTextContent(
      /^How many memories are stale is not known.*too slow$/,
    );
    unmount();
    await renderWithApis(<MemoriesTab />, {
      ...options,
      api: fakeApi({ getScorecards: async () => NO_SCORECARDS }),
    });
    await screen.findByRole('table');
    expect(screen.queryByText(/stale/)).not.toBeInTheDocument();
  });

  it('asks for the scorecards of nobody, as it shows only how scans went', async () => {
    const getScorecards = jest.fn(async () => SCORECARDS);
    await renderWithApis(<MemoriesTab />, {
      catalogApi,
      api: fakeApi({ getScorecards }),
    });
    await screen.findByRole('table');
    expect(getScorecards.mock.calls).toEqual([[{ owners: [] }]]);
  });

  it('takes its filters from the URL and writes them there', async () => {
    await renderWithApis(<MemoriesTab />, {
      catalogApi,
      route: '/?owner=group:default/payments&page=1',
    });
    await screen.findByRole('table');
    expect(names()).toEqual(['checkout_agent', 'old_notes', 'support_notes']);
    const owner = screen.getByRole('combobox', { name: 'Owner' });
    expect(owner).toHaveValue('group:default/payments');
    await within(owner).findByRole('option', { name: 'ghosts' });

    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Verdict' }),
      'Non-compliant',
    );
    await waitFor(() => expect(names()).toEqual(['support_notes']));
    expect(location()).toBe(
      '/?owner=group%3Adefault%2Fpayments&verdict=non-compliant',
    );

    await userEvent.selectOptions(owner, 'Owner not found');
    await waitFor(() => expect(names()).toEqual(['mistyped']));
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    await waitFor(() => expect(names()).toHaveLength(6));
    expect(location()).toBe('/');

    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search by name' }),
      'notes ',
    );
    await waitFor(() =>
      expect(names()).toEqual(['old_notes', 'support_notes']),
    );
    expect(location()).toBe('/?q=notes');
    expect(screen.getByRole('searchbox')).toHaveValue('notes ');
  });

  it('distinguishes a filter without hits from a catalog without memories', async () => {
    await renderWithApis(<MemoriesTab />, {
      catalogApi,
      route: '/?region=mars-north-1',
    });
    expect(
      await screen.findByText('No memory matches these filters'),
    ).toBeVisible();
    expect(screen.getByRole('combobox', { name: 'Region' })).toHaveValue(
      'mars-north-1',
    );
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Clear filters' })[0],
    );
    expect(await screen.findByRole('table')).toBeVisible();
  });

  it('says what to check when the catalog holds no memory', async () => {
    await renderWithApis(<MemoriesTab />);
    expect(await screen.findByText('No memories found')).toBeVisible();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('says that AWS has memories where the catalog shows none', async () => {
    await renderWithApis(<MemoriesTab />, {
      api: fakeApi({
        getScorecards: async () => ({
          ...NO_SCORECARDS,
          scans: { ...summary(), notInCatalog: 40 },
        }),
      }),
    });
    expect(await screen.findByText(/^AWS has 40 memories/)).toBeVisible();
    expect(screen.queryByText('No memories found')).not.toBeInTheDocument();
  });

  it('turns pages in the URL', async () => {
    const entities = Array.from({ length: 26 }, (_, i) =>
      memoryEntity({ name: `m${String(i).padStart(2, '0')}` }),
    );
    await renderWithApis(<MemoriesTab />, {
      catalogApi: catalogApiMock({ entities }),
    });
    await screen.findByRole('table');
    expect(names()).toHaveLength(25);
    expect(screen.getByText('1-25 of 26')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: /next page/i }));
    await waitFor(() => expect(names()).toEqual(['m25']));
    expect(location()).toBe('/?page=2');
    expect(rowOf('m25').getByText('Not assessed')).toBeVisible();
    expect(rowOf('m25').getByText('Unknown')).toBeVisible();
  });

  it('offers the way back from a page past the last one', async () => {
    await renderWithApis(<MemoriesTab />, { catalogApi, route: '/?page=9' });
    const back = await screen.findByRole('button', {
      name: 'Go to the first page',
    });
    expect(screen.queryByText('No memories found')).not.toBeInTheDocument();
    await userEvent.click(back);
    await waitFor(() => expect(names()).toHaveLength(6));
  });

  it('shows that it is loading, then why it failed, and tries again', async () => {
    let fail!: (error: Error) => void;
    const queryEntities = jest
      .fn()
      .mockReturnValueOnce(
        new Promise((_, reject) => {
          fail = reject;
        }),
      )
      .mockImplementation(catalogApi.queryEntities.bind(catalogApi));
    await renderWithApis(<MemoriesTab />, {
      catalogApi: catalogApiMock.mock({
        queryEntities,
        getEntityFacets: async () => {
          throw new Error('no facets');
        },
      }),
    });
    expect(await screen.findByRole('progressbar')).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent('no facets');
    await act(async () => fail(new Error('the catalog is down')));
    expect(screen.getByText(/The memories could not be loaded/)).toBeVisible();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('table')).toBeVisible();

    queryEntities.mockRejectedValueOnce(new Error('down again'));
    act(() => setVisibility('visible'));
    expect(await screen.findByText('down again')).toBeVisible();
    expect(names()).toHaveLength(6);
  });

  it('names keys by their alias, with one request for all keys of the page', async () => {
    const vault = { n: 1, alias: 'alias/vault' };
    const other = { n: 2, alias: 'alias/other' };
    const real = catalogApiMock({
      entities: [
        keyEntity(vault),
        keyEntity(other),
        memoryUnder(vault, { name: 'a' }),
        memoryUnder(vault, { name: 'b' }),
        memoryUnder(other, { name: 'c' }),
        memoryUnder({ n: 3 }, { name: 'd' }),
      ],
    });
    const getEntitiesByRefs = jest.spyOn(real, 'getEntitiesByRefs');
    const { unmount } = await renderWithApis(<MemoriesTab />, {
      catalogApi: real,
    });
    await screen.findByRole('table');
    expect(
      rowOf('a').getByRole('link', { name: 'alias/vault' }),
    ).toHaveAttribute(
      'href',
      expect.stringMatching(/^\/catalog\/default\/resource\/key-1111/),
    );
    expect(rowOf('c').getByText('alias/other')).toBeVisible();
    // The reader may not see the key of this one.
    expect(rowOf('d').getByText('Customer-managed key')).toBeVisible();
    expect(getEntitiesByRefs).toHaveBeenCalledTimes(1);
    expect(getEntitiesByRefs.mock.calls[0][0].entityRefs).toHaveLength(3);
    unmount();

    const key = stringifyEntityRef(keyEntity(vault));
    await renderWithApis(<MemoriesTab />, {
      catalogApi: real,
      route: `/?key=${encodeURIComponent(key)}`,
    });
    await screen.findByRole('table');
    expect(names()).toEqual(['a', 'b']);
    expect(screen.getByText('Key: alias/vault')).toBeVisible();
  });

  it('shows the columns that the URL names, and writes a choice there', async () => {
    await renderWithApis(<MemoriesTab />, {
      catalogApi,
      route: '/?q=support&columns=region,verdict,nonsense',
    });
    await screen.findByRole('table');
    const columns = () =>
      screen.getAllByRole('columnheader').map(cell => cell.textContent);
    expect(columns()).toEqual(['Name', 'Verdict', 'Region']);
    await userEvent.click(screen.getByRole('button', { name: 'Columns' }));
    const menu = within(await screen.findByRole('menu', { name: 'Columns' }));
    await expectAccessible();
    expect(
      menu.getByRole('menuitemcheckbox', { name: 'Region' }),
    ).toBeChecked();
    await userEvent.click(
      menu.getByRole('menuitemcheckbox', { name: 'Status' }),
    );
    await userEvent.click(
      menu.getByRole('menuitemcheckbox', { name: 'Region' }),
    );
    await userEvent.keyboard('{Escape}');
    expect(columns()).toEqual(['Name', 'Verdict', 'Status']);
    expect(rowOf('support_notes').getByText('ACTIVE')).toBeVisible();
    expect(location()).toBe('/?q=support&columns=verdict%2Cstatus');
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    await waitFor(() => expect(location()).toBe('/?columns=verdict%2Cstatus'));
    expect(
      screen.queryByRole('button', { name: 'Clear filters' }),
    ).not.toBeInTheDocument();
  });

  it('shows the default columns where the URL names none that exists', async () => {
    await renderWithApis(<MemoriesTab />, {
      catalogApi,
      route: '/?columns=nonsense,constructor',
    });
    await screen.findByRole('table');
    expect(screen.getAllByRole('columnheader')).toHaveLength(7);
  });

  it('lists the memories of a group and of all groups below it', async () => {
    const [item] = SCORECARDS.items;
    const real = catalogApiMock({ entities: MEMORIES });
    const queryEntities = jest.spyOn(real, 'queryEntities');
    const getScorecards = jest.fn(async (request?: ScorecardsRequest) =>
      request?.rollup
        ? {
            ...SCORECARDS,
            items: [
              { ...item, ownerRef: 'group:default/payments' },
              {
                ...item,
                bucket: 'others' as const,
                ownerRef: undefined,
                total: 3,
              },
            ],
          }
        : SCORECARDS,
    );
    await renderWithApis(<MemoriesTab />, {
      catalogApi: real,
      api: fakeApi({ getScorecards }),
      route: '/?owner=group:default/ghosts&rollup=true',
    });
    await screen.findByRole('table');
    expect(getScorecards).toHaveBeenCalledWith({
      owners: ['group:default/ghosts'],
      rollup: true,
    });
    expect(names()).toEqual([
      'checkout_agent',
      'haunted',
      'old_notes',
      'support_notes',
    ]);
    expect(
      screen.getByText(
        '3 memories of groups that you may not read are not listed.',
      ),
    ).toBeVisible();
    expect(queryEntities.mock.calls[0][0]).toMatchObject({
      query: {
        $all: [
          OUR_ENTITIES_QUERY,
          {
            'relations.ownedBy': {
              $in: ['group:default/ghosts', 'group:default/payments'],
            },
          },
        ],
      },
    });
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'With groups below' }),
    );
    await waitFor(() => expect(names()).toEqual(['haunted']));
    expect(location()).toBe('/?owner=group%3Adefault%2Fghosts');
  });

  it.each(['/?owner=group:default/nobody&rollup=true', '/?owner=nobody'])(
    'shows nothing of an owner that does not exist (%s), never everything',
    async route => {
      await renderWithApis(<MemoriesTab />, {
        catalogApi,
        api: fakeApi({
          getScorecards: async request =>
            request?.owners ? { ...SCORECARDS, items: [] } : SCORECARDS,
        }),
        route,
      });
      expect(
        await screen.findByText('No memory matches these filters'),
      ).toBeVisible();
    },
  );

  it('asks for no groups below what is no group', async () => {
    const getScorecards = jest.fn(async () => SCORECARDS);
    await renderWithApis(<MemoriesTab />, {
      catalogApi,
      api: fakeApi({ getScorecards }),
      route: '/?owner=unowned&rollup=true',
    });
    await screen.findByRole('table');
    expect(names()).toEqual(['orphan']);
    expect(getScorecards).not.toHaveBeenCalledWith(
      expect.objectContaining({ rollup: true }),
    );
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
  });

  it('shows scripts in names as text', async () => {
    const title = '<img src=x onerror=alert(1)>';
    await renderWithApis(<MemoriesTab />, {
      catalogApi: catalogApiMock({
        entities: [memoryEntity({ name: 'a', title })],
      }),
    });
    await screen.findByRole('table');
    expect(names()).toEqual([title]);
  });

  it('says when memories may be missing', async () => {
    const getScorecards = jest
      .fn()
      .mockResolvedValueOnce({ ...SCORECARDS, scans: summary(FAILED_SCOPE) })
      .mockRejectedValue(new Error('the backend is down'));
    await renderWithApis(<MemoriesTab />, {
      catalogApi,
      api: fakeApi({ getScorecards }),
    });
    expect(await screen.findByRole('status')).toHaveTextContent(
      '1 of 9 scopes could not be read',
    );
    act(() => setVisibility('visible'));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Could not ask which scopes were read',
    );
    expect(names()).toHaveLength(6);
  });
});
