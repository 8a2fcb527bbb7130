import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { AwsClientOptions, AwsClients } from './aws/AwsClients';
import { credentialsOf } from './aws/credentialsOf';
import { readCallRates } from './aws/readCallRates';
import { DefaultMemoryInventory } from './inventory/DefaultMemoryInventory';
import { MemoryInventory } from './inventory/MemoryInventory';
import { DefaultMemoryWriter } from './writer/DefaultMemoryWriter';
import { MemoryWriter } from './writer/MemoryWriter';

/** Clients with the credentials of Backstage's `aws:` configuration. */
function clientsFromConfig(
  config: Config,
  options?: AwsClientOptions,
): AwsClients {
  return new AwsClients(credentialsOf(config), {
    callsPerSecond: readCallRates(config),
    ...options,
  });
}

/** One set of clients, credentials and call budgets for the whole process: AWS counts calls per account. */
const clientsServiceRef = createServiceRef<AwsClients>({
  id: 'agentcore-memory.aws-clients',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { config: coreServices.rootConfig },
      factory: ({ config }) => clientsFromConfig(config),
    }),
});

/** Reads AgentCore memories and their keys; one for the whole process. @public */
export const inventoryServiceRef = createServiceRef<MemoryInventory>({
  id: 'agentcore-memory.inventory',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { clients: clientsServiceRef },
      factory: ({ clients }) => new DefaultMemoryInventory(clients),
    }),
});

/** Creates AgentCore memories; one for the whole process. @public */
export const writerServiceRef = createServiceRef<MemoryWriter>({
  id: 'agentcore-memory.writer',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { clients: clientsServiceRef },
      factory: ({ clients }) => new DefaultMemoryWriter(clients),
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
  options?: AwsClientOptions,
): MemoryInventory {
  return new DefaultMemoryInventory(clientsFromConfig(config, options));
}

/** The same for a writer. @public */
export function createWriter(
  config: Config,
  options?: AwsClientOptions,
): MemoryWriter {
  return new DefaultMemoryWriter(clientsFromConfig(config, options));
}
