import { JsonObject, JsonValue } from '@backstage/types';
import { EVENTS_HEADER } from './BackendPortal';
import { PROVIDER_ID } from './Company';
import { accountIds, AWS_CONFIG, CompanySize, SCOPES_AT_ONCE } from './Portal';

/** What differs between the backends of benchmarks with PostgreSQL. */
export interface PortalConfig {
  port: number;
  database: JsonObject;
  scopesAtOnce?: number;
  /** As at `schedule` of the provider. */
  schedule: JsonObject;
  /** Settings of the catalog. */
  catalog?: JsonObject;
}

/** The configuration of a backend that scans a company. */
export function portalConfig(
  size: CompanySize,
  {
    port,
    database,
    schedule,
    scopesAtOnce = SCOPES_AT_ONCE,
    catalog = {},
  }: PortalConfig,
): JsonObject {
  const url = `http://127.0.0.1:${port}`;
  const provider: JsonValue = {
    accounts: accountIds(size),
    regions: [...size.regions],
    ownerTags: ['owner', 'team'],
    scopesAtOnce,
    schedule,
  };
  return {
    app: { baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      database,
    },
    aws: AWS_CONFIG,
    agentCoreMemory: { awsEvents: { secret: EVENTS_HEADER[1] } },
    permission: { enabled: true },
    catalog: {
      ...catalog,
      providers: { agentCoreMemory: { [PROVIDER_ID]: provider } },
    },
  };
}
