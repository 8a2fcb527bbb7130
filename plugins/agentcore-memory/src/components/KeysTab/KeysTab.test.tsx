import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  componentOn,
  keyEntity,
  KeyFixture,
  memoryUnder,
} from '../../__testUtils__/keys';
import { registered } from '../../__testUtils__/memories';
import {
  fakeApi,
  renderWithApis,
  setVisibility,
} from '../../__testUtils__/renderWithApis';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { KeysTab } from './KeysTab';

const VAULT: KeyFixture = { n: 1, alias: 'alias/vault' };
const LATER: KeyFixture = {
  n: 2,
  alias: 'alias/later',
  state: 'PendingDeletion',
  deletionDate: '2026-12-24T10:00:00Z',
};
const SOON: KeyFixture = {
  n: 3,
  alias: 'alias/soon',
  state: 'PendingDeletion',
  deletionDate: '2026-12-01T10:00:00Z',
  region: 'us-east-1',
};
const OFF: KeyFixture = { n: 4, alias: 'alias/off', state: 'Disabled' };
const STALE: KeyFixture = {
  n: 5,
  alias: 'alias/stale',
  staleSince: '2026-11-20T08:30:00Z',
};
const NAMELESS: KeyFixture = { n: 6, accountId: '444455556666' };
const KEYS = [VAULT, LATER, SOON, OFF, STALE, NAMELESS];

const NOTES = memoryUnder(SOON, { name: 'notes' });
const TICKETS = memoryUnder(SOON, {
  name: 'tickets',
  owner: 'group:default/support',
});
const DRAFTS = memoryUnder(SOON, { name: 'drafts' });
const AGENT = componentOn('agent', 'group:default/checkout', [
  stringifyEntityRef(NOTES),
  stringifyEntityRef(TICKETS),
]);

const catalogApi = catalogApiMock({
  entities: [...KEYS.map(keyEntity), NOTES, TICKETS, DRAFTS, AGENT],
});

const names = () =>
  screen
    .getAllByRole('rowheader')
    .map(cell => within(cell).getByRole('link').textContent);
const rowOf = (name: string) =>
  within(
    screen
      .getByRole('rowheader', { name: new RegExp(`^${name}`) })
      .closest('tr')!,
  );
const location = () => screen.getByTestId('location').textContent;

describe('KeysTab', () => {
  it('lists pending deletions first, the soonest at the top, then other risks, then the rest', async () => {
    await renderWithApis(<KeysTab />, { catalogApi });
    await screen.findByRole('table', { name: 'Keys, those at risk first' });
    expect(names()).toEqual([
      'alias/soon',
      'alias/later',
      'alias/off',
      'alias/stale',
      'Key without an alias',
      'alias/vault',
    ]);
    const soon = rowOf('alias/soon');
    expect(soon.getByText('Pending deletion')).toBeVisible();
    expect(soon.getByText('Will be deleted on 2026-12-01')).toBeVisible();
    expect(soon.getByRole('link', { name: '3 memories' })).toHaveAttribute(
      'href',
      expect.stringMatching(
        /^\/agentcore-memory\/memories\?key=resource%3Adefault%2Fkey-1111/,
      ),
    );
    expect(soon.getByText('Every 365 days')).toBeVisible();
    expect(
      soon.getByText('account 111122223333; account 444455556666'),
    ).toBeVisible();
    expect(soon.getByRole('link', { name: 'platform' })).toHaveAttribute(
      'href',
      '/catalog/default/group/platform',
    );
    expect(rowOf('alias/vault').getByText('Enabled')).toBeVisible();
    expect(rowOf('alias/vault').getByText('0 memories')).toBeVisible();
    expect(
      await rowOf('alias/stale').findByText(
        /^Stale, last state: AWS has not answered since 2026-11-20/,
      ),
    ).toBeVisible();
    expect(
      rowOf('Key without an alias').getByText(/^11111111-2222/),
    ).toBeVisible();
  });

  it('lists what can’t be used before what is not known, and that before what is changing', async () => {
    const missing = { state: 'missing', reason: 'kms:X: NotFound' } as const;
    const denied = { state: 'denied', reason: 'kms:X: AccessDenied' } as const;
    const keys: KeyFixture[] = [
      VAULT,
      { n: 11, alias: 'alias/a-moving', state: 'Updating' },
      { n: 12, alias: 'alias/b-unread', facts: { metadata: denied } },
      { n: 13, alias: 'alias/c-new', state: 'Hibernating' },
      { ...STALE, alias: 'alias/d-stale' },
      { n: 14, alias: 'alias/x-off', state: 'Disabled' },
      { n: 15, alias: 'alias/y-gone', facts: { metadata: missing } },
      { n: 16, alias: 'alias/z-empty', state: 'PendingImport' },
      SOON,
    ];
    await renderWithApis(<KeysTab />, {
      catalogApi: catalogApiMock({ entities: keys.map(keyEntity) }),
    });
    await screen.findByRole('table');
    expect(names()).toEqual([
      'alias/soon',
      'alias/x-off',
      'alias/y-gone',
      'alias/z-empty',
      'alias/b-unread',
      'alias/c-new',
      'alias/d-stale',
      'alias/a-moving',
      'alias/vault',
    ]);
    expect(rowOf('alias/y-gone').getByText('Missing')).toBeVisible();
    const state = screen.getByRole('combobox', { name: 'State' });
    await within(state).findByRole('option', { name: 'Missing' });
    await userEvent.selectOptions(state, 'Missing');
    await waitFor(() => expect(names()).toEqual(['alias/y-gone']));
    expect(location()).toBe('/?state=missing');
    await userEvent.selectOptions(state, 'Unknown');
    await waitFor(() => expect(names()).toEqual(['alias/b-unread']));
  });

  it('tells keys with the same alias apart by their place, and marks what is stale', async () => {
    const near = keyEntity({ n: 21, alias: 'alias/same' });
    const far = keyEntity({
      n: 22,
      alias: 'alias/same',
      accountId: '444455556666',
      region: 'us-east-1',
    });
    await renderWithApis(<KeysTab />, {
      catalogApi: catalogApiMock({ entities: [near, far] }),
      api: fakeApi({
        getFreshness: async () => ({
          stale: [stringifyEntityRef(far)],
          staleBefore: '2026-11-22T14:05:00Z',
        }),
      }),
    });
    await screen.findByRole('table');
    const here = rowOf('alias/same 111122223333 · eu-central-1');
    const there = rowOf('alias/same 444455556666 · us-east-1');
    expect(await there.findByText('Stale: last state')).toBeVisible();
    expect(here.queryByText(/Stale/)).not.toBeInTheDocument();
    expect(
      screen.queryByRole('columnheader', { name: 'Place' }),
    ).not.toBeInTheDocument();
  });

  it('unfolds which teams and which components lose what', async () => {
    await renderWithApis(<KeysTab />, { catalogApi });
    const unfold = await screen.findByRole('button', {
      name: 'What is lost if it goes: alias/soon, 111122223333 · us-east-1',
    });
    await userEvent.click(unfold);
    expect(unfold).toHaveAttribute('aria-expanded', 'true');
    const lost = await screen.findByRole('region', {
      name: 'If this key goes',
    });
    expect(lost).toHaveTextContent(
      "3 memories of 2 owners can't be read any more, and 1 component or other entity loses its memory.",
    );
    await expectAccessible();
    const [payments, support, agent] = within(lost).getAllByRole('listitem');
    expect(payments).toHaveTextContent('payments: 2 memories');
    expect(payments).toHaveTextContent('drafts, notes');
    expect(support).toHaveTextContent('support: 1 memory');
    expect(agent).toHaveTextContent('The agent of checkout loses');
    expect(agent).toHaveTextContent('notes, tickets');
    expect(
      within(agent).getByRole('link', { name: 'The agent' }),
    ).toHaveAttribute('href', '/catalog/default/component/agent');
  });

  it('counts the memories of all keys of a page with one request, in a body', async () => {
    const real = catalogApiMock({ entities: KEYS.map(keyEntity) });
    const getEntityFacets = jest.spyOn(real, 'getEntityFacets');
    await renderWithApis(<KeysTab />, { catalogApi: real });
    await screen.findByRole('table');
    const counts = getEntityFacets.mock.calls.filter(([{ facets }]) =>
      facets.includes('relations.dependsOn'),
    );
    expect(counts).toHaveLength(1);
    expect(counts[0][0].query).toBeDefined();
    expect(counts[0][0].filter).toBeUndefined();
  });

  it('takes its filters from the URL and writes them there', async () => {
    await renderWithApis(<KeysTab />, {
      catalogApi,
      route: '/?state=at-risk&region=eu-central-1',
    });
    await screen.findByRole('table');
    expect(names()).toEqual(['alias/later', 'alias/off', 'alias/stale']);
    const state = screen.getByRole('combobox', { name: 'State' });
    expect(state).toHaveValue('at-risk');
    await within(state).findByRole('option', { name: 'Disabled' });
    await userEvent.selectOptions(state, 'Disabled');
    await waitFor(() => expect(names()).toEqual(['alias/off']));
    expect(location()).toBe('/?state=Disabled&region=eu-central-1');
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    await waitFor(() => expect(names()).toHaveLength(6));
    const account = screen.getByRole('combobox', { name: 'Account' });
    await userEvent.selectOptions(account, '444455556666');
    await waitFor(() => expect(names()).toEqual(['Key without an alias']));
    await userEvent.selectOptions(account, 'All');
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search by alias' }),
      'vault',
    );
    await waitFor(() => expect(names()).toEqual(['alias/vault']));
    expect(location()).toBe('/?q=vault');
  });

  it('turns pages across the three parts of the list', async () => {
    const many = Array.from({ length: 30 }, (_, n) =>
      keyEntity({
        n,
        alias: `alias/k${String(n).padStart(2, '0')}`,
        state: n < 2 ? 'Disabled' : 'Enabled',
      }),
    );
    await renderWithApis(<KeysTab />, {
      catalogApi: catalogApiMock({
        entities: [...many, keyEntity({ ...SOON, n: 99 })],
      }),
    });
    await screen.findByRole('table');
    expect(names().slice(0, 4)).toEqual([
      'alias/soon',
      'alias/k00',
      'alias/k01',
      'alias/k02',
    ]);
    expect(screen.getByText('1-25 of 31')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: /next page/i }));
    await waitFor(() =>
      expect(names()).toEqual([24, 25, 26, 27, 28, 29].map(n => `alias/k${n}`)),
    );
    expect(location()).toBe('/?page=2');
  });

  it('offers the way back from a page past the last one', async () => {
    await renderWithApis(<KeysTab />, { catalogApi, route: '/?page=9' });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Go to the first page' }),
    );
    await waitFor(() => expect(names()).toHaveLength(6));
  });

  it('tells no key from keys that the filters hide', async () => {
    const { unmount } = await renderWithApis(<KeysTab />, {
      catalogApi,
      route: '/?state=Nonsense',
    });
    expect(
      await screen.findByText('No key matches these filters'),
    ).toBeVisible();
    unmount();
    await renderWithApis(<KeysTab />);
    expect(await screen.findByText('No keys found')).toBeVisible();
  });

  it('believes no key that was registered by hand', async () => {
    const forged = registered(keyEntity({ n: 7, alias: 'alias/forged' }));
    await renderWithApis(<KeysTab />, {
      catalogApi: catalogApiMock({ entities: [forged, keyEntity(VAULT)] }),
    });
    await screen.findByRole('table');
    expect(names()).toEqual(['alias/vault']);
  });

  it('shows scripts in names as text', async () => {
    const alias = 'alias/<script>alert(1)</script>';
    await renderWithApis(<KeysTab />, {
      catalogApi: catalogApiMock({ entities: [keyEntity({ n: 8, alias })] }),
    });
    await screen.findByRole('table');
    expect(names()).toEqual([alias]);
  });

  it('says what is not known of a key, never that it is enabled', async () => {
    const denied = { state: 'denied', reason: 'kms:X: AccessDenied' } as const;
    const unread = keyEntity({
      n: 9,
      facts: {
        metadata: denied,
        rotation: denied,
        aliases: denied,
        policy: denied,
      },
    });
    await renderWithApis(<KeysTab />, {
      catalogApi: catalogApiMock({ entities: [unread, keyEntity(VAULT)] }),
    });
    await screen.findByRole('table');
    expect(names()[0]).toBe('Key whose alias is not known');
    const row = rowOf('Key whose alias is not known');
    expect(row.getByText('Unknown')).toBeVisible();
    expect(row.getByText('Not known')).toBeVisible();
    expect(
      row.getAllByText('AWS denied reading it (kms:X: AccessDenied)'),
    ).toHaveLength(2);
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
    const getEntityFacets = jest
      .fn()
      .mockRejectedValueOnce(new Error('no facets'))
      .mockImplementation(catalogApi.getEntityFacets.bind(catalogApi));
    await renderWithApis(<KeysTab />, {
      catalogApi: catalogApiMock.mock({ queryEntities, getEntityFacets }),
    });
    expect(await screen.findByRole('progressbar')).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent('no facets');
    await act(async () => fail(new Error('the catalog is down')));
    expect(screen.getByText(/The keys could not be loaded/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('table')).toBeVisible();
    queryEntities.mockRejectedValueOnce(new Error('down again'));
    act(() => setVisibility('visible'));
    expect(await screen.findByText('down again')).toBeVisible();
    expect(names()).toHaveLength(6);
  });
});
