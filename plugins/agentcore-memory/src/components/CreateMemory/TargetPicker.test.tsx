import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { TargetsResponse } from 'backstage-plugin-agentcore-memory-common';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { renderForm } from '../../__testUtils__/renderForm';
import { TARGETS } from '../../__testUtils__/targets';

const OWNER = { owner: 'payments', name: 'notes' };

function renderPlace(
  targets: Partial<TargetsResponse> | (() => Promise<TargetsResponse>) = {},
  form: Record<string, unknown> = OWNER,
) {
  const getTargets = jest.fn(
    typeof targets === 'function'
      ? targets
      : async (_owner: string) => ({ ...TARGETS, ...targets }),
  );
  return renderForm({
    pages: ['Place and key'],
    form,
    api: { getTargets },
  }).then(rendered => ({ ...rendered, getTargets }));
}

const account = () => screen.findByRole('combobox', { name: /AWS account/ });
const region = () => screen.findByRole('combobox', { name: /Region/ });
const optionsOf = (select: HTMLElement) =>
  within(select)
    .getAllByRole('option')
    .map(({ textContent }) => textContent);

describe('TargetPicker', () => {
  it('offers the accounts and regions in which the reader may create memories for the owner', async () => {
    const { getTargets } = await renderPlace();
    expect(optionsOf(await account())).toEqual([
      'Choose an account',
      '111122223333',
      '444455556666',
    ]);
    expect(await region()).toBeDisabled();
    await userEvent.selectOptions(await account(), '111122223333');
    expect(optionsOf(await region())).toEqual([
      'Choose a region',
      'eu-central-1',
      'eu-west-1',
    ]);
    await userEvent.selectOptions(await region(), 'eu-west-1');
    expect(await region()).toHaveValue('eu-west-1');
    expect(getTargets.mock.calls).toEqual([['group:default/payments']]);
    expect(
      screen.getByRole('group', { name: /Account and region/ }),
    ).toBeVisible();
    await expectAccessible();
  });

  it('chooses what there is but one of', async () => {
    await renderPlace({ accounts: [TARGETS.accounts[1]] });
    expect(await account()).toHaveValue('444455556666');
    expect(await region()).toHaveValue('us-east-1');
  });

  it('chooses the only region of an account', async () => {
    await renderPlace();
    await userEvent.selectOptions(await account(), '444455556666');
    expect(await region()).toHaveValue('us-east-1');
  });

  it('asks for an owner first', async () => {
    const { getTargets } = await renderPlace({}, {});
    expect(await screen.findByText('Choose an owner first.')).toBeVisible();
    expect(getTargets).not.toHaveBeenCalled();
  });

  it('says that there is no account, and whom to ask', async () => {
    await renderPlace({ accounts: [] });
    const notice = await screen.findByRole('status');
    expect(notice).toHaveTextContent(
      /no configured account.*ask those who run this portal/,
    );
    expect(within(notice).getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/group/payments',
    );
    expect(screen.queryByRole('combobox')).not.toBeInTheDocument();
  });

  it('says that accounts may be missing', async () => {
    await renderPlace({ incomplete: true });
    expect(await screen.findByText('Accounts may be missing')).toBeVisible();
    expect(await account()).toBeVisible();
  });

  it('shows that it asks', async () => {
    await renderPlace(() => new Promise(() => {}));
    expect(await screen.findByRole('progressbar')).toBeVisible();
  });

  it('says why it could not ask, and asks again', async () => {
    let calls = 0;
    await renderPlace(async () => {
      calls += 1;
      if (calls === 1) throw new Error('The backend is down');
      return TARGETS;
    });
    expect(
      await screen.findByText(/in which accounts.*The backend is down/),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await account()).toBeVisible();
  });

  it.each([
    [{ accountId: '999900001111', region: 'eu-central-1' }, /AWS account/],
    [{ accountId: '111122223333', region: 'us-west-2' }, /Region/],
  ])(
    'keeps what a link filled in wrongly, as an error: %j',
    async (place, name) => {
      await renderPlace({}, { ...OWNER, place });
      const select = await screen.findByRole('combobox', { name });
      expect(select).toBeInvalid();
      expect(select).toHaveAccessibleDescription(/You may not create memories/);
      expect(Object.values(place)).toContain(
        (select as HTMLSelectElement).value,
      );
    },
  );

  it('lets nobody go on without both', async () => {
    await renderPlace();
    await account();
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    // The browser says so at the field.
    expect(await account()).toBeInvalid();
    expect(
      screen.queryByRole('button', { name: 'Create' }),
    ).not.toBeInTheDocument();
  });
});
