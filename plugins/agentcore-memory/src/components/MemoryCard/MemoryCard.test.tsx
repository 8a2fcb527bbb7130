import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { ruleById } from 'backstage-plugin-agentcore-memory-common';
import { memoryEntity } from '../../__testUtils__/memories';
import { renderWithApis } from '../../__testUtils__/renderWithApis';
import { MemoryCard } from './MemoryCard';

function renderCard(entity: Entity) {
  return renderWithApis(
    <EntityProvider entity={entity}>
      <MemoryCard />
    </EntityProvider>,
  );
}

describe('MemoryCard', () => {
  it('shows every finding with its reason, what to do, and evidence on demand', async () => {
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
    expect(managed).not.toHaveTextContent('What to do');
    expect(usable).toHaveTextContent('Fail');
    expect(usable).toHaveTextContent('key-usable came out as fail.');
    expect(usable).toHaveTextContent(ruleById('key-usable').fix);
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

  it('takes a memory without findings for unknown, never for a pass', async () => {
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
});
