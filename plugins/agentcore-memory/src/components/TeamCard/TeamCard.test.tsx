import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { AgentCoreMemoryApi } from '../../api';
import { fakeApi, renderWithApis } from '../../__testUtils__/renderWithApis';
import {
  EMPTY_TEAM,
  FAILED_SCOPE,
  summary,
  TEAM,
} from '../../__testUtils__/scorecards';
import { TeamCard } from './TeamCard';

const group = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'payments', namespace: 'default' },
  spec: { type: 'team', children: [] },
};

function renderCard(
  getOwnerScorecard: AgentCoreMemoryApi['getOwnerScorecard'],
  options: { withoutPage?: boolean } = {},
) {
  return renderWithApis(
    <EntityProvider entity={group}>
      <TeamCard />
    </EntityProvider>,
    { api: fakeApi({ getOwnerScorecard }), ...options },
  );
}

describe('TeamCard', () => {
  it('shows score, verdicts, coverage, rules and the worst memories', async () => {
    const getOwnerScorecard = jest.fn(async () => TEAM);
    await renderCard(getOwnerScorecard);
    expect(await screen.findByText('41 %')).toBeVisible();
    expect(getOwnerScorecard).toHaveBeenCalledWith('group:default/payments');
    expect(
      screen.getByRole('img', { name: /^12 memories: 4 non-compliant/ }),
    ).toBeVisible();
    expect(screen.getByText(/^3 of 12 memories could not/)).toBeVisible();
    const rules = screen.getByRole('region', { name: 'Rules' });
    expect(rules).toHaveTextContent(
      'Encrypted with a customer-managed key: 1 fail · 2 unknown',
    );
    expect(rules).toHaveTextContent('3 fail · 2 unknown · 1 warning');
    expect(rules).not.toHaveTextContent('The key is rotated');
    expect(
      within(rules).getByRole('link', { name: 'The key can be used' }),
    ).toHaveAttribute(
      'href',
      '/agentcore-memory/memories?owner=group%3Adefault%2Fpayments&rule=key-usable',
    );

    const [first, second] = within(
      screen.getByRole('region', { name: 'Worst memories' }),
    ).getAllByRole('listitem');
    expect(
      within(first).getByRole('link', { name: 'support_notes' }),
    ).toHaveAttribute('href', '/catalog/default/resource/support-notes');
    expect(first).toHaveTextContent('Non-compliant');
    expect(first).toHaveTextContent('111122223333 · eu-central-1');
    expect(first).not.toHaveTextContent('Stale');
    expect(second).toHaveTextContent('Stale: last verdict');
    expect(
      screen.getByRole('link', { name: /All 12 memories/ }),
    ).toHaveAttribute(
      'href',
      '/agentcore-memory/memories?owner=group%3Adefault%2Fpayments',
    );
    expect(screen.queryByRole('status')).not.toBeInTheDocument();
  });

  it('has nothing to assess for a team without memories', async () => {
    await renderCard(async () => EMPTY_TEAM);
    expect(
      await screen.findByText(
        'Nothing to assess: this team owns no AgentCore memory.',
      ),
    ).toBeVisible();
    expect(screen.queryByText(/%/)).not.toBeInTheDocument();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });

  it('says that memories may be missing, and that none may be seen', async () => {
    await renderCard(
      async () => ({
        ...EMPTY_TEAM,
        item: TEAM.item,
        scans: summary(FAILED_SCOPE),
      }),
      { withoutPage: true },
    );
    const banner = await screen.findByRole('status');
    expect(banner).toHaveTextContent('Memories may be missing here');
    expect(banner).toHaveTextContent('AccessDeniedException on ListMemories');
    expect(screen.getByText('No rule fails or warns.')).toBeVisible();
    expect(screen.getByText(/You may not see any of them/)).toBeVisible();
    // Without our page in the app there is nowhere to link to, which must not break the card.
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });

  it('says that the catalog lacks memories, which may be of this team', async () => {
    await renderCard(async () => ({
      ...TEAM,
      scans: { ...summary(), notInCatalog: 1 },
    }));
    expect(await screen.findByRole('status')).toHaveTextContent(
      /^1 memory not in the catalog.*Their owners are not known/,
    );
  });

  it('shows that it is loading', async () => {
    await renderCard(() => new Promise(() => {}));
    expect(await screen.findByRole('progressbar')).toBeInTheDocument();
  });

  it('shows why the scorecard could not be loaded, not an empty team', async () => {
    const getOwnerScorecard = jest
      .fn()
      .mockRejectedValueOnce(new Error('Not Found'))
      .mockResolvedValue(TEAM);
    await renderCard(getOwnerScorecard);
    expect(
      await screen.findByText(/The scorecard could not be loaded/),
    ).toBeVisible();
    expect(screen.queryByText(/Nothing to assess/)).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('41 %')).toBeVisible();
  });
});
