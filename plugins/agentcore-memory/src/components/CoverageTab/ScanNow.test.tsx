import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeApi, renderWithApis } from '../../__testUtils__/renderWithApis';
import { scansOf } from '../../__testUtils__/scans';
import { FAILED_SCOPE } from '../../__testUtils__/scorecards';
import { CoverageTab } from './CoverageTab';

const getAll = scansOf([FAILED_SCOPE]);
const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));

describe('requesting a scan', () => {
  const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });

  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('requests a scan of one scope, says so until its report arrives, and shows the report', async () => {
    const getScans = jest.fn(getAll);
    const requestScan = jest.fn(async () => {});
    await renderWithApis(<CoverageTab />, {
      api: fakeApi({ getScans, requestScan }),
    });
    await pass(2_000);
    expect(getScans).toHaveBeenCalledTimes(1);
    const button = screen.getByRole('button', {
      name: 'Scan now: 444455556666/us-east-1',
    });
    await user.click(button);
    await pass(0);
    expect(requestScan.mock.calls).toEqual([['main/444455556666/us-east-1']]);
    expect(screen.getByRole('status')).toHaveTextContent('Scan requested');
    expect(button).toHaveFocus();
    expect(getScans).toHaveBeenCalledTimes(2);

    const scanned = {
      ...FAILED_SCOPE,
      outcome: 'complete' as const,
      reason: undefined,
      lastAttemptAt: '2026-11-23T14:30:00Z',
    };
    getScans.mockImplementation(scansOf([scanned]));
    await pass(1_000);
    expect(screen.getByText(/^1 scope: 1 complete/)).toBeVisible();
    expect(screen.queryByRole('status')).not.toBeInTheDocument();
  });

  it('requests a scan of all scopes', async () => {
    const requestScan = jest.fn(async () => {});
    await renderWithApis(<CoverageTab />, {
      api: fakeApi({ getScans: getAll, requestScan }),
    });
    await pass(0);
    await user.click(screen.getByRole('button', { name: 'Scan all now' }));
    await pass(0);
    expect(requestScan.mock.calls).toEqual([[undefined]]);
    expect(screen.getByRole('status')).toHaveTextContent('Scan requested');
  });

  it('says why the request failed', async () => {
    const requestScan = jest.fn(async () => {
      throw new Error('the backend is down');
    });
    await renderWithApis(<CoverageTab />, {
      api: fakeApi({ getScans: getAll, requestScan }),
    });
    await pass(0);
    await user.click(screen.getByRole('button', { name: 'Scan all now' }));
    await pass(0);
    expect(screen.getByRole('alert')).toHaveTextContent('the backend is down');
    expect(screen.queryByRole('status')).not.toBeInTheDocument();
  });
});
