import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { AwsClientOptions, AwsClients } from './aws/AwsClients';
import { CallBudget } from './aws/CallBudget';
import { credentialsOf } from './aws/credentialsOf';
import { readCallRates } from './aws/readCallRates';
import { writerCredentials } from './aws/writerCredentials';
import {
  ProviderConfig,
  readProviderConfigs,
} from './config/readProviderConfigs';
import { readWriterConfig } from './config/readWriterConfig';
import { DefaultMemoryContents } from './contents/DefaultMemoryContents';
import { MemoryContents } from './contents/MemoryContents';
import { DefaultMemoryInventory } from './inventory/DefaultMemoryInventory';
import { listAccounts } from './inventory/listAccounts';
import { MemoryInventory } from './inventory/MemoryInventory';
import {
  DefaultKeyActivityService,
  KeyActivityOptions,
} from './keyActivity/DefaultKeyActivityService';
import { KeyActivityService } from './keyActivity/KeyActivityService';
import { ConfiguredPlaces, Places } from './places/ConfiguredPlaces';
import { DefaultKeyWriter } from './writer/DefaultKeyWriter';
import { DefaultMemoryWriter } from './writer/DefaultMemoryWriter';
import { KeyWriter } from './writer/KeyWriter';
import { MemoryWriter } from './writer/MemoryWriter';

/** What tests and benchmarks may set. @public */
export interface AwsOptions extends AwsClientOptions {
  /** Calls a second by IAM action, in one account and region. Default: as configured. */
  callsPerSecond?: Readonly<Record<string, number>>;
  /** What is covered. Default: the provider configs of the configuration. */
  providers?: readonly ProviderConfig[];
}

interface Aws {
  places: ConfiguredPlaces;
  /** With the credentials of Backstage's `aws:` configuration. */
  readers: AwsClients;
  /** With the role for changing things. */
  writers: AwsClients;
}

function createAws(config: Config, options: AwsOptions = {}): Aws {
  const budget = new CallBudget(
    options.callsPerSecond ?? readCallRates(config),
  );
  const places = new ConfiguredPlaces(
    options.providers ?? readProviderConfigs(config),
    async organization =>
      // eslint-disable-next-line @typescript-eslint/no-use-before-define -- they need each other; called when both are there
      (await listAccounts(readers, organization, {})).accountIds,
  );
  const readers: AwsClients = new AwsClients({
    credentials: credentialsOf(config),
    guard: {
      checkPlace: place => places.checkReadable(place),
      checkAccount: accountId => places.checkAccount(accountId),
      checkOrganization: accountId => places.checkOrganization(accountId),
    },
    budget,
    options,
  });
  const writers: AwsClients = new AwsClients({
    credentials: writerCredentials(config, readWriterConfig(config).roleName),
    guard: {
      checkPlace: place => places.covering(place),
      checkAccount: accountId => places.checkAccount(accountId),
      checkOrganization: accountId => places.checkOrganization(accountId),
    },
    budget,
    options,
  });
  return { places, readers, writers };
}

/** One set of clients, credentials and call budgets for the whole process: AWS counts calls per account. */
const awsServiceRef = createServiceRef<Aws>({
  id: 'agentcore-memory.aws',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { config: coreServices.rootConfig },
      factory: ({ config }) => createAws(config),
    }),
});

/** Which accounts and regions are covered; one for the whole process. @public */
export const placesServiceRef = createServiceRef<Places>({
  id: 'agentcore-memory.places',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { aws: awsServiceRef },
      factory: ({ aws }) => aws.places,
    }),
});

/** Reads AgentCore memories and their keys; one for the whole process. @public */
export const inventoryServiceRef = createServiceRef<MemoryInventory>({
  id: 'agentcore-memory.inventory',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { aws: awsServiceRef },
      factory: ({ aws }) => new DefaultMemoryInventory(aws.readers, aws.places),
    }),
});

/** Tells who used a KMS key, and when; one for the whole process. @public */
export const keyActivityServiceRef = createServiceRef<KeyActivityService>({
  id: 'agentcore-memory.key-activity',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { aws: awsServiceRef },
      factory: ({ aws }) =>
        new DefaultKeyActivityService(aws.readers, aws.places),
    }),
});

/** Creates AgentCore memories; one for the whole process. @public */
export const writerServiceRef = createServiceRef<MemoryWriter>({
  id: 'agentcore-memory.writer',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { aws: awsServiceRef },
      factory: ({ aws }) => new DefaultMemoryWriter(aws.writers),
    }),
});

/** Creates KMS keys for memories; one for the whole process. @public */
export const keyWriterServiceRef = createServiceRef<KeyWriter>({
  id: 'agentcore-memory.key-writer',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { aws: awsServiceRef },
      factory: ({ aws }) => new DefaultKeyWriter(aws.writers),
    }),
});

/** Reads the contents of AgentCore memories and adds to them; one for the whole process. @public */
export const memoryContentsServiceRef = createServiceRef<MemoryContents>({
  id: 'agentcore-memory.contents',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { aws: awsServiceRef },
      factory: ({ aws }) => new DefaultMemoryContents(aws.writers),
    }),
});

/**
 * An inventory with clients and call budgets of its own, for tests and benchmarks. Plugins use
 * `inventoryServiceRef`.
 *
 * @public
 */
export function createInventory(
  config: Config,
  options?: AwsOptions,
): MemoryInventory {
  const { readers, places } = createAws(config, options);
  return new DefaultMemoryInventory(readers, places);
}

/** The same for the activity of keys. @public */
export function createKeyActivityService(
  config: Config,
  options?: AwsOptions & KeyActivityOptions,
): KeyActivityService {
  const { readers, places } = createAws(config, options);
  return new DefaultKeyActivityService(readers, places, options);
}

/** The same for a writer. @public */
export function createWriter(
  config: Config,
  options?: AwsOptions,
): MemoryWriter {
  return new DefaultMemoryWriter(createAws(config, options).writers);
}

/** The same for a writer of keys. @public */
export function createKeyWriter(
  config: Config,
  options?: AwsOptions,
): KeyWriter {
  return new DefaultKeyWriter(createAws(config, options).writers);
}

/** The same for contents of memories. @public */
export function createMemoryContents(
  config: Config,
  options?: AwsOptions,
): MemoryContents {
  return new DefaultMemoryContents(createAws(config, options).writers);
}

/** The same for places. @public */
export function createPlaces(config: Config, options?: AwsOptions): Places {
  return createAws(config, options).places;
}
