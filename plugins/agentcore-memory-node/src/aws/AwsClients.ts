import { BedrockAgentCoreClient } from '@aws-sdk/client-bedrock-agentcore';
import { BedrockAgentCoreControlClient } from '@aws-sdk/client-bedrock-agentcore-control';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { KMSClient } from '@aws-sdk/client-kms';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { STSClient } from '@aws-sdk/client-sts';
import { AwsCredentialsManager } from '@backstage/integration-aws-node';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { parseMemoryArn } from 'backstage-plugin-agentcore-memory-common';
import { AwsPlace } from './AwsPlace';
import { CallBudget } from './CallBudget';
import { currentPurpose } from './CallMeter';
import { AccountCheck } from './AccountCheck';
import { CredentialCache } from './CredentialCache';
import { governCalls } from './governCalls';
import { proxyEnv } from './proxyEnv';

/** How patient calls to AWS are. @public */
export interface AwsClientOptions {
  /** Tries a call gets in all, the first included. Default 4. */
  maxAttempts?: number;
  /** How long one try may take, in milliseconds. Default 15 000. */
  requestTimeoutMs?: number;
  /** How long is waited for the credentials of an account, in milliseconds. Default 30 000. */
  credentialsTimeoutMs?: number;
}

type ClientConfig = ConstructorParameters<typeof KMSClient>[0];

const USER_AGENT = 'backstage-plugin-agentcore-memory';
const CONNECTION_TIMEOUT_MS = 5_000;
/** Clients of places that were not asked for lately are let go. */
const MAX_PLACES = 256;
const MAX_SOCKETS = 256;

/**
 * What the SDK reads from the environment and from the profile's files for every client anew, though it is the same
 * for all of them: a scan of thousands of places would spend a tenth of its processor time on it. Each value is read
 * once, by the client that needs it first.
 */
function readOnce() {
  const { defaultsMode, retryMode, ...more } = new KMSClient({
    region: 'us-east-1',
  }).config;
  const { useDualstackEndpoint, useFipsEndpoint, userAgentAppId } = more;
  return {
    defaultsMode,
    retryMode,
    useDualstackEndpoint,
    useFipsEndpoint,
    userAgentAppId,
  };
}

/** The clients of one place, each made when it is first needed: most places only ever list. */
class PlaceClients {
  readonly #config: ClientConfig & {};
  readonly #place: AwsPlace;
  readonly #budget: CallBudget;
  #agentCore?: BedrockAgentCoreControlClient;
  #contents?: BedrockAgentCoreClient;
  #cloudTrail?: CloudTrailClient;
  #kms?: KMSClient;
  #kmsOnce?: KMSClient;
  #organizations?: OrganizationsClient;
  #tagging?: ResourceGroupsTaggingAPIClient;

  constructor(config: ClientConfig & {}, place: AwsPlace, budget: CallBudget) {
    this.#config = config;
    this.#place = place;
    this.#budget = budget;
  }

  get agentCore(): BedrockAgentCoreControlClient {
    this.#agentCore ??= this.#governed(
      new BedrockAgentCoreControlClient(this.#config),
      'bedrock-agentcore',
    );
    return this.#agentCore;
  }

  /** The data plane. */
  get contents(): BedrockAgentCoreClient {
    this.#contents ??= this.#governed(
      new BedrockAgentCoreClient(this.#config),
      'bedrock-agentcore',
    );
    return this.#contents;
  }

  get cloudTrail(): CloudTrailClient {
    this.#cloudTrail ??= this.#governed(
      new CloudTrailClient(this.#config),
      'cloudtrail',
    );
    return this.#cloudTrail;
  }

  get kms(): KMSClient {
    this.#kms ??= this.#governed(new KMSClient(this.#config), 'kms');
    return this.#kms;
  }

  /** Never tries again by itself. */
  get kmsOnce(): KMSClient {
    this.#kmsOnce ??= this.#governed(
      new KMSClient({ ...this.#config, maxAttempts: 1 }),
      'kms',
    );
    return this.#kmsOnce;
  }

  get organizations(): OrganizationsClient {
    this.#organizations ??= this.#governed(
      new OrganizationsClient(this.#config),
      'organizations',
    );
    return this.#organizations;
  }

  get tagging(): ResourceGroupsTaggingAPIClient {
    this.#tagging ??= this.#governed(
      new ResourceGroupsTaggingAPIClient(this.#config),
      'tag',
    );
    return this.#tagging;
  }

  #governed<T extends Parameters<typeof governCalls>[0]>(
    client: T,
    service: string,
  ): T {
    return governCalls(client, service, this.#place, this.#budget);
  }
}

/** Says what Backstage's AWS rights may be used for. Every function throws or rejects where they may not. */
export interface PlaceGuard {
  /** For the memories of a place. */
  checkPlace(place: AwsPlace): Promise<unknown>;
  /** For the keys of an account: AWS says in which region they are. */
  checkAccount(accountId: string): Promise<void>;
  /** For asking an organisation through an account. */
  checkOrganization(accountId: string): void;
}

/**
 * Builds and keeps the AWS clients, one set per account and region. A place that is not allowed is refused before a
 * credential is asked for.
 *
 * Credentials come from Backstage's own `aws:` configuration. They are passed by name: the SDK silently
 * ignores a bare provider function and would use the ambient credentials of another account.
 */
export class AwsClients {
  readonly #credentials: CredentialCache;
  readonly #shared: Omit<
    ClientConfig & {},
    'region' | 'credentials' | 'extensions'
  >;
  readonly #budget: CallBudget;
  readonly #guard: PlaceGuard;
  readonly #places = new Map<string, PlaceClients>();

  constructor(config: {
    credentials: AwsCredentialsManager;
    guard: PlaceGuard;
    /** Shared by all clients of the process: AWS counts calls per account, whoever makes them. */
    budget: CallBudget;
    options: AwsClientOptions;
  }) {
    const { credentials, guard, budget, options } = config;
    this.#guard = guard;
    this.#budget = budget;
    const agent = { keepAlive: true, maxSockets: MAX_SOCKETS, ...proxyEnv() };
    // One for all: connections are kept per host, and most places have hosts in common.
    const requestHandler = new NodeHttpHandler({
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: options.requestTimeoutMs ?? 15_000,
      throwOnRequestTimeout: true,
      httpAgent: agent,
      httpsAgent: agent,
    });
    this.#shared = {
      ...readOnce(),
      customUserAgent: USER_AGENT,
      maxAttempts: options.maxAttempts ?? 4,
      requestHandler,
    };
    this.#credentials = new CredentialCache({
      manager: credentials,
      check: new AccountCheck((identity, region) => {
        const sts = new STSClient({
          ...this.#shared,
          region,
          credentials: identity,
        });
        // The budget tells accounts apart; whose these are is about to be found out.
        const place = { accountId: identity.accessKeyId, region };
        return governCalls(sts, 'sts', place, this.#budget);
      }),
      requestHandler,
      timeoutMs: options.credentialsTimeoutMs ?? 30_000,
    });
  }

  /**
   * The client for memories of a place. Rejects where the guard refuses the place, and with a `CredentialsError`
   * where there are no credentials of its account.
   *
   * @param signal - ends the wait for those; by default that of the present purpose
   */
  async agentCore(
    place: AwsPlace,
    signal?: AbortSignal,
  ): Promise<BedrockAgentCoreControlClient> {
    await this.#guard.checkPlace(place);
    return (await this.#at(place, signal)).agentCore;
  }

  /** The same for the contents of memories. */
  async contents(
    place: AwsPlace,
    signal?: AbortSignal,
  ): Promise<BedrockAgentCoreClient> {
    await this.#guard.checkPlace(place);
    return (await this.#at(place, signal)).contents;
  }

  /** The same for the tags of memories and keys. */
  async tagging(
    place: AwsPlace,
    arns: readonly string[],
    signal?: AbortSignal,
  ): Promise<ResourceGroupsTaggingAPIClient> {
    await this.#guard.checkAccount(place.accountId);
    if (arns.some(parseMemoryArn)) await this.#guard.checkPlace(place);
    return (await this.#at(place, signal)).tagging;
  }

  /** The same for the event history of a place. */
  async cloudTrail(
    place: AwsPlace,
    signal?: AbortSignal,
  ): Promise<CloudTrailClient> {
    await this.#guard.checkPlace(place);
    return (await this.#at(place, signal)).cloudTrail;
  }

  /** The same for keys. */
  async kms(place: AwsPlace, signal?: AbortSignal): Promise<KMSClient> {
    await this.#guard.checkAccount(place.accountId);
    return (await this.#at(place, signal)).kms;
  }

  /** The same for listing and creating the keys of a place; `once` never tries again by itself. */
  async keysOf(
    place: AwsPlace,
    signal?: AbortSignal,
  ): Promise<{ kms: KMSClient; once: KMSClient }> {
    await this.#guard.checkPlace(place);
    const { kms, kmsOnce } = await this.#at(place, signal);
    return { kms, once: kmsOnce };
  }

  /** The same for an organisation. */
  async organizations(
    place: AwsPlace,
    signal?: AbortSignal,
  ): Promise<OrganizationsClient> {
    this.#guard.checkOrganization(place.accountId);
    return (await this.#at(place, signal)).organizations;
  }

  async #at(
    place: AwsPlace,
    signal: AbortSignal | undefined = currentPurpose().signal,
  ): Promise<PlaceClients> {
    await this.#credentials.ready(place, signal);
    return this.#clientsOf(place);
  }

  #clientsOf(place: AwsPlace): PlaceClients {
    const id = `${place.accountId}/${place.region}`;
    const existing = this.#places.get(id);
    if (existing) {
      this.#places.delete(id);
      this.#places.set(id, existing);
      return existing;
    }
    const credentials = this.#credentials.providerOf(place);
    const created = new PlaceClients(
      { ...this.#shared, region: place.region, credentials },
      place,
      this.#budget,
    );
    this.#places.set(id, created);
    if (this.#places.size > MAX_PLACES) {
      // Not destroyed: calls may be under way, and the connections belong to all.
      this.#places.delete(this.#places.keys().next().value!);
    }
    return created;
  }
}
