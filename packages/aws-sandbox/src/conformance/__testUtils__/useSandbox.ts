import { BedrockAgentCoreClient } from '@aws-sdk/client-bedrock-agentcore';
import { BedrockAgentCoreControlClient } from '@aws-sdk/client-bedrock-agentcore-control';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { KMSClient } from '@aws-sdk/client-kms';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { STSClient } from '@aws-sdk/client-sts';
import { startSandbox, Sandbox, SandboxOptions } from '../../startSandbox';
import { createManualClock, ManualClock } from '../../state/clock';

/** Default account of the callers in tests. */
export const ACCOUNT = '111111111111';
/** Another account. */
export const OTHER_ACCOUNT = '222222222222';
/** Default region of the calls in tests. */
export const REGION = 'us-east-1';
/** Account and region of the tests. */
export const PLACE = { accountId: ACCOUNT, region: REGION };

interface Where {
  accountId?: string;
  region?: string;
}

/** A sandbox on a manual clock, with official clients that do not retry. */
export interface SandboxUnderTest extends Omit<Sandbox, 'clock'> {
  readonly clock: ManualClock;
  agentcore(where?: Where): BedrockAgentCoreControlClient;
  /** The data plane of AgentCore. */
  agentcoreData(where?: Where): BedrockAgentCoreClient;
  cloudtrail(where?: Where): CloudTrailClient;
  kms(where?: Where): KMSClient;
  organizations(where?: Where): OrganizationsClient;
  sts(where?: Where): STSClient;
  tagging(where?: Where): ResourceGroupsTaggingAPIClient;
}

/** Starts a sandbox before each test and stops it afterwards. */
export function useSandbox(
  options: Omit<SandboxOptions, 'clock'> = {},
): SandboxUnderTest {
  let sandbox: Sandbox;
  let clock: ManualClock;
  const clients: Array<{ destroy(): void }> = [];

  beforeEach(async () => {
    clock = createManualClock();
    sandbox = await startSandbox({ ...options, clock });
  });
  afterEach(async () => {
    clients.splice(0).forEach(client => client.destroy());
    await sandbox.stop();
  });

  const settings = (where: Where = {}) => ({
    endpoint: sandbox.url,
    region: where.region ?? REGION,
    credentials: sandbox.credentialsFor(where.accountId ?? ACCOUNT),
    maxAttempts: 1,
  });
  const keep = <T extends { destroy(): void }>(client: T): T => {
    clients.push(client);
    return client;
  };
  return {
    get url() {
      return sandbox.url;
    },
    get state() {
      return sandbox.state;
    },
    get faults() {
      return sandbox.faults;
    },
    get calls() {
      return sandbox.calls;
    },
    get clock() {
      return clock;
    },
    onEvent: listener => sandbox.onEvent(listener),
    credentialsFor: accountId => sandbox.credentialsFor(accountId),
    stop: () => sandbox.stop(),
    agentcore: where =>
      keep(new BedrockAgentCoreControlClient(settings(where))),
    agentcoreData: where => keep(new BedrockAgentCoreClient(settings(where))),
    cloudtrail: where => keep(new CloudTrailClient(settings(where))),
    kms: where => keep(new KMSClient(settings(where))),
    organizations: where => keep(new OrganizationsClient(settings(where))),
    sts: where => keep(new STSClient(settings(where))),
    tagging: where => keep(new ResourceGroupsTaggingAPIClient(settings(where))),
  };
}

/** Name, status, message and reason of the error of a call; fails the test when the call succeeds. */
export async function errorOf(call: Promise<unknown>) {
  const error = await call.then(
    () => {
      throw new Error('The call was expected to fail');
    },
    caught => caught,
  );
  return {
    name: error.name as string,
    status: error.$metadata?.httpStatusCode as number | undefined,
    message: error.message as string,
    reason: error.reason as string | undefined,
  };
}
