import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AgentCoreMemoryApi } from '../../api';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { fakeApi, renderWithApis } from '../../__testUtils__/renderWithApis';
import { NO_WAIVERS, waiver, waiversOf } from '../../__testUtils__/waivers';
import { WaiversTab } from './WaiversTab';

function renderTab(api: Partial<AgentCoreMemoryApi> = {}, route = '/') {
  return renderWithApis(<WaiversTab />, { api: fakeApi(api), route });
}
const table = () => screen.findByRole('table', { name: 'Waivers' });

describe('WaiversTab', () => {
  it('shows what is waived, until when, why, and who did what', async () => {
    await renderTab({
      getWaivers: async () =>
        waiversOf(
          waiver({ mayDecide: true }),
          waiver({
            id: 'w2',
            kind: 'owner',
            entityRef: 'group:default/payments',
            title: 'Payments',
            state: 'approved',
            decision: {
              by: 'user:default/bob',
              at: '2026-11-21T10:00:00.000Z',
              outcome: 'approved',
              reason: 'Agreed in the board',
            },
          }),
          waiver({
            id: 'w3',
            title: 'old_notes',
            gone: true,
            state: 'revoked',
            revocation: {
              by: 'user:default/bob',
              at: '2026-11-22T10:00:00.000Z',
              reason: 'It was made public',
            },
          }),
        ),
    });
    const rows = within(await table())
      .getAllByRole('row')
      .slice(1);
    expect(rows[0]).toHaveTextContent(
      /notes.*payments.*Encrypted with a customer-managed key.*Pending.*2099-12-31.*days left.*It goes away in March.*ann.*Not decided/,
    );
    expect(rows[1]).toHaveTextContent(
      /Paymentsall of its memories.*Approved.*Approved by bob.*Agreed in the board/,
    );
    expect(rows[2]).toHaveTextContent(
      /old_notesnot in the catalog any more.*Revoked by bob.*It was made public/,
    );
    expect(within(rows[0]).getByRole('link', { name: 'notes' })).toBeVisible();
    expect(
      within(rows[2]).queryByRole('link', { name: 'old_notes' }),
    ).toBeNull();
    await expectAccessible();
  });

  it('approves with a reason or without, rejects with one only, and asks again', async () => {
    const getWaivers = jest.fn(async () =>
      waiversOf(waiver({ mayDecide: true, mayRevoke: true })),
    );
    const changeWaiver = jest.fn(async () => waiver());
    await renderTab({ getWaivers, changeWaiver });
    await userEvent.click(
      await screen.findByRole('button', { name: /^Approve: / }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Approve' }));
    expect(changeWaiver).toHaveBeenLastCalledWith('w1', 'approve', undefined);
    expect(getWaivers.mock.calls.length).toBeGreaterThan(1);

    await userEvent.click(
      await screen.findByRole('button', { name: /^Reject: / }),
    );
    const reject = screen.getByRole('button', { name: 'Reject' });
    expect(reject).toBeDisabled();
    await userEvent.type(
      screen.getByRole('textbox', { name: /Reason/ }),
      'Encrypt it instead',
    );
    await userEvent.click(reject);
    expect(changeWaiver).toHaveBeenLastCalledWith(
      'w1',
      'reject',
      'Encrypt it instead',
    );
  });

  it('says why something could not be decided, and stays open', async () => {
    await renderTab({
      getWaivers: async () => waiversOf(waiver({ mayRevoke: true })),
      changeWaiver: async () => {
        throw new Error('The waiver is expired');
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: /^Revoke: / }),
    );
    await userEvent.type(
      screen.getByRole('textbox', { name: /Reason/ }),
      'It was made public',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Revoke' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The waiver is expired',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  });

  it('offers nothing that the reader may not do', async () => {
    await renderTab({ getWaivers: async () => waiversOf(waiver()) });
    await table();
    expect(
      screen.queryByRole('button', { name: /Approve|Reject|Revoke/ }),
    ).toBeNull();
  });

  it('keeps the filter in the URL, and says where nothing matches', async () => {
    const getWaivers = jest.fn(async ({ state }: { state?: string } = {}) =>
      state === 'expired' ? NO_WAIVERS : waiversOf(waiver()),
    );
    await renderTab({ getWaivers });
    await table();
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'State' }),
      'expired',
    );
    expect(
      await screen.findByText('No waiver matches these filters'),
    ).toBeVisible();
    expect(screen.getByTestId('location')).toHaveTextContent('?state=expired');
  });

  it('says in words that nobody has asked for one', async () => {
    await renderTab();
    expect(await screen.findByText('No waivers yet')).toBeVisible();
  });

  it('says that they could not be loaded', async () => {
    await renderTab({
      getWaivers: async () => {
        throw new Error('Down');
      },
    });
    expect(
      await screen.findByText(/The waivers could not be loaded: Down/),
    ).toBeVisible();
  });
});
