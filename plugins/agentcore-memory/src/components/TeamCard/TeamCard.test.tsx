import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { AgentCoreMemoryApi } from '../../api';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { fakeApi, renderWithApis } from '../../__testUtils__/renderWithApis';
import {
  DEPARTMENT,
  EMPTY_TEAM,
  FAILED_SCOPE,
  NO_SCORECARDS,
  SCORECARDS,
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
  it('shows score with trend, coverage, verdicts, and the worst memories with their reason', async () => {
    const getOwnerScorecard = jest.fn(async () => TEAM);
    await renderCard(getOwnerScorecard);
    expect(await screen.findByText('41 %')).toBeVisible();
    expect(getOwnerScorecard).toHaveBeenCalledWith('group:default/payments');
    expect(screen.getByText(/points? up in 4 weeks$/)).toBeVisible();
    expect(
      screen.getByRole('img', { name: /^12 memories: 4 non-compliant/ }),
    ).toBeVisible();
    expect(screen.getByText(/^3 of 12 memories could not/)).toBeVisible();

    const [first, second] = within(
      screen.getByRole('region', { name: 'Worst memories' }),
    ).getAllByRole('listitem');
    expect(
      within(first).getByRole('link', { name: 'support_notes' }),
    ).toHaveAttribute('href', '/catalog/default/resource/support-notes');
    expect(first).toHaveTextContent('Non-compliant');
    expect(first).toHaveTextContent('AWS owns the key.');
    expect(first).toHaveTextContent('111122223333 · eu-central-1');
    expect(first).not.toHaveTextContent('Stale');
    expect(second).toHaveTextContent('Stale: last verdict');
    expect(second).not.toHaveTextContent('Not assessed');
    expect(
      screen.getByRole('link', { name: /All 12 memories/ }),
    ).toHaveAttribute(
      'href',
      '/agentcore-memory/memories?owner=group%3Adefault%2Fpayments',
    );
    expect(screen.queryByRole('status')).not.toBeInTheDocument();
    await expectAccessible();
  });

  it('shows three memories, and says why a verdict is not known', async () => {
    const [memory] = TEAM.worstMemories;
    const worstMemories = Array.from({ length: 9 }, (_, i) => ({
      ...memory,
      entityRef: `resource:default/notes-${i}`,
      verdict: 'unknown',
      rule: i === 0 ? ('key-usable' as const) : undefined,
      reason: undefined,
    }));
    await renderCard(async () => ({ ...TEAM, worstMemories }));
    const memories = await screen.findAllByRole('listitem');
    expect(memories).toHaveLength(3);
    expect(memories[0]).toHaveTextContent('The key can be used');
    expect(memories[1]).toHaveTextContent('Not assessed');
  });

  it('shows a department what its teams have', async () => {
    await renderCard(async () => DEPARTMENT);
    expect(await screen.findByText('44 %')).toBeVisible();
    expect(
      screen.getByText('9 memories, those of the teams below included'),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: /All 9 memories/ }),
    ).toHaveAttribute(
      'href',
      '/agentcore-memory/memories?owner=group%3Adefault%2Fcommerce&rollup=true',
    );
    expect(screen.queryByText(/Nothing to assess/)).not.toBeInTheDocument();
  });

  it('has nothing to assess for a team without memories', async () => {
    await renderCard(async () => EMPTY_TEAM);
    expect(
      await screen.findByText(
        'Nothing to assess: the catalog shows no AgentCore memory of this team.',
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
    expect(banner).toHaveTextContent(
      'Memories may be missing here: 1 of 9 scopes could not be read.',
    );
    expect(screen.getByText(/You may not see any of them/)).toBeVisible();
    // Without our page in the app there is nowhere to link to, which must not break the card.
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });

  it('says that no scan has reported yet', async () => {
    await renderCard(async () => ({
      ...EMPTY_TEAM,
      scans: NO_SCORECARDS.scans,
    }));
    expect(await screen.findByRole('status')).toHaveTextContent(
      'No scan has reported yet: memories may be missing here.',
    );
  });

  it('says that all memories are compliant where none is worse', async () => {
    await renderCard(async () => ({
      ...EMPTY_TEAM,
      item: SCORECARDS.items[1],
    }));
    expect(await screen.findByText('All of them are compliant.')).toBeVisible();
    expect(screen.queryByText(/You may not see/)).not.toBeInTheDocument();
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
