import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AgentCoreMemoryApi } from '../../api';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { memoryEntity } from '../../__testUtils__/memories';
import { fakeApi, renderWithApis } from '../../__testUtils__/renderWithApis';
import { NO_WAIVERS, waiver, waiversOf } from '../../__testUtils__/waivers';
import { dayAfter } from '../../model/waiverDays';
import { dayOf } from '../../model/today';
import { MemoryCard } from '../MemoryCard';

const MEMORY = memoryEntity({
  name: 'notes',
  outcomes: { 'customer-managed-key': 'fail', 'key-usable': 'unknown' },
});
const ASK = /^Ask for a waiver: Encrypted with/;

function renderCard(api: Partial<AgentCoreMemoryApi> = {}) {
  return renderWithApis(
    <EntityProvider entity={MEMORY}>
      <MemoryCard />
    </EntityProvider>,
    {
      api: fakeApi(api),
      catalogApi: catalogApiMock({ entities: [MEMORY] }),
    },
  );
}

describe('the waiver of a finding', () => {
  it('is asked for with a reason and the last day', async () => {
    const requestWaiver = jest.fn(async () => waiver());
    await renderCard({ requestWaiver });
    await userEvent.click(await screen.findByRole('button', { name: ASK }));
    const day = screen.getByLabelText(/Last day/);
    expect(day).toHaveValue(dayAfter(dayOf(), 30));
    expect(day).toHaveAttribute('max', dayAfter(dayOf(), 90));
    await expectAccessible();
    await userEvent.type(
      screen.getByRole('textbox', { name: /Reason/ }),
      'It goes away in March',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Ask for it' }));
    expect(requestWaiver).toHaveBeenCalledWith({
      memory: expect.stringMatching(/^resource:default\/notes/),
      rule: 'customer-managed-key',
      reason: 'It goes away in March',
      expiresOn: dayAfter(dayOf(), 30),
    });
  });

  it('is not offered for what is unknown, or to whom may not ask for it', async () => {
    await renderCard({
      getWaivers: async () => ({
        ...NO_WAIVERS,
        mayRequest: ['key-rotation'],
      }),
    });
    await screen.findByRole('list', { name: 'Findings that need attention' });
    expect(screen.queryByRole('button', { name: /waiver/ })).toBeNull();
  });

  it('stands beside the finding, whose outcome it does not change', async () => {
    await renderCard({
      getWaivers: async () =>
        waiversOf(
          waiver({
            state: 'approved',
            kind: 'owner',
            decision: {
              by: 'user:default/bob',
              at: '2026-11-21T10:00:00.000Z',
              outcome: 'approved',
            },
          }),
        ),
    });
    expect(await screen.findByText('Waived')).toBeVisible();
    expect(
      screen.getByText(/until 2099-12-31 .* approved by/),
    ).toHaveTextContent(/by bob, for all memories of payments: It goes away/);
    expect(screen.getByText('Fail')).toBeVisible();
    expect(screen.queryByRole('button', { name: ASK })).toBeNull();
  });

  it('is the one that holds, where another one is pending', async () => {
    await renderCard({
      getWaivers: async () =>
        waiversOf(
          waiver(),
          waiver({ id: 'w2', kind: 'owner', state: 'approved' }),
        ),
    });
    expect(await screen.findByText('Waived')).toBeVisible();
    expect(screen.queryByText(/Waiver pending/)).toBeNull();
  });

  it('is not shown at what is unknown, on which it has no effect', async () => {
    await renderCard({
      getWaivers: async () =>
        waiversOf(
          waiver({ state: 'approved', rule: 'key-usable' }),
          waiver({ id: 'w2' }),
        ),
    });
    expect(await screen.findByText(/Waiver pending/)).toBeVisible();
    expect(screen.queryByText('Waived')).toBeNull();
  });

  it('says that it could not be read', async () => {
    await renderCard({
      getWaivers: async () => {
        throw new Error('Down');
      },
    });
    expect(
      await screen.findByText(/Whether something of it is waived could not/),
    ).toHaveTextContent('Down');
  });
});
