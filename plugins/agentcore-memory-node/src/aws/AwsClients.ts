import { BedrockAgentCoreControlClient } from '@aws-sdk/client-bedrock-agentcore-control';
import { KMSClient } from '@aws-sdk/client-kms';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { AwsCredentialsManager } from '@backstage/integration-aws-node';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { parseMemoryArn } from 'backstage-plugin-agentcore-memory-common';
import { AwsPlace } from './AwsPlace';
import { CallBudget } from './CallBudget';
import { CredentialCache } from './CredentialCache';
import { governCalls } from './governCalls';

/** How patient calls to AWS are. @public */
export interface AwsClientOptions {
  /** Tries a call gets in all, the first included. Default 4. */
  maxAttempts?: number;
  /** How long one try may take, in milliseconds. Default 15 000. */
  requestTimeoutMs?: number;
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
  #kms?: KMSClient;
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

  get kms(): KMSClient {
    this.#kms ??= this.#governed(new KMSClient(this.#config), 'kms');
    return this.#kms;
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
  readonly #shared: Omit<ClientConfig & {}, 'region' | 'credentials'>;
  readonly #budget: CallBudget;
  readonly #guard: PlaceGuard;
  readonly #places = new Map<string, Promise<PlaceClients>>();

  constructor(config: {
    credentials: AwsCredentialsManager;
    guard: PlaceGuard;
    /** Shared by all clients of the process: AWS counts calls per account, whoever makes them. */
    budget: CallBudget;
    options: AwsClientOptions;
  }) {
    const { credentials, guard, budget, options } = config;
    this.#credentials = new CredentialCache(credentials);
    this.#guard = guard;
    this.#budget = budget;
    this.#shared = {
      ...readOnce(),
      customUserAgent: USER_AGENT,
      maxAttempts: options.maxAttempts ?? 4,
      // One for all: connections are kept per host, and most places have hosts in common.
      requestHandler: new NodeHttpHandler({
        connectionTimeout: CONNECTION_TIMEOUT_MS,
        requestTimeout: options.requestTimeoutMs ?? 15_000,
        throwOnRequestTimeout: true,
        httpAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
        httpsAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
      }),
    };
  }

  /**
   * The client for memories of a place. Rejects where the guard refuses the place, and with what the credentials
   * manager rejects with; a failure is not kept.
   */
  async agentCore(place: AwsPlace): Promise<BedrockAgentCoreControlClient> {
    await this.#guard.checkPlace(place);
    return (await this.#at(place)).agentCore;
  }

  /** The same for the tags of memories and keys. */
  async tagging(
    place: AwsPlace,
    arns: readonly string[],
  ): Promise<ResourceGroupsTaggingAPIClient> {
    await this.#guard.checkAccount(place.accountId);
    if (arns.some(parseMemoryArn)) await this.#guard.checkPlace(place);
    return (await this.#at(place)).tagging;
  }

  /** The same for keys. */
  async kms(place: AwsPlace): Promise<KMSClient> {
    await this.#guard.checkAccount(place.accountId);
    return (await this.#at(place)).kms;
  }

  /** The same for an organisation. */
  async organizations(place: AwsPlace): Promise<OrganizationsClient> {
    this.#guard.checkOrganization(place.accountId);
    return (await this.#at(place)).organizations;
  }

  async #at(place: AwsPlace): Promise<PlaceClients> {
    const id = `${place.accountId}/${place.region}`;
    const existing = this.#places.get(id);
    if (existing) {
      this.#places.delete(id);
      this.#places.set(id, existing);
      return existing;
    }
    const created = this.#create(place);
    this.#places.set(id, created);
    created.catch(() => this.#places.delete(id));
    if (this.#places.size > MAX_PLACES) {
      // Not destroyed: calls may be under way, and the connections belong to all.
      this.#places.delete(this.#places.keys().next().value!);
    }
    return created;
  }

  async #create(place: AwsPlace): Promise<PlaceClients> {
    const credentials = await this.#credentials.providerOf(place.accountId);
    return new PlaceClients(
      { ...this.#shared, region: place.region, credentials },
      place,
      this.#budget,
    );
  }
}
