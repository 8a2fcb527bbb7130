/**
 * Scorecards of Amazon Bedrock AgentCore memories, for the new frontend system.
 *
 * @packageDocumentation
 */
import { ReactNode } from 'react';
import { ReactRouterV6PageRouter } from '@backstage/frontend-adapter-react-router-v6';
import {
  ApiBlueprint,
  coreApis,
  createFrontendPlugin,
  PageBlueprint,
  PluginHeaderActionBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
  EntityContextMenuItemBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import {
  createFormField,
  FormFieldBlueprint,
} from '@backstage/plugin-scaffolder-react/alpha';
import { Container } from '@backstage/ui';
import { RiRefreshLine, RiShieldKeyholeLine } from '@remixicon/react';
import { agentCoreMemoryApiRef, AgentCoreMemoryClient } from './api';
import { useScanMenuItem } from './components/ScanNow/useScanMenuItem';
import { isAgentCoreMemory, isAgentCoreMemoryKey } from './model/predicates';
import {
  COVERAGE_PATH,
  createMemoryRouteRef,
  migrationTaskRouteRef,
  KEYS_PATH,
  MEMORIES_PATH,
  OVERVIEW_PATH,
  rootRouteRef,
  TEAMS_PATH,
  WAIVERS_PATH,
} from './routes';
import { agentCoreMemoryTranslationRef } from './translation';
import { messages } from './translation/messages';

export { agentCoreMemoryTranslationRef };

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: agentCoreMemoryApiRef,
      deps: { fetchApi: coreApis.fetch },
      factory: ({ fetchApi }) => new AgentCoreMemoryClient({ fetchApi }),
    }),
});

/** The frame of a sub-page. Links to entities and route refs use React Router, hence the adapter. */
function SubPageContent({ children }: { children: ReactNode }) {
  return (
    <ReactRouterV6PageRouter>
      <Container>{children}</Container>
    </ReactRouterV6PageRouter>
  );
}

const page = PageBlueprint.make({
  params: {
    path: '/agentcore-memory',
    title: agentCoreMemoryTranslationRef('page.title'),
    routeRef: rootRouteRef,
  },
});

const overview = SubPageBlueprint.make({
  name: 'overview',
  attachTo: page.inputs.pages,
  params: {
    path: OVERVIEW_PATH,
    title: agentCoreMemoryTranslationRef('page.overview'),
    loader: () =>
      import('./components/OverviewTab').then(m => (
        <SubPageContent>
          <m.OverviewTab />
        </SubPageContent>
      )),
  },
});

const teams = SubPageBlueprint.make({
  name: 'teams',
  attachTo: page.inputs.pages,
  params: {
    path: TEAMS_PATH,
    title: agentCoreMemoryTranslationRef('common.word.teams'),
    loader: () =>
      import('./components/TeamsTab').then(m => (
        <SubPageContent>
          <m.TeamsTab />
        </SubPageContent>
      )),
  },
});

const memories = SubPageBlueprint.make({
  name: 'memories',
  attachTo: page.inputs.pages,
  params: {
    path: MEMORIES_PATH,
    title: agentCoreMemoryTranslationRef('common.word.memories'),
    loader: () =>
      import('./components/MemoriesTab').then(m => (
        <SubPageContent>
          <m.MemoriesTab />
        </SubPageContent>
      )),
  },
});

const keys = SubPageBlueprint.make({
  name: 'keys',
  attachTo: page.inputs.pages,
  params: {
    path: KEYS_PATH,
    title: agentCoreMemoryTranslationRef('common.word.keys'),
    loader: () =>
      import('./components/KeysTab').then(m => (
        <SubPageContent>
          <m.KeysTab />
        </SubPageContent>
      )),
  },
});

const waivers = SubPageBlueprint.make({
  name: 'waivers',
  attachTo: page.inputs.pages,
  params: {
    path: WAIVERS_PATH,
    title: agentCoreMemoryTranslationRef('common.word.waivers'),
    loader: () =>
      import('./components/WaiversTab').then(m => (
        <SubPageContent>
          <m.WaiversTab />
        </SubPageContent>
      )),
  },
});

const coverage = SubPageBlueprint.make({
  name: 'coverage',
  attachTo: page.inputs.pages,
  params: {
    path: COVERAGE_PATH,
    title: agentCoreMemoryTranslationRef('common.word.coverage'),
    loader: () =>
      import('./components/CoverageTab').then(m => (
        <SubPageContent>
          <m.CoverageTab />
        </SubPageContent>
      )),
  },
});

const teamCard = EntityCardBlueprint.make({
  name: 'team',
  params: {
    filter: { kind: 'group' },
    // In the column beside the graph, below the group's profile.
    type: 'info',
    loader: () => import('./components/TeamCard').then(m => <m.TeamCard />),
  },
});

const teamContent = EntityContentBlueprint.make({
  name: 'team',
  params: {
    path: '/agentcore-memory',
    title: agentCoreMemoryTranslationRef('page.name'),
    filter: { kind: { $in: ['group', 'user'] } },
    loader: () => import('./components/TeamTab').then(m => <m.TeamTab />),
  },
});

const homeWidget = HomePageWidgetBlueprint.make({
  params: {
    name: 'AgentCoreMemory',
    // The home page takes no translations.
    title: messages.page.name,
    description: messages.homeWidget.description,
    layout: { width: { defaultColumns: 6 }, height: { defaultRows: 5 } },
    components: () => import('./components/HomeWidget'),
  },
});

const memoryCard = EntityCardBlueprint.make({
  name: 'memory',
  params: {
    filter: isAgentCoreMemory,
    loader: () => import('./components/MemoryCard').then(m => <m.MemoryCard />),
  },
});

const keyCard = EntityCardBlueprint.make({
  name: 'key',
  params: {
    filter: isAgentCoreMemoryKey,
    loader: () => import('./components/KeyCard').then(m => <m.KeyCard />),
  },
});

const scanAction = PluginHeaderActionBlueprint.make({
  name: 'scan',
  params: {
    loader: () => import('./components/ScanNow').then(m => <m.ScanNowButton />),
  },
});

const scanMenuItem = EntityContextMenuItemBlueprint.make({
  name: 'scan',
  params: {
    icon: <RiRefreshLine size={16} />,
    filter: entity => isAgentCoreMemory(entity) || isAgentCoreMemoryKey(entity),
    useProps: useScanMenuItem,
  },
});

const targetPickerField = FormFieldBlueprint.make({
  name: 'target-picker',
  params: {
    field: () =>
      import('./components/CreateMemory').then(m =>
        createFormField(m.targetPickerField),
      ),
  },
});

const keyPickerField = FormFieldBlueprint.make({
  name: 'key-picker',
  params: {
    field: () =>
      import('./components/CreateMemory').then(m =>
        createFormField(m.keyPickerField),
      ),
  },
});

const memoryPickerField = FormFieldBlueprint.make({
  name: 'memory-picker',
  params: {
    field: () =>
      import('./components/CreateMemory').then(m =>
        createFormField(m.memoryPickerField),
      ),
  },
});

const strategiesField = FormFieldBlueprint.make({
  name: 'strategies',
  params: {
    field: () =>
      import('./components/CreateMemory').then(m =>
        createFormField(m.strategiesField),
      ),
  },
});

const verdictField = FormFieldBlueprint.make({
  name: 'verdict',
  params: {
    field: () =>
      import('./components/CreateMemory').then(m =>
        createFormField(m.verdictField),
      ),
  },
});

/** The AgentCore memory plugin for the new frontend system. @public */
export default createFrontendPlugin({
  pluginId: 'agentcore-memory',
  // What the plugin is called where no page of it is shown: this takes no translation.
  title: messages.page.title,
  icon: <RiShieldKeyholeLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  externalRoutes: {
    createMemory: createMemoryRouteRef,
    migrationTask: migrationTaskRouteRef,
  },
  extensions: [
    api,
    page,
    overview,
    teams,
    memories,
    keys,
    waivers,
    coverage,
    teamCard,
    teamContent,
    homeWidget,
    memoryCard,
    keyCard,
    scanAction,
    scanMenuItem,
    targetPickerField,
    keyPickerField,
    memoryPickerField,
    strategiesField,
    verdictField,
  ],
});
