import { ReactElement } from 'react';
import { useParams } from 'react-router-dom';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { Content, Header, Page } from '@backstage/core-components';
import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { createDevApp } from '@backstage/dev-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import {
  PermissionApi,
  permissionApiRef,
} from '@backstage/plugin-permission-react';
import { TestApiProvider } from '@backstage/test-utils';
import {
  AgentCoreMemoryApi,
  agentCoreMemoryApiRef,
  AgentCoreMemoryPage,
  agentCoreMemoryPlugin,
  EntityAgentCoreMemoryCard,
  EntityAgentCoreMemoryTeamCard,
  EntityAgentCoreMemoryTeamContent,
} from '../src';
import { DEFAULT_RULE_SETTINGS } from 'backstage-plugin-agentcore-memory-common';
import { HISTORY, NO_HISTORY } from '../src/__testUtils__/history';
import { MEMORIES } from '../src/__testUtils__/memories';
import { scansOf, SCOPES, SCOPE_SCANS } from '../src/__testUtils__/scans';
import {
  DEPARTMENT,
  EMPTY_TEAM,
  FAILED_SCOPE,
  NO_SCORECARDS,
  SCORECARDS,
  summary,
  TEAM,
  TREE,
} from '../src/__testUtils__/scorecards';
import { CoverageTab } from '../src/components/CoverageTab';
import { MemoriesTab } from '../src/components/MemoriesTab';
import { OverviewTab } from '../src/components/OverviewTab';
import { TeamsTab } from '../src/components/TeamsTab';

const GOOD: AgentCoreMemoryApi = {
  getScorecards: async () => SCORECARDS,
  getOwnerScorecard: async () => TEAM,
  getHistory: async () => HISTORY,
  getRules: async () => ({ settings: DEFAULT_RULE_SETTINGS }),
  getScans: scansOf(SCOPES),
  getScopeScans: async () => SCOPE_SCANS,
  requestScan: async () => {},
};
const EMPTY: AgentCoreMemoryApi = {
  ...GOOD,
  getScorecards: async () => NO_SCORECARDS,
  getOwnerScorecard: async () => EMPTY_TEAM,
  getHistory: async () => NO_HISTORY,
  getScans: scansOf([]),
};
/** The first day: memories and no history. */
const NEW: AgentCoreMemoryApi = { ...GOOD, getHistory: async () => NO_HISTORY };
/** Groups above groups. */
const DEPARTMENTS: AgentCoreMemoryApi = {
  ...GOOD,
  getScorecards: async () => TREE,
  getOwnerScorecard: async () => DEPARTMENT,
};
const FAILED = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1'].map(
  region => ({ ...FAILED_SCOPE, scope: `main/444455556666/${region}` }),
);
const PARTIAL: AgentCoreMemoryApi = {
  ...GOOD,
  getScorecards: async () => ({ ...SCORECARDS, scans: summary(...FAILED) }),
  getOwnerScorecard: async () => ({ ...TEAM, scans: summary(FAILED_SCOPE) }),
  getScans: scansOf([...SCOPES, ...FAILED.slice(1)]),
};
/** More scopes than a page can show at once. */
const LARGE: AgentCoreMemoryApi = {
  ...GOOD,
  getScans: scansOf(
    Array.from({ length: 16_000 }, (_, i) => ({
      ...SCOPES[i % SCOPES.length],
      scope: `main/${111122223333 + i}/eu-central-1`,
    })),
  ),
};
const LOADING: AgentCoreMemoryApi = {
  getScorecards: () => new Promise(() => {}),
  getOwnerScorecard: () => new Promise(() => {}),
  getHistory: () => new Promise(() => {}),
  getRules: () => new Promise(() => {}),
  getScans: () => new Promise(() => {}),
  getScopeScans: () => new Promise(() => {}),
  requestScan: () => new Promise(() => {}),
};
const fail = async (): Promise<never> => {
  throw new Error('The backend is down');
};
const FAILING: AgentCoreMemoryApi = {
  getScorecards: fail,
  getOwnerScorecard: fail,
  getHistory: fail,
  getRules: fail,
  getScans: fail,
  getScopeScans: fail,
  requestScan: fail,
};

/** The first request succeeds, the later ones fail, so the page shows old data. */
function failingLater(): AgentCoreMemoryApi {
  let calls = 0;
  return {
    ...GOOD,
    getScorecards: async () => {
      calls += 1;
      return calls > 1 ? fail() : SCORECARDS;
    },
  };
}

const GROUP: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'payments', namespace: 'default' },
  spec: { type: 'team', children: [] },
};

function DevEntityPage() {
  const { kind, namespace, name } = useParams();
  const entity = MEMORIES.find(
    memory => stringifyEntityRef(memory) === `${kind}:${namespace}/${name}`,
  );
  return (
    <Page themeId="tool">
      <Header title={name} />
      <Content>
        {entity ? (
          <EntityProvider entity={entity}>
            <EntityAgentCoreMemoryCard />
          </EntityProvider>
        ) : (
          <EntityProvider entity={GROUP}>
            <EntityAgentCoreMemoryTeamCard />
          </EntityProvider>
        )}
      </Content>
    </Page>
  );
}

const devPlugin = createPlugin({ id: 'dev-entity-page' });
const EntityPage = devPlugin.provide(
  createRoutableExtension({
    name: 'EntityPage',
    component: async () => DevEntityPage,
    mountPoint: entityRouteRef,
  }),
);

function State({
  title,
  api,
  entities = [],
  children,
}: {
  title: string;
  api: AgentCoreMemoryApi;
  entities?: Entity[];
  children: ReactElement;
}) {
  return (
    <Page themeId="tool">
      <Header title={title} />
      <Content>
        <TestApiProvider
          apis={[
            [agentCoreMemoryApiRef, api],
            [catalogApiRef, new InMemoryCatalogClient({ entities })],
          ]}
        >
          {children}
        </TestApiProvider>
      </Content>
    </Page>
  );
}

const teamCard = (
  <EntityProvider entity={GROUP}>
    <EntityAgentCoreMemoryTeamCard />
  </EntityProvider>
);

const teamTab = (
  <EntityProvider entity={GROUP}>
    <EntityAgentCoreMemoryTeamContent />
  </EntityProvider>
);

const STATES: [string, AgentCoreMemoryApi, ReactElement, Entity[]?][] = [
  ['Overview', GOOD, <OverviewTab />, MEMORIES],
  ['Overview: no history', NEW, <OverviewTab />],
  ['Overview: empty', EMPTY, <OverviewTab />],
  ['Overview: error', FAILING, <OverviewTab />],
  ['Teams: tree', DEPARTMENTS, <TeamsTab />],
  ['Teams: partial', PARTIAL, <TeamsTab />],
  ['Teams: empty', EMPTY, <TeamsTab />],
  ['Teams: loading', LOADING, <TeamsTab />],
  ['Teams: error', FAILING, <TeamsTab />],
  ['Teams: refresh fails', failingLater(), <TeamsTab />],
  ['Memories: partial', PARTIAL, <MemoriesTab />, MEMORIES],
  ['Memories: empty', EMPTY, <MemoriesTab />],
  ['Memories: error', FAILING, <MemoriesTab />, MEMORIES],
  ['Coverage: partial', PARTIAL, <CoverageTab />],
  ['Coverage: empty', EMPTY, <CoverageTab />],
  ['Coverage: loading', LOADING, <CoverageTab />],
  ['Coverage: error', FAILING, <CoverageTab />],
  ['Coverage: 16,000 scopes', LARGE, <CoverageTab />],
  ['Team tab', GOOD, teamTab],
  ['Team tab: department', DEPARTMENTS, teamTab],
  ['Team card: partial', PARTIAL, teamCard],
  ['Team card: empty', EMPTY, teamCard],
  ['Team card: loading', LOADING, teamCard],
  ['Team card: error', FAILING, teamCard],
];

/** The dev app has no backend; every permission is granted, so that all buttons show. */
const ALLOW_ALL: PermissionApi = {
  authorize: async () =>
    ({ result: 'ALLOW' } as Awaited<ReturnType<PermissionApi['authorize']>>),
};

const app = createDevApp()
  .registerPlugin(agentCoreMemoryPlugin, devPlugin)
  .registerApi(createApiFactory(agentCoreMemoryApiRef, GOOD))
  .registerApi(createApiFactory(permissionApiRef, ALLOW_ALL))
  .registerApi(
    createApiFactory(
      catalogApiRef,
      new InMemoryCatalogClient({ entities: MEMORIES }),
    ),
  )
  .addPage({
    path: '/agentcore-memory',
    title: 'AgentCore memory',
    element: <AgentCoreMemoryPage />,
  })
  .addPage({
    path: '/catalog/:namespace/:kind/:name',
    element: <EntityPage />,
  });

STATES.forEach(([title, api, element, entities], index) =>
  app.addPage({
    path: `/state-${index + 1}`,
    title,
    element: (
      <State title={title} api={api} entities={entities}>
        {element}
      </State>
    ),
  }),
);

app.render();
