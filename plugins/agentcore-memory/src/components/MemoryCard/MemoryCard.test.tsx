import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { fakeSignals } from '../../__testUtils__/fakeSignals';
import { keyAndMemory } from '../../__testUtils__/facts';
import { memoryEntity, registered } from '../../__testUtils__/memories';
import {
  fakeApi,
  renderWithApis,
  setVisibility,
} from '../../__testUtils__/renderWithApis';
import { MemoryCard } from './MemoryCard';

function renderCard(
  entity: Entity,
  options: Parameters<typeof renderWithApis>[1] = {},
) {
  return renderWithApis(
    <EntityProvider entity={entity}>
      <MemoryCard />
    </EntityProvider>,
    { catalogApi: catalogApiMock({ entities: [entity] }), ...options },
  );
}

describe('MemoryCard', () => {
  it('shows what fails on top with reason, evidence and fix, and folds the rest into a line each', async () => {
    await renderCard(
      memoryEntity({
        name: 'a',
        outcomes: {
          'customer-managed-key': 'pass',
          'key-usable': 'fail',
          'key-rotation': 'warn',
          'key-policy-exposure': 'unknown',
          'key-approved': 'not-applicable',
          'data-egress': 'pass',
        },
      }),
    );
    const open = within(
      screen.getByRole('list', { name: 'Findings that need attention' }),
    ).getAllByRole('listitem');
    expect(
      open.map(item => within(item).getByRole('heading').textContent),
    ).toEqual([
      'The key can be used',
      'The key policy lets no strangers in',
      'The key is rotated',
    ]);
    const [usable] = open;
    expect(usable).toHaveTextContent('Fail');
    expect(usable).toHaveTextContent('key-usable came out as fail.');
    expect(
      within(usable).getByRole('row', {
        name: 'KeyState Disabled kms:DescribeKey',
      }),
    ).toBeVisible();
    const evidence = within(usable).getByRole('button', {
      name: /^Hide evidence/,
    });
    expect(evidence).toHaveAttribute('aria-expanded', 'true');
    await userEvent.click(evidence);
    expect(within(usable).queryByRole('table')).not.toBeInTheDocument();

    expect(screen.queryByText('Pass')).not.toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: /^2 rules pass/ }),
    );
    const [managed] = within(
      screen.getByRole('list', { name: 'Rules that pass' }),
    ).getAllByRole('listitem');
    expect(managed).toHaveTextContent('Pass');
    expect(within(managed).queryByRole('table')).not.toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: /^1 rule does not apply/ }),
    );
    expect(screen.getByText('Not applicable')).toBeVisible();

    expect(screen.getByRole('link', { name: 'payments' })).toHaveAttribute(
      'href',
      '/catalog/default/group/payments',
    );
    expect(screen.getByText('From the tag "team".')).toBeVisible();
    expect(screen.getByText('Customer-managed key')).toBeVisible();
    expect(screen.getByText('ACTIVE')).toBeVisible();
    expect(screen.queryByText(/has not answered/)).not.toBeInTheDocument();
  });

  it('says the verdict, why, and what to do, and leads to how', async () => {
    const { key, memory } = keyAndMemory();
    await renderCard(memory, {
      catalogApi: catalogApiMock({ entities: [key, memory] }),
    });
    const verdict = screen.getByRole('region', { name: 'Verdict' });
    expect(verdict).toHaveTextContent('Non-compliant');
    expect(verdict).toHaveTextContent(/The key is disabled/);
    expect(await within(verdict).findByText('Enable the key.')).toBeVisible();
    await userEvent.click(
      within(verdict).getByRole('button', { name: 'Show how to fix it' }),
    );
    expect(
      screen.getByText(/^Enable the key\. If/).closest('li'),
    ).toHaveFocus();
  });

  it('offers a fix of this very memory for three tools, ready to copy', async () => {
    const { key, memory } = keyAndMemory();
    await renderCard(memory, {
      catalogApi: catalogApiMock({ entities: [key, memory] }),
    });
    const fix = await screen.findByRole('button', {
      name: 'Hide the fix: The key can be used',
    });
    await expectAccessible();
    expect(fix).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByRole('link', { name: 'alias/support' })).toHaveAttribute(
      'href',
      expect.stringMatching(/^\/catalog\/default\/resource\/key-1111/),
    );
    expect(screen.getByText(/^Enable the key\. If/)).toBeVisible();
    const usable = within(fix.closest('li')!);
    const panel = usable.getByRole('tabpanel', { name: 'AWS CLI' });
    // The snippet's highlighter is loaded on demand.
    await waitFor(() =>
      expect(panel).toHaveTextContent(
        'aws kms enable-key --region eu-central-1 --key-id arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-3333-4444-555555555555',
      ),
    );
    expect(within(panel).getByRole('button', { name: /copy/i })).toBeVisible();
    await userEvent.click(usable.getByRole('tab', { name: 'Terraform' }));
    expect(
      usable.getByRole('tabpanel', { name: 'Terraform' }),
    ).toHaveTextContent('is_enabled = true');
  });

  it('says that there is nothing to do', async () => {
    await renderCard(
      memoryEntity({ name: 'a', outcomes: { 'key-usable': 'pass' } }),
    );
    const verdict = screen.getByRole('region', { name: 'Verdict' });
    expect(await within(verdict).findByText('Compliant')).toBeVisible();
    expect(verdict).toHaveTextContent('There is nothing to do.');
    expect(within(verdict).queryByRole('button')).not.toBeInTheDocument();
    expect(
      screen.queryByRole('list', { name: 'Findings that need attention' }),
    ).not.toBeInTheDocument();
  });

  it('gives no all-clear before it knows whether the facts are fresh, and none where it cannot ask', async () => {
    const entity = memoryEntity({
      name: 'a',
      outcomes: { 'key-usable': 'pass' },
    });
    let fail!: (error: Error) => void;
    const getFreshness = jest
      .fn()
      .mockReturnValueOnce(
        new Promise((_, reject) => {
          fail = reject;
        }),
      )
      .mockImplementation(fakeApi().getFreshness);
    await renderCard(entity, { api: fakeApi({ getFreshness }) });
    const verdict = screen.getByRole('region', { name: 'Verdict' });
    const allClear = () => /Compliant|nothing to do/.test(verdict.textContent!);
    expect(verdict).toHaveTextContent(/fresh facts is not known yet\.$/);
    expect(allClear()).toBe(false);
    await act(async () => fail(new Error('the backend is down')));
    expect(screen.getByRole('alert')).toHaveTextContent('the backend is down');
    expect(verdict).toHaveTextContent(/fresh facts is not known\./);
    expect(allClear()).toBe(false);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Compliant')).toBeVisible();
  });

  it('counts a verdict as unknown that only the API knows to be stale', async () => {
    const { key, memory } = keyAndMemory();
    const getFreshness = jest.fn(async (stale: string[]) => ({
      stale,
      staleBefore: '2026-11-22T14:05:00Z',
    }));
    await renderCard(memory, {
      api: fakeApi({ getFreshness }),
      catalogApi: catalogApiMock({ entities: [key, memory] }),
    });
    const verdict = screen.getByRole('region', { name: 'Verdict' });
    expect(await within(verdict).findByText('Unknown')).toBeVisible();
    expect(verdict).toHaveTextContent(
      /were not listed completely.*The last verdict was non-compliant; a stale verdict counts as unknown/,
    );
    expect(getFreshness).toHaveBeenCalledWith([
      stringifyEntityRef(memory),
      stringifyEntityRef(key),
    ]);
    expect(await screen.findByText('Stale: last state')).toBeVisible();
  });

  it('still counts a verdict while AWS has not answered for a while', async () => {
    await renderCard(
      memoryEntity({
        name: 'a',
        outcomes: { 'key-usable': 'pass' },
        annotations: { 'agentcore-memory/stale-since': '2026-11-23T13:00:00Z' },
      }),
    );
    const verdict = screen.getByRole('region', { name: 'Verdict' });
    expect(await within(verdict).findByText('Compliant')).toBeVisible();
    expect(verdict).toHaveTextContent(
      /since 2026-11-23 13:00 UTC; until it is stale, its last verdict is still counted/,
    );
    expect(verdict).not.toHaveTextContent('nothing to do');
  });

  it('names the statements of the key policy that a fix is about', async () => {
    const { key, memory } = keyAndMemory();
    await renderCard(memory, {
      catalogApi: catalogApiMock({ entities: [key, memory] }),
    });
    expect(
      await screen.findByText(
        /^Take statement "Partner" out of the key policy/,
      ),
    ).toBeVisible();
  });

  it('shows nothing of an entity that was registered by hand', async () => {
    await renderCard(
      registered(
        memoryEntity({
          name: 'a',
          outcomes: { 'customer-managed-key': 'pass' },
        }),
      ),
    );
    expect(screen.getByText(/did not write this entity/)).toBeVisible();
    expect(screen.queryByText('Compliant')).not.toBeInTheDocument();
    expect(screen.queryByText('Pass')).not.toBeInTheDocument();
  });

  it('says that the settings are not understood', async () => {
    const { key, memory } = keyAndMemory();
    const catalogApi = catalogApiMock({ entities: [key, memory] });
    const { unmount } = await renderCard(memory, { catalogApi });
    expect(await screen.findByText('ACTIVE')).toBeVisible();
    expect(screen.queryByText('Settings')).not.toBeInTheDocument();
    unmount();

    const spec = { ...memory.spec, agentCoreMemory: { details: 'of 2.0' } };
    await renderCard({ ...memory, spec });
    expect(await screen.findByText('Settings')).toBeVisible();
    expect(
      screen.getByText(
        'It could not be read (what the entity holds is not understood)',
      ),
    ).toBeVisible();
  });

  it('says why it offers no fix', async () => {
    const { key, memory } = keyAndMemory();
    await renderCard(memory, {
      api: fakeApi({
        getRules: async () => {
          throw new Error('the backend is down');
        },
      }),
      catalogApi: catalogApiMock({ entities: [key, memory] }),
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'the backend is down',
    );
    expect(screen.getAllByText(/The key is disabled/)[0]).toBeVisible();
    expect(
      screen.queryByRole('button', { name: /^How to fix/ }),
    ).not.toBeInTheDocument();
  });

  it('shows a memory without findings as unknown, never as compliant', async () => {
    await renderCard(
      memoryEntity({
        name: 'a',
        owner: 'group:default/unowned',
        annotations: {
          'agentcore-memory/verdict': 'compliant',
          'agentcore-memory/owner-source': 'unread',
        },
      }),
    );
    expect(screen.getByText('Unknown')).toBeVisible();
    expect(screen.getByText(/^Not assessed/)).toBeVisible();
    expect(screen.queryByText('Compliant')).not.toBeInTheDocument();
    expect(screen.getByText(/The tags could not be read/)).toBeVisible();
    expect(
      screen.queryByRole('link', { name: /unowned/ }),
    ).not.toBeInTheDocument();
    expect(
      await screen.findByRole('button', { name: 'Scan now' }),
    ).toBeVisible();
  });

  it('counts a stale verdict as unknown, says what it was, and offers a scan', async () => {
    const requestScan = jest.fn(async () => {});
    const onToast = jest.fn();
    await renderCard(
      memoryEntity({
        name: 'a',
        outcomes: { 'key-usable': 'pass' },
        annotations: { 'agentcore-memory/stale-since': '2026-11-20T08:30:00Z' },
      }),
      { api: fakeApi({ requestScan }), onToast },
    );
    const verdict = screen.getByRole('region', { name: 'Verdict' });
    expect(
      await within(verdict).findByText(/^AWS has not answered/),
    ).toBeVisible();
    expect(within(verdict).getByText('Unknown')).toBeVisible();
    expect(verdict).toHaveTextContent(
      'AWS has not answered about this memory or its key since 2026-11-20 08:30 UTC. The last verdict was compliant; a stale verdict counts as unknown.',
    );
    expect(screen.queryByText('Compliant')).not.toBeInTheDocument();
    await userEvent.click(
      await within(verdict).findByRole('button', { name: 'Scan now' }),
    );
    expect(requestScan).toHaveBeenCalledWith('main/111122223333/eu-central-1');
    expect(onToast).toHaveBeenCalledWith(
      expect.objectContaining({ title: 'Scan requested' }),
    );
  });

  it('shows a new verdict without a reload, and that the memory is gone', async () => {
    jest.useFakeTimers();
    const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));
    const before = memoryEntity({
      name: 'a',
      outcomes: { 'key-usable': 'fail' },
    });
    const getEntityByRef = jest.fn().mockResolvedValue(before);
    const signals = fakeSignals();
    await renderCard(before, {
      catalogApi: catalogApiMock.mock({ getEntityByRef }),
      signals,
    });
    await pass(5_000);
    expect(screen.getByText('Non-compliant')).toBeVisible();
    const after = memoryEntity({
      name: 'a',
      outcomes: { 'key-usable': 'pass' },
    });
    getEntityByRef.mockResolvedValue(after);
    signals.send();
    await pass(0);
    expect(screen.getByText('Compliant')).toBeVisible();

    getEntityByRef.mockRejectedValueOnce(new Error('the catalog is down'));
    await pass(1_000);
    expect(screen.getByRole('alert')).toHaveTextContent('the catalog is down');
    getEntityByRef.mockResolvedValue(undefined);
    await pass(2_000);
    expect(screen.getByRole('status')).toHaveTextContent(
      'The catalog does not have this entity any more',
    );
    expect(screen.getByRole('region', { name: 'Verdict' })).toHaveTextContent(
      'UnknownThe catalog does not have this memory any more. The last verdict was compliant.',
    );
    jest.useRealTimers();
  });

  it('computes the fixes once while the entity does not change', async () => {
    const { key, memory } = keyAndMemory();
    const { getRules } = fakeApi();
    const getRulesOnce = jest.fn(getRules);
    const catalogApi = catalogApiMock({ entities: [key, memory] });
    const getEntityByRef = jest.spyOn(catalogApi, 'getEntityByRef');
    await renderCard(memory, {
      api: fakeApi({ getRules: getRulesOnce }),
      catalogApi,
    });
    await screen.findAllByRole('button', { name: /^Hide the fix/ });
    const asked = getEntityByRef.mock.calls.length;
    act(() => setVisibility('visible'));
    await waitFor(() =>
      expect(getEntityByRef.mock.calls.length).toBeGreaterThan(asked),
    );
    expect(getRulesOnce).toHaveBeenCalledTimes(1);
  });

  it('says of a memory that was replaced by which, and to retire it', async () => {
    const successor =
      'arn:aws:bedrock-agentcore:eu-central-1:111122223333:memory/notes_cmk-a1B2c3D4e5';
    await renderCard(
      memoryEntity({
        name: 'notes',
        outcomes: { 'customer-managed-key': 'fail' },
        annotations: { 'agentcore-memory/replaced-by': successor },
      }),
    );
    expect(
      await screen.findByText(
        'It was replaced: point the agents at its successor, then retire it.',
        { exact: false },
      ),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: /notes_cmk-a1B2c3D4e5/ }),
    ).toHaveAttribute('href', expect.stringMatching(/resource\/notes_cmk-/));
  });

  it('names the memory that it replaces', async () => {
    const predecessor =
      'arn:aws:bedrock-agentcore:eu-central-1:111122223333:memory/notes-a1B2c3D4e5';
    await renderCard(
      memoryEntity({
        name: 'notes_cmk',
        outcomes: { 'customer-managed-key': 'pass' },
        annotations: {
          'agentcore-memory/replaces': predecessor,
          'agentcore-memory/migration-task': 'task-1',
        },
      }),
    );
    expect(
      screen.getByRole('link', { name: /notes-a1B2c3D4e5/ }),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Report of the migration' }),
    ).toHaveAttribute('href', '/create/tasks/task-1');
  });
});
