import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { RuleId } from 'backstage-plugin-agentcore-memory-common';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { fakeApi, renderWithApis } from '../../__testUtils__/renderWithApis';
import { NO_WAIVERS, waiver, waiversOf } from '../../__testUtils__/waivers';
import { TeamWaivers } from './TeamWaivers';

const OWNER = 'group:default/payments';
const MAY_ASK = {
  ...NO_WAIVERS,
  mayRequest: ['customer-managed-key', 'key-rotation'] as RuleId[],
};
const TITLE = 'Waivers of the whole team';

function render(api: Parameters<typeof fakeApi>[0]) {
  return renderWithApis(<TeamWaivers ownerRef={OWNER} title="Payments" />, {
    api: fakeApi(api),
  });
}
const buttons = () =>
  screen
    .getAllByRole('button', { name: /^Ask for a waiver/ })
    .map(button => button.getAttribute('aria-label'));

describe('TeamWaivers', () => {
  it('asks for one for all memories, of what the backend says may be waived', async () => {
    const requestWaiver = jest.fn(async () => waiver());
    const getWaivers = jest.fn(async () => MAY_ASK);
    await render({ requestWaiver, getWaivers });
    await screen.findByRole('region', { name: TITLE });
    expect(getWaivers).toHaveBeenCalledWith({ owner: OWNER, kind: 'owner' });
    expect(buttons()).toEqual([
      'Ask for a waiver: Encrypted with a customer-managed key',
      'Ask for a waiver: The key is rotated',
    ]);
    await userEvent.click(
      screen.getByRole('button', { name: /The key is rotated/ }),
    );
    await expectAccessible();
    await userEvent.type(
      screen.getByRole('textbox', { name: /Reason/ }),
      'Imported key material for all of them',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Ask for it' }));
    expect(requestWaiver).toHaveBeenCalledWith(
      expect.objectContaining({ owner: OWNER, rule: 'key-rotation' }),
    );
  });

  it('shows those that are open, and asks for no second one', async () => {
    const ofTeam = { kind: 'owner', entityRef: OWNER } as const;
    await render({
      getWaivers: async () => ({
        ...waiversOf(
          waiver({ ...ofTeam, state: 'approved', reason: 'For a year' }),
          waiver({ ...ofTeam, id: 'w2', rule: 'key-rotation' }),
          waiver({
            ...ofTeam,
            id: 'w3',
            rule: 'data-egress',
            state: 'expired',
          }),
        ),
        mayRequest: MAY_ASK.mayRequest,
      }),
    });
    const section = await screen.findByRole('region', { name: TITLE });
    expect(within(section).getByText(/For a year/)).toBeVisible();
    expect(within(section).getAllByRole('listitem')).toHaveLength(2);
    expect(within(section).queryByRole('button')).toBeNull();
  });

  it('is not there for whoever may not ask, where nothing is waived', async () => {
    const getWaivers = jest.fn(async () => ({ ...NO_WAIVERS, mayRequest: [] }));
    await render({ getWaivers });
    await waitFor(() => expect(getWaivers).toHaveBeenCalled());
    expect(screen.queryByRole('region', { name: TITLE })).toBeNull();
  });

  it('says that they could not be read', async () => {
    await render({
      getWaivers: async () => {
        throw new Error('The backend is down');
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The backend is down',
    );
  });
});
