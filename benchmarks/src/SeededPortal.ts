import { createBackend } from '@backstage/backend-defaults';
import {
  AuthService,
  BackendFeature,
  coreServices,
  createBackendModule,
  createServiceFactory,
  DatabaseService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import authPlugin from '@backstage/plugin-auth-backend';
import guestModule from '@backstage/plugin-auth-backend-module-guest-provider';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  CatalogService,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import eventsPlugin from '@backstage/plugin-events-backend';
import { EventsService, eventsServiceRef } from '@backstage/plugin-events-node';
import permissionPlugin from '@backstage/plugin-permission-backend';
import allowAllModule from '@backstage/plugin-permission-backend-module-allow-all-policy';
import signalsPlugin from '@backstage/plugin-signals-backend';
import agentCoreMemoryPlugin from 'backstage-plugin-agentcore-memory-backend';
import { ManualScheduler } from './ManualScheduler';
import { SeededDatabases } from './SeededDatabases';
import { loudly } from './Portal';

/** What the plugin is made from. */
export interface PluginServices {
  auth: AuthService;
  catalog: CatalogService;
  db: Awaited<ReturnType<DatabaseService['getClient']>>;
  events: EventsService;
  permissions: PermissionsService;
}

/** A Backstage backend as in a portal, but that its catalog was filled beforehand and its tasks run when told to. */
export class SeededPortal {
  private constructor(
    readonly url: string,
    readonly services: PluginServices,
    private readonly scheduler: ManualScheduler,
    readonly stop: () => Promise<void>,
  ) {}

  /** @param more - features besides those of the API */
  static async start(
    databases: SeededDatabases,
    more: readonly BackendFeature[] = [],
  ): Promise<SeededPortal> {
    const scheduler = new ManualScheduler();
    let services: PluginServices | undefined;
    const backend = createBackend();
    for (const feature of [
      scheduler.factory,
      createServiceFactory({
        service: coreServices.rootConfig,
        deps: {},
        factory: () => new ConfigReader(databases.config),
      }),
      createServiceFactory({
        service: coreServices.rootLogger,
        deps: {},
        factory: () => loudly,
      }),
      authPlugin,
      guestModule,
      catalogPlugin,
      eventsPlugin,
      permissionPlugin,
      allowAllModule,
      signalsPlugin,
      agentCoreMemoryPlugin,
      createBackendModule({
        pluginId: 'agentcore-memory',
        moduleId: 'measurement',
        register(reg) {
          reg.registerInit({
            deps: {
              auth: coreServices.auth,
              catalog: catalogServiceRef,
              database: coreServices.database,
              events: eventsServiceRef,
              permissions: coreServices.permissions,
            },
            async init({ database, ...deps }) {
              services = { ...deps, db: await database.getClient() };
            },
          });
        },
      }),
      ...more,
    ]) {
      backend.add(feature);
    }
    await backend.start();
    return new SeededPortal(databases.url, services!, scheduler, () =>
      backend.stop(),
    );
  }

  /** Records history once, as the plugin does every ten minutes. */
  recordHistory(): Promise<void> {
    return this.scheduler.run('agentcore-memory', 'agentcore-memory-history');
  }

  /** A token of the guest, as the sign-in page gets it. */
  async signIn(): Promise<string> {
    const response = await fetch(`${this.url}/api/auth/guest/refresh`, {
      headers: { 'x-requested-with': 'XMLHttpRequest' },
    });
    if (!response.ok) throw new Error(`Sign-in: ${response.status}`);
    const { backstageIdentity } = (await response.json()) as {
      backstageIdentity: { token: string };
    };
    return backstageIdentity.token;
  }
}
