import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { coreApis } from '@backstage/frontend-plugin-api';
import {
  CardExtensionProps,
  createCardExtension,
} from '@backstage/plugin-home-react';
import {
  createScaffolderFieldExtension,
  FieldExtensionComponent,
} from '@backstage/plugin-scaffolder-react';
import {
  agentCoreMemoryApiRef,
  AgentCoreMemoryClient,
  TargetPlace,
} from './api';
import {
  keyPickerField,
  memoryPickerField,
  strategiesField,
  targetPickerField,
  verdictField,
} from './components/CreateMemory';
import { KeyChoice, MemoryChoice } from './model/creationForm';
import {
  createMemoryRouteRef,
  migrationTaskRouteRef,
  rootRouteRef,
} from './routes';
import { messages } from './translation/messages';

/** The AgentCore memory plugin for the legacy frontend system. @public */
export const agentCoreMemoryPlugin = createPlugin({
  id: 'agentcore-memory',
  apis: [
    createApiFactory({
      api: agentCoreMemoryApiRef,
      deps: { fetchApi: coreApis.fetch },
      factory: ({ fetchApi }) => new AgentCoreMemoryClient({ fetchApi }),
    }),
  ],
  routes: { root: rootRouteRef },
  externalRoutes: {
    createMemory: createMemoryRouteRef,
    migrationTask: migrationTaskRouteRef,
  },
});

/** The page with the teams' scorecards and the list of memories. @public */
export const AgentCoreMemoryPage: () => JSX.Element =
  agentCoreMemoryPlugin.provide(
    createRoutableExtension({
      name: 'AgentCoreMemoryPage',
      component: () =>
        import('./components/Page').then(m => m.AgentCoreMemoryPage),
      mountPoint: rootRouteRef,
    }),
  );

/** The scorecard of a group, for its entity page. @public */
export const EntityAgentCoreMemoryTeamCard: () => JSX.Element =
  agentCoreMemoryPlugin.provide(
    createComponentExtension({
      name: 'EntityAgentCoreMemoryTeamCard',
      component: {
        lazy: () => import('./components/TeamCard').then(m => m.TeamCard),
      },
    }),
  );

/** A tab with the scorecard of a group or user and of the teams below, for an `EntityLayout.Route`. @public */
export const EntityAgentCoreMemoryTeamContent: () => JSX.Element =
  agentCoreMemoryPlugin.provide(
    createComponentExtension({
      name: 'EntityAgentCoreMemoryTeamContent',
      component: {
        lazy: () => import('./components/TeamTab').then(m => m.TeamTab),
      },
    }),
  );

/** The scorecards of the reader's own teams, for the home page. @public */
export const AgentCoreMemoryHomeWidget: (
  props: CardExtensionProps<{}>,
) => JSX.Element = agentCoreMemoryPlugin.provide(
  createCardExtension({
    name: 'AgentCoreMemoryHomeWidget',
    // The home page takes no translations.
    title: messages.page.name,
    description: messages.homeWidget.description,
    layout: { width: { defaultColumns: 6 }, height: { defaultRows: 5 } },
    components: () => import('./components/HomeWidget'),
  }),
);

/** The assessment of a memory, for its entity page; show it where `isAgentCoreMemory`. @public */
export const EntityAgentCoreMemoryCard: () => JSX.Element =
  agentCoreMemoryPlugin.provide(
    createComponentExtension({
      name: 'EntityAgentCoreMemoryCard',
      component: {
        lazy: () => import('./components/MemoryCard').then(m => m.MemoryCard),
      },
    }),
  );

/** A KMS key with the memories that depend on it, for its entity page; show it where `isAgentCoreMemoryKey`. @public */
export const EntityAgentCoreMemoryKeyCard: () => JSX.Element =
  agentCoreMemoryPlugin.provide(
    createComponentExtension({
      name: 'EntityAgentCoreMemoryKeyCard',
      component: {
        lazy: () => import('./components/KeyCard').then(m => m.KeyCard),
      },
    }),
  );

/** The field for account and region of a new memory, for the `ScaffolderFieldExtensions` of the scaffolder's page. @public */
export const AgentCoreMemoryTargetPickerFieldExtension: FieldExtensionComponent<
  Partial<TargetPlace>,
  {}
> = agentCoreMemoryPlugin.provide(
  createScaffolderFieldExtension({
    ...targetPickerField,
    schema: targetPickerField.schema.schema,
  }),
);

/** The field for the key of a new memory, for the `ScaffolderFieldExtensions` of the scaffolder's page. @public */
export const AgentCoreMemoryKeyPickerFieldExtension: FieldExtensionComponent<
  KeyChoice,
  {}
> = agentCoreMemoryPlugin.provide(
  createScaffolderFieldExtension({
    ...keyPickerField,
    schema: keyPickerField.schema.schema,
  }),
);

/** The field for a memory that exists, for the `ScaffolderFieldExtensions` of the scaffolder's page. @public */
export const AgentCoreMemoryPickerFieldExtension: FieldExtensionComponent<
  MemoryChoice,
  { memories?: 'unencrypted' }
> = agentCoreMemoryPlugin.provide(
  createScaffolderFieldExtension({
    ...memoryPickerField,
    schema: memoryPickerField.schema.schema,
  }),
);

/** The field for the strategies of a new memory, for the `ScaffolderFieldExtensions` of the scaffolder's page. @public */
export const AgentCoreMemoryStrategiesFieldExtension: FieldExtensionComponent<
  Record<string, unknown>[],
  {}
> = agentCoreMemoryPlugin.provide(
  createScaffolderFieldExtension({
    ...strategiesField,
    schema: strategiesField.schema.schema,
  }),
);

/** The verdict that a new memory will have, for the `ScaffolderFieldExtensions` of the scaffolder's page. @public */
export const AgentCoreMemoryVerdictFieldExtension: FieldExtensionComponent<
  boolean,
  {}
> = agentCoreMemoryPlugin.provide(
  createScaffolderFieldExtension({
    ...verdictField,
    schema: verdictField.schema.schema,
  }),
);
