import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { OUR_ENTITIES_QUERY } from 'backstage-plugin-agentcore-memory-common';
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
        'AWS has not answered since 2026-11-20 08:30 UTC: last verdict',
      ),
    ).toBeVisible();
    expect(rowOf('mistyped').getByText(/says "Team Ghost!"/)).toBeVisible();
    expect(screen.getByText(/Verdicts here are the last known/)).toBeVisible();
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
