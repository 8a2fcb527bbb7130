import { ReactElement } from 'react';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { Entity } from '@backstage/catalog-model';
import { Content, Header, Page } from '@backstage/core-components';
import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { createDevApp } from '@backstage/dev-utils';
import {
  catalogApiRef,
  defaultEntityPresentation,
  entityPresentationApiRef,
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
  AgentCoreMemoryHomeWidget,
  AgentCoreMemoryPage,
  agentCoreMemoryPlugin,
  EntityAgentCoreMemoryTeamCard,
  EntityAgentCoreMemoryTeamContent,
} from '../src';
import { MEMORIES } from '../src/__testUtils__/memories';
import { CoverageTab } from '../src/components/CoverageTab';
import { KeysTab } from '../src/components/KeysTab';
import { MemoriesTab } from '../src/components/MemoriesTab';
import { OverviewTab } from '../src/components/OverviewTab';
import { TeamsTab } from '../src/components/TeamsTab';
import {
  DEPARTMENTS,
  EMPTY,
  FAILING,
  failingLater,
  GOOD,
  LARGE,
  LOADING,
  NEW,
  PARTIAL,
} from './apis';
import { DevCreatePage } from './DevCreatePage';
import { DevEntityPage } from './DevEntityPage';
import { ENTITIES, GROUP } from './entities';

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
  ['Keys: empty', EMPTY, <KeysTab />],
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
      new InMemoryCatalogClient({ entities: ENTITIES }),
    ),
  )
  .addPage({
    path: '/agentcore-memory',
    title: 'AgentCore memory',
    element: <AgentCoreMemoryPage />,
  })
  .registerApi(
    createApiFactory(entityPresentationApiRef, {
      forEntity: (entity, context) => {
        const snapshot = defaultEntityPresentation(entity, context);
        return { snapshot, promise: Promise.resolve(snapshot) };
      },
    }),
  )
  .addPage({ path: '/create', title: 'Create', element: <DevCreatePage /> })
  .addPage({
    path: '/home',
    title: 'Home',
    element: (
      <Page themeId="home">
        <Content>
          <AgentCoreMemoryHomeWidget />
        </Content>
      </Page>
    ),
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
