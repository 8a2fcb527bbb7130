import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  fakeApi,
  renderWithApis,
  setVisibility,
} from '../../__testUtils__/renderWithApis';
import { scansOf, SCOPES } from '../../__testUtils__/scans';
import {
  FAILED_SCOPE,
  HEALTHY_SCOPE,
  LACKING_SCOPE,
} from '../../__testUtils__/scorecards';
import { CoverageTab } from './CoverageTab';

const names = () =>
  screen
    .getAllByRole('rowheader')
    .map(cell => cell.textContent!.replace(/main$/, ''));
const rowOf = (name: RegExp) =>
  within(screen.getByRole('rowheader', { name }).closest('tr')!);
const location = () => screen.getByTestId('location').textContent;

describe('CoverageTab', () => {
  it('shows totals and each scope, those that failed first', async () => {
    await renderWithApis(<CoverageTab />);
    await screen.findByRole('table', { name: 'Scopes, worst first' });
    expect(
      screen.getByText(
        '5 scopes: 3 complete, 1 failed, 1 not available; 2 memories not in the catalog',
      ),
    ).toBeVisible();
    expect(names()).toEqual([
      '444455556666 · us-east-1',
      '111122223333 · us-west-2',
      '111122223333 · eu-west-1',
      '111122223333 · eu-central-1',
      '111122223333 · me-south-1',
    ]);

    const failed = rowOf(/us-east-1/);
    expect(failed.getByText('main')).toBeVisible();
    expect(failed.getByText('Failed')).toBeVisible();
    expect(
      failed.getByText('AccessDeniedException on ListMemories'),
    ).toBeVisible();
    expect(failed.getByTitle('2026-11-22 09:15 UTC')).toHaveTextContent(/ago$/);
    expect(failed.getAllByRole('cell').map(cell => cell.textContent)).toEqual(
      expect.arrayContaining(['3', '4', '2']),
    );

    const stale = rowOf(/us-west-2/);
    expect(stale.getByText('Complete')).toBeVisible();
    expect(stale.getByText('Stale')).toBeVisible();

    const fresh = rowOf(/eu-central-1/);
    expect(fresh.getByText('Fresh')).toBeVisible();
    expect(
      fresh.getByTitle('kms:DescribeKey 3, bedrock-agentcore:ListMemories 1'),
    ).toHaveTextContent('4');

    const unsupported = rowOf(/me-south-1/);
    expect(unsupported.getByText('Not available')).toBeVisible();
    expect(unsupported.queryByText('Stale')).not.toBeInTheDocument();
    expect(unsupported.queryByText('Fresh')).not.toBeInTheDocument();
  });

  it('warns of memories that the catalog lacks, although the listing is complete', async () => {
    await renderWithApis(<CoverageTab />, {
      api: fakeApi({ getScans: scansOf([HEALTHY_SCOPE, LACKING_SCOPE]) }),
    });
    await screen.findByRole('table');
    expect(screen.getByRole('status')).toHaveTextContent(
      '2 memories not in the catalog',
    );
    const lacking = rowOf(/eu-west-1/);
    expect(lacking.getByText('Complete')).toBeVisible();
    expect(lacking.getByText('2 memories not in the catalog')).toBeVisible();
    expect(
      lacking.getByText(
        /resource:default\/support-0123456789ab is held by url:/,
      ),
    ).toBeVisible();
    expect(
      rowOf(/eu-central-1/).queryByText(/not in the catalog/),
    ).not.toBeInTheDocument();

    await userEvent.click(
      lacking.getByRole('button', { name: 'History: 111122223333/eu-west-1' }),
    );
    expect(
      await screen.findByText(
        '14 looks because of events changed something since the first scan; only their number is kept.',
      ),
    ).toBeVisible();
  });

  it('warns of nothing when the catalog shows every memory', async () => {
    await renderWithApis(<CoverageTab />, {
      api: fakeApi({ getScans: scansOf([HEALTHY_SCOPE]) }),
    });
    await screen.findByRole('table');
    expect(screen.queryByRole('status')).not.toBeInTheDocument();
    expect(
      screen.getByText('1 scope: 1 complete, 0 failed, 0 not available'),
    ).toBeVisible();
  });

  it('says that a scope was never listed', async () => {
    const scope = { ...FAILED_SCOPE, lastCompleteAt: undefined, stale: true };
    await renderWithApis(<CoverageTab />, {
      api: fakeApi({ getScans: scansOf([scope]) }),
    });
    expect(await screen.findByText('Never')).toBeVisible();
    expect(screen.getByText('Stale')).toBeVisible();
    expect(screen.getByText(/^1 scope: 0 complete, 1 failed/)).toBeVisible();
  });

  it('takes its filters from the URL and writes them there', async () => {
    await renderWithApis(<CoverageTab />, { route: '/?outcome=failed' });
    await screen.findByRole('table');
    expect(names()).toEqual(['444455556666 · us-east-1']);
    const outcome = screen.getByRole('combobox', { name: 'Outcome' });
    expect(outcome).toHaveValue('failed');

    await userEvent.selectOptions(outcome, 'Not available');
    expect(names()).toEqual(['111122223333 · me-south-1']);
    expect(location()).toBe('/?outcome=unsupported');

    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(names()).toHaveLength(5);
    expect(location()).toBe('/');

    const search = screen.getByRole('searchbox', {
      name: 'Account, region or reason',
    });
    await userEvent.type(search, 'accessdenied');
    await waitFor(() => expect(names()).toEqual(['444455556666 · us-east-1']));
    expect(location()).toBe('/?q=accessdenied');
    await userEvent.clear(search);
    await userEvent.type(search, 'us-');
    await waitFor(() => expect(names()).toHaveLength(2));
    await userEvent.clear(search);
    await userEvent.type(search, '1111222');
    await waitFor(() => expect(names()).toHaveLength(4));
  });

  it('distinguishes filters without hits from a portal without scans', async () => {
    await renderWithApis(<CoverageTab />, { route: '/?q=mars' });
    expect(
      await screen.findByText('No scope matches these filters'),
    ).toBeVisible();
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Clear filters' })[0],
    );
    expect(await screen.findByRole('table')).toBeVisible();
  });

  it('renders fifty of thousands, and turns pages in the URL', async () => {
    const scopes = Array.from({ length: 16_000 }, (_, i) => ({
      ...HEALTHY_SCOPE,
      scope: `main/${100000000000 + i}/eu-central-1`,
    }));
    await renderWithApis(<CoverageTab />, {
      api: fakeApi({ getScans: scansOf(scopes) }),
    });
    // By text: a search by role among so many rows is slow.
    const places = () => screen.getAllByText(/^\d+ · eu-central-1$/);
    expect(await screen.findByText('1-50 of 16000')).toBeVisible();
    expect(places()).toHaveLength(50);
    await userEvent.click(screen.getByTitle('Next page'));
    expect(places()).toHaveLength(50);
    expect(places()[0]).toHaveTextContent('100000000050 · eu-central-1');
    expect(location()).toBe('/?page=2');
  });

  it('leads back from a page past the last one', async () => {
    await renderWithApis(<CoverageTab />, { route: '/?page=9' });
    expect(await screen.findByText('No scopes on this page')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Go to the first page' }),
    );
    expect(await screen.findByText('1-5 of 5')).toBeVisible();
    expect(names()).toHaveLength(5);
  });

  it('unfolds the history of a scope, and loads it only then', async () => {
    const { getScopeScans } = fakeApi();
    const load = jest.fn(getScopeScans);
    await renderWithApis(<CoverageTab />, {
      api: fakeApi({ getScopeScans: load }),
    });
    await screen.findByRole('table');
    expect(load).not.toHaveBeenCalled();
    const button = screen.getByRole('button', {
      name: 'History: 444455556666/us-east-1',
    });
    expect(button).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(button);
    expect(button).toHaveAttribute('aria-expanded', 'true');
    expect(load).toHaveBeenCalledWith('main/444455556666/us-east-1');
    const history = within(
      await screen.findByRole('table', {
        name: 'History of 444455556666/us-east-1',
      }),
    );
    expect(
      screen.getByText(
        'No look because of an event has changed anything since the first scan.',
      ),
    ).toBeVisible();
    const [failed, complete] = history.getAllByRole('row').slice(1);
    expect(failed).toHaveTextContent('Failed');
    expect(failed).toHaveTextContent('1.0 s');
    expect(failed).toHaveTextContent('bedrock-agentcore:ListMemories 4');
    expect(failed).toHaveTextContent('AccessDeniedException on ListMemories');
    expect(complete).toHaveTextContent('Complete');
    expect(complete).toHaveTextContent('3 min');

    await userEvent.click(button);
    expect(
      screen.queryByRole('table', { name: /^History/ }),
    ).not.toBeInTheDocument();
  });

  it('says why there is no history', async () => {
    await renderWithApis(<CoverageTab />, {
      api: fakeApi({
        getScopeScans: jest
          .fn()
          .mockRejectedValueOnce(new Error('the backend is down'))
          .mockResolvedValue({ reports: [] }),
      }),
    });
    await userEvent.click(
      (
        await screen.findAllByRole('button', { name: /^History/ })
      )[0],
    );
    expect(
      await screen.findByText(/The history could not be loaded/),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('No report has been kept yet.'),
    ).toBeVisible();
  });

  it('shows that it is loading', async () => {
    await renderWithApis(<CoverageTab />, {
      api: fakeApi({ getScans: () => new Promise(() => {}) }),
    });
    expect(await screen.findByRole('progressbar')).toBeInTheDocument();
  });

  it('says what to check when no scan has reported', async () => {
    await renderWithApis(<CoverageTab />, {
      api: fakeApi({ getScans: scansOf([]) }),
    });
    expect(await screen.findByText('No scan has reported yet')).toBeVisible();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('shows why nothing could be loaded, tries again, and keeps what it has', async () => {
    const getScans = jest
      .fn()
      .mockRejectedValueOnce(new Error('the backend is down'))
      .mockImplementationOnce(scansOf(SCOPES))
      .mockRejectedValue(new Error('down again'));
    await renderWithApis(<CoverageTab />, { api: fakeApi({ getScans }) });
    expect(
      await screen.findByText(/The coverage could not be loaded/),
    ).toHaveTextContent('the backend is down');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('table')).toBeVisible();
    act(() => setVisibility('visible'));
    expect(await screen.findByRole('alert')).toHaveTextContent('down again');
    expect(names()).toHaveLength(5);
  });

  describe('where the organisation blocks regions', () => {
    const REASON =
      'bedrock-agentcore:ListMemories: AccessDeniedException with an explicit deny in a service control policy';
    const blocked = ['111122223333', '444455556666'].flatMap(accountId =>
      Array.from({ length: 23 }, (_, i) => ({
        ...HEALTHY_SCOPE,
        scope: `main/${accountId}/us-west-${i + 1}`,
        outcome: 'blocked' as const,
        reason: REASON,
        lastCompleteAt: undefined,
        memories: 0,
      })),
    );

    it('has one line for each account, which tells the regions and shows their scopes', async () => {
      await renderWithApis(<CoverageTab />, {
        api: fakeApi({ getScans: scansOf([HEALTHY_SCOPE, ...blocked]) }),
      });
      const section = await screen.findByRole('region', {
        name: 'Blocked by the organisation',
      });
      expect(names()).toEqual(['111122223333 · eu-central-1']);
      expect(
        screen.getByText(
          '47 scopes: 1 complete, 0 failed, 0 not available, 46 blocked',
        ),
      ).toBeVisible();
      const lines = within(section).getAllByRole('listitem');
      expect(lines).toHaveLength(2);
      expect(
        within(lines[0]).getByText(
          '111122223333 (main): 23 regions blocked by the organisation’s policy',
        ),
      ).toBeVisible();
      await userEvent.click(
        within(lines[0]).getByRole('button', {
          name: 'Show regions: 111122223333 (main)',
        }),
      );
      expect(within(lines[0]).getByText(/^us-west-1, /)).toBeVisible();
      expect(within(lines[0]).getByText(REASON)).toBeVisible();

      await userEvent.click(
        within(lines[1]).getByRole('button', {
          name: 'Show scopes: 444455556666 (main)',
        }),
      );
      await waitFor(() => expect(names()).toHaveLength(23));
      expect(location()).toBe('/?outcome=blocked&q=444455556666');
      expect(rowOf(/us-west-10/).getByText('Blocked')).toBeVisible();
      expect(screen.queryByText('Stale')).not.toBeInTheDocument();
    });

    it('has no table where there is nothing else', async () => {
      await renderWithApis(<CoverageTab />, {
        api: fakeApi({ getScans: scansOf(blocked) }),
      });
      await screen.findByRole('region', {
        name: 'Blocked by the organisation',
      });
      expect(screen.queryByRole('table')).not.toBeInTheDocument();
      expect(
        screen.queryByText(/matches these filters/),
      ).not.toBeInTheDocument();
    });
  });
});
