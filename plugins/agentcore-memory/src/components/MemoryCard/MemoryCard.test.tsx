import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
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
  it('shows every finding with its reason, and evidence on demand', async () => {
    await renderCard(
      memoryEntity({
        name: 'a',
        outcomes: {
          'customer-managed-key': 'pass',
          'key-usable': 'fail',
          'key-rotation': 'not-applicable',
        },
      }),
    );
    expect(screen.getByText('Non-compliant')).toBeVisible();
    const [managed, usable, rotation] = within(
      screen.getByRole('list', { name: 'Findings' }),
    ).getAllByRole('listitem');
    expect(managed).toHaveTextContent('Pass');
    expect(usable).toHaveTextContent('Fail');
    expect(usable).toHaveTextContent('key-usable came out as fail.');
    expect(rotation).toHaveTextContent('Not applicable');

    const evidence = within(usable).getByRole('button', { name: /^Evidence/ });
    expect(evidence).toHaveAttribute('aria-expanded', 'false');
    expect(within(usable).queryByRole('table')).not.toBeInTheDocument();
    await userEvent.click(evidence);
    expect(evidence).toHaveAttribute('aria-expanded', 'true');
    expect(
      within(usable).getByRole('row', {
        name: 'KeyState Disabled kms:DescribeKey',
      }),
    ).toBeVisible();
    expect(within(managed).queryByRole('table')).not.toBeInTheDocument();

    expect(screen.getByRole('link', { name: 'payments' })).toHaveAttribute(
      'href',
      '/catalog/default/group/payments',
    );
    expect(screen.getByText('From the tag "team".')).toBeVisible();
    expect(screen.getByText('Customer-managed key')).toBeVisible();
    expect(screen.getByText('ACTIVE')).toBeVisible();
    expect(screen.queryByText(/has not answered/)).not.toBeInTheDocument();
  });

  it('offers a fix of this very memory for three tools, ready to copy', async () => {
    const { key, memory } = keyAndMemory();
    await renderCard(memory, {
      catalogApi: catalogApiMock({ entities: [key, memory] }),
    });
    const fix = await screen.findByRole('button', {
      name: 'How to fix: The key can be used',
    });
    expect(
      screen.queryByRole('button', { name: 'How to fix: The key is rotated' }),
    ).not.toBeInTheDocument();
    expect(screen.getByRole('link', { name: /^arn:aws:kms:/ })).toHaveAttribute(
      'href',
      expect.stringMatching(/^\/catalog\/default\/resource\/key-1111/),
    );
    await userEvent.click(fix);
    expect(screen.getByText(/^Enable the key\./)).toBeVisible();
    const panel = screen.getByRole('tabpanel', { name: 'AWS CLI' });
    // The snippet's highlighter is loaded on demand.
    await waitFor(() =>
      expect(panel).toHaveTextContent(
        'aws kms enable-key --region eu-central-1 --key-id arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-3333-4444-555555555555',
      ),
    );
    expect(within(panel).getByRole('button', { name: /copy/i })).toBeVisible();
    await userEvent.click(screen.getByRole('tab', { name: 'Terraform' }));
    expect(
      screen.getByRole('tabpanel', { name: 'Terraform' }),
    ).toHaveTextContent('is_enabled = true');
  });

  it('names the statements of the key policy that a fix is about', async () => {
    const { key, memory } = keyAndMemory();
    await renderCard(memory, {
      catalogApi: catalogApiMock({ entities: [key, memory] }),
    });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'How to fix: The key policy lets no strangers in',
      }),
    );
    expect(
      screen.getByText(/^Take statement "Partner" out of the key policy/),
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
    expect(screen.getByText(/The key is disabled/)).toBeVisible();
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
          'agentcore-memory/stale-since': '2026-11-20T08:30:00Z',
        },
      }),
    );
    expect(screen.getByText('Unknown')).toBeVisible();
    expect(screen.getByText(/^Not assessed/)).toBeVisible();
    expect(screen.queryByText('Compliant')).not.toBeInTheDocument();
    expect(screen.getByText(/The tags could not be read/)).toBeVisible();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
    expect(screen.getByText(/not answered since 2026-11-20/)).toBeVisible();
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
    expect(screen.getByText('Compliant')).toBeVisible();
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
    await screen.findAllByRole('button', { name: /^How to fix/ });
    const asked = getEntityByRef.mock.calls.length;
    act(() => setVisibility('visible'));
    await waitFor(() =>
      expect(getEntityByRef.mock.calls.length).toBeGreaterThan(asked),
    );
    expect(getRulesOnce).toHaveBeenCalledTimes(1);
  });
});
