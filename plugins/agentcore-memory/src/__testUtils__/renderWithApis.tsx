import { ReactElement } from 'react';
import {
  CatalogApi,
  catalogApiRef,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  coreApis,
  ToastApi,
  ToastApiMessage,
  TranslationApi,
} from '@backstage/frontend-plugin-api';
import {
  PermissionApi,
  permissionApiRef,
} from '@backstage/plugin-permission-react';
import { SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { useLocation } from 'react-router-dom';
import { DEFAULT_RULE_SETTINGS } from 'backstage-plugin-agentcore-memory-common';
import { AgentCoreMemoryApi, agentCoreMemoryApiRef } from '../api';
import {
  createMemoryRouteRef,
  migrationTaskRouteRef,
  rootRouteRef,
} from '../routes';
import { scansOf, SCOPES, SCOPE_SCANS } from './scans';
import { HISTORY } from './history';
import { KEY_ACTIVITY } from './keyActivity';
import { EMPTY_TEAM, SCORECARDS } from './scorecards';
import { PREVIEW, TARGET_KEYS, TARGETS } from './targets';
import { NO_WAIVERS, waiver } from './waivers';

/** An API that answers with the fixtures, unless told otherwise. */
export function fakeApi(
  overrides: Partial<AgentCoreMemoryApi> = {},
): AgentCoreMemoryApi {
  return {
    getScorecards: async () => SCORECARDS,
    getOwnerScorecard: async () => EMPTY_TEAM,
    getHistory: async () => HISTORY,
    getFreshness: async () => ({
      stale: [],
      staleBefore: '2026-11-22T14:05:00Z',
    }),
    getRules: async () => ({ settings: DEFAULT_RULE_SETTINGS }),
    getScans: scansOf(SCOPES),
    getScopeScans: async () => SCOPE_SCANS,
    requestScan: async () => {},
    getTargets: async () => TARGETS,
    getTargetKeys: async () => TARGET_KEYS,
    previewMemory: async () => PREVIEW,
    getWaivers: async () => NO_WAIVERS,
    requestWaiver: async () => waiver(),
    changeWaiver: async () => waiver(),
    getKeyActivity: async () => KEY_ACTIVITY,
    exportMemories: async format => ({
      name: `memories.${format}`,
      content: new Blob(['whole']),
    }),
    ...overrides,
  };
}

type Decision = Awaited<ReturnType<PermissionApi['authorize']>>;

function Location() {
  const { pathname, search } = useLocation();
  return <div data-testid="location">{`${pathname}${search}`}</div>;
}

/** Renders into a legacy test app whose reader belongs to the group "search". */
export function renderWithApis(
  element: ReactElement,
  options: {
    api?: AgentCoreMemoryApi;
    catalogApi?: CatalogApi;
    route?: string;
    withoutPage?: boolean;
    /** Permissions that the reader does not have. */
    denied?: readonly { name: string }[];
    /** Of what the reader is a member. */
    memberOf?: string[];
    /** Left out: the app has no signals. */
    signals?: SignalApi;
    /** Called with every toast. */
    onToast?: (toast: ToastApiMessage) => void;
    /** Whether the app has the scaffolder's page of a template. */
    withTemplates?: boolean;
    /** Left out: English. */
    translations?: TranslationApi;
  } = {},
) {
  const {
    api = fakeApi(),
    catalogApi = catalogApiMock(),
    route = '/',
    withoutPage = false,
    denied = [],
    memberOf = ['group:default/search'],
    signals,
    onToast,
    withTemplates = false,
    translations = mockApis.translation(),
  } = options;
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [agentCoreMemoryApiRef, api],
        [catalogApiRef, catalogApi],
        [coreApis.translation, translations],
        [
          coreApis.toast,
          {
            post: toast => {
              onToast?.(toast);
              return { close: () => {} };
            },
          } satisfies ToastApi,
        ],
        ...(signals ? ([[signalApiRef, signals]] as const) : []),
        [
          permissionApiRef,
          {
            authorize: async ({ permission }) =>
              ({
                result: denied.some(({ name }) => name === permission.name)
                  ? 'DENY'
                  : 'ALLOW',
              } as Decision),
          } satisfies PermissionApi,
        ],
        [
          coreApis.identity,
          mockApis.identity({
            userEntityRef: 'user:default/me',
            ownershipEntityRefs: ['user:default/me', ...memberOf],
          }),
        ],
      ]}
    >
      {element}
      <Location />
    </TestApiProvider>,
    {
      routeEntries: [route],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        ...(withTemplates
          ? {
              '/create/templates/:namespace/:templateName':
                createMemoryRouteRef,
            }
          : {}),
        '/create/tasks/:taskId': migrationTaskRouteRef,
        ...(withoutPage ? {} : { '/agentcore-memory': rootRouteRef }),
      },
    },
  );
}

/** Hides or shows the document. */
export function setVisibility(state: 'visible' | 'hidden') {
  Object.defineProperty(document, 'visibilityState', {
    configurable: true,
    get: () => state,
  });
  document.dispatchEvent(new Event('visibilitychange'));
}
