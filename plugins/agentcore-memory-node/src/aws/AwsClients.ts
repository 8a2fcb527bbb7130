import { BedrockAgentCoreControlClient } from '@aws-sdk/client-bedrock-agentcore-control';
import { KMSClient } from '@aws-sdk/client-kms';
import { AwsCredentialsManager } from '@backstage/integration-aws-node';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/** One AWS account in one region. @public */
export interface AwsPlace {
  accountId: string;
  region: string;
}

/** How patient calls to AWS are. @public */
export interface AwsClientOptions {
  /** Tries a call gets in all, the first included. Default 4. */
  maxAttempts?: number;
  /** How long one try may take, in milliseconds. Default 15 000. */
  requestTimeoutMs?: number;
}

interface Clients {
  agentCore: BedrockAgentCoreControlClient;
  kms: KMSClient;
}

const USER_AGENT = 'backstage-plugin-agentcore-memory';
const CONNECTION_TIMEOUT_MS = 5_000;

/**
 * Builds and keeps the AWS clients, one set per account and region.
 *
 * Credentials come from Backstage's own `aws:` configuration. They are passed by name: the SDK silently
 * ignores a bare provider function and would use the ambient credentials of another account.
 */
export class AwsClients {
  readonly #credentials: AwsCredentialsManager;
  readonly #options: Required<AwsClientOptions>;
  readonly #clients = new Map<string, Promise<Clients>>();

  constructor(
    credentials: AwsCredentialsManager,
    options: AwsClientOptions = {},
  ) {
    this.#credentials = credentials;
    this.#options = { maxAttempts: 4, requestTimeoutMs: 15_000, ...options };
  }

  /** The clients of a place. Throws what the credentials manager throws; a failure is not kept. */
  async at(place: AwsPlace): Promise<Clients> {
    const id = `${place.accountId}/${place.region}`;
    const existing = this.#clients.get(id);
    if (existing) return existing;
    const created = this.#create(place);
    this.#clients.set(id, created);
    created.catch(() => this.#clients.delete(id));
    return created;
  }

  async #create({ accountId, region }: AwsPlace): Promise<Clients> {
    const { sdkCredentialProvider } =
      await this.#credentials.getCredentialProvider({ accountId });
    const shared = {
      region,
      credentials: sdkCredentialProvider,
      customUserAgent: USER_AGENT,
      maxAttempts: this.#options.maxAttempts,
      requestHandler: new NodeHttpHandler({
        connectionTimeout: CONNECTION_TIMEOUT_MS,
        requestTimeout: this.#options.requestTimeoutMs,
        throwOnRequestTimeout: true,
      }),
    };
    return {
      agentCore: new BedrockAgentCoreControlClient(shared),
      kms: new KMSClient(shared),
    };
  }
}
