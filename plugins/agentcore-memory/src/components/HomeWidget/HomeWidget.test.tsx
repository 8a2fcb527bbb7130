import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { fakeApi, renderWithApis } from '../../__testUtils__/renderWithApis';
import {
  FAILED_SCOPE,
  NO_SCORECARDS,
  SCORECARDS,
  summary,
} from '../../__testUtils__/scorecards';
import { AgentCoreMemoryHomeWidget } from '../../plugin';
import { HomeWidget } from './HomeWidget';

describe('HomeWidget', () => {
  it('shows the score of the reader’s teams and the worst of them', async () => {
    const getScorecards = jest.fn(async () => SCORECARDS);
    await renderWithApis(<HomeWidget />, { api: fakeApi({ getScorecards }) });
    expect(await screen.findByText('40 %')).toBeVisible();
    expect(getScorecards).toHaveBeenCalledWith({
      owners: ['user:default/me', 'group:default/search'],
      rollup: true,
    });
    expect(
      screen.getByText(/^Coverage 80 %: 3 of 15 memories could not/),
    ).toBeVisible();
    const [worst, notFound] = screen.getAllByRole('listitem');
    expect(notFound).toHaveTextContent(/^Owner not found: score 0/);
    expect(worst).toHaveTextContent(
      'Payments: score 41 %, 4 non-compliant, coverage 75 %',
    );
    expect(
      within(worst).getByRole('link', { name: 'Payments' }),
    ).toHaveAttribute('href', '/catalog/default/group/payments');
    expect(
      screen.getByRole('link', { name: 'My teams with all 15 memories' }),
    ).toHaveAttribute('href', '/agentcore-memory/teams?show=mine');
    expect(
      screen.getByRole('region', { name: 'AgentCore memory of my teams' }),
    ).toHaveAttribute('tabindex', '0');
    await expectAccessible();
  });

  it('names no worst team where all are compliant, and says that no scan has reported', async () => {
    const [, search] = SCORECARDS.items;
    await renderWithApis(<HomeWidget />, {
      api: fakeApi({
        getScorecards: async () => ({
          ...SCORECARDS,
          items: [search],
          totals: search,
          scans: NO_SCORECARDS.scans,
        }),
      }),
    });
    expect(await screen.findByText('100 %')).toBeVisible();
    expect(screen.queryByRole('list')).not.toBeInTheDocument();
    expect(screen.getByRole('status')).toHaveTextContent(
      'No scan has reported yet: memories may be missing.',
    );
  });

  it('says when there is nothing to assess, and what may be missing', async () => {
    await renderWithApis(<HomeWidget />, {
      api: fakeApi({
        getScorecards: async () => ({
          ...NO_SCORECARDS,
          scans: summary(FAILED_SCOPE),
        }),
      }),
    });
    expect(await screen.findByText(/^Nothing to assess/)).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent(
      'Memories may be missing: 1 of 9 scopes could not be read.',
    );
    expect(screen.queryByText(/%/)).not.toBeInTheDocument();
  });

  it('shows that it is loading', async () => {
    await renderWithApis(<HomeWidget />, {
      api: fakeApi({ getScorecards: () => new Promise(() => {}) }),
    });
    expect(await screen.findByRole('progressbar')).toBeInTheDocument();
  });

  it('works where the page is not mounted, and tries again after an error', async () => {
    const getScorecards = jest
      .fn()
      .mockRejectedValueOnce(new Error('the backend is down'))
      .mockResolvedValue(SCORECARDS);
    await renderWithApis(<HomeWidget />, {
      api: fakeApi({ getScorecards }),
      withoutPage: true,
    });
    expect(
      await screen.findByText(/Your scorecards could not be loaded/),
    ).toHaveTextContent('the backend is down');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('My teams with all 15 memories'),
    ).toBeVisible();
    expect(
      screen.queryByRole('link', { name: /^My teams/ }),
    ).not.toBeInTheDocument();
  });

  it('has a card around it in the legacy frontend system', async () => {
    await renderWithApis(<AgentCoreMemoryHomeWidget />);
    expect(await screen.findByText('40 %')).toBeVisible();
    expect(screen.getByText('AgentCore memory')).toBeVisible();
  });
});
