import { Route, Routes } from 'react-router-dom';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderWithApis } from '../../__testUtils__/renderWithApis';
import * as exported from '../../index';
import { AgentCoreMemoryPage } from './AgentCoreMemoryPage';

describe('AgentCoreMemoryPage', () => {
  it('leads from the overview to the teams, and from there to the memories', async () => {
    await renderWithApis(
      <Routes>
        <Route path="/agentcore-memory/*" element={<AgentCoreMemoryPage />} />
      </Routes>,
      { route: '/agentcore-memory' },
    );
    const score = await screen.findByRole('link', { name: /^Score 40/ });
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(
      'AgentCore memory',
    );
    const location = screen.getByTestId('location');
    expect(location).toHaveTextContent('/agentcore-memory/overview');
    expect(
      screen.getAllByRole('tab').map(({ textContent }) => textContent),
    ).toEqual(['Overview', 'Teams', 'Memories', 'Keys', 'Waivers', 'Coverage']);

    await userEvent.click(score);
    expect(
      await screen.findByRole('table', { name: 'Teams, worst first' }),
    ).toBeVisible();
    expect(location).toHaveTextContent('/agentcore-memory/teams');

    await userEvent.click(screen.getByRole('tab', { name: 'Memories' }));
    expect(await screen.findByText('No memories found')).toBeVisible();
    expect(location).toHaveTextContent('/agentcore-memory/memories');

    await userEvent.click(screen.getByRole('tab', { name: 'Teams' }));
    await userEvent.click(
      await screen.findByRole('link', { name: '12 memories' }),
    );
    expect(location).toHaveTextContent(
      '/agentcore-memory/memories?owner=group%3Adefault%2Fpayments',
    );
    expect(
      await screen.findByText('No memory matches these filters'),
    ).toBeVisible();

    await userEvent.click(screen.getByRole('tab', { name: 'Coverage' }));
    expect(
      await screen.findByRole('table', { name: 'Scopes, worst first' }),
    ).toBeVisible();
    expect(location.textContent).toBe('/agentcore-memory/coverage');
  });
});

describe('the legacy entry point', () => {
  it('exports what an app needs', () => {
    expect(Object.keys(exported).sort()).toEqual([
      'AgentCoreMemoryClient',
      'AgentCoreMemoryHomeWidget',
      'AgentCoreMemoryKeyPickerFieldExtension',
      'AgentCoreMemoryPage',
      'AgentCoreMemoryPickerFieldExtension',
      'AgentCoreMemoryStrategiesFieldExtension',
      'AgentCoreMemoryTargetPickerFieldExtension',
      'AgentCoreMemoryVerdictFieldExtension',
      'EntityAgentCoreMemoryCard',
      'EntityAgentCoreMemoryKeyCard',
      'EntityAgentCoreMemoryTeamCard',
      'EntityAgentCoreMemoryTeamContent',
      'agentCoreMemoryApiRef',
      'agentCoreMemoryPlugin',
      'agentCoreMemoryTranslationRef',
      'isAgentCoreMemory',
      'isAgentCoreMemoryKey',
      'rootRouteRef',
    ]);
    expect(exported.agentCoreMemoryPlugin.getId()).toBe('agentcore-memory');
    expect(
      [...exported.agentCoreMemoryPlugin.getApis()].map(({ api }) => api.id),
    ).toEqual(['plugin.agentcore-memory.client']);
  });
});
