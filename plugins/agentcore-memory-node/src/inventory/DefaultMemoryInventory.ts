import {
  GetMemoryCommand,
  ListMemoriesCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-bedrock-agentcore-control';
import { Config } from '@backstage/config';
import { isError } from '@backstage/errors';
import { DefaultAwsCredentialsManager } from '@backstage/integration-aws-node';
import {
  MemoryFacts,
  parseMemoryArn,
} from 'backstage-plugin-agentcore-memory-common';
import { AwsClientOptions, AwsClients, AwsPlace } from '../aws/AwsClients';
import { awsErrorKind, awsErrorReason, observe } from '../aws/observe';
import { allPages } from '../aws/pages';
import {
  ListedMemory,
  toListedMemory,
  toMemoryDetails,
  UnexpectedAnswerError,
} from '../aws/toFacts';
import { DefaultKeyReader } from './DefaultKeyReader';
import {
  CallOptions,
  KeyReader,
  KeyReaderOptions,
  MemoryInventory,
} from './MemoryInventory';
import { UnreadablePlaceError } from './UnreadablePlaceError';

/** The SDK's documentation says at most 50, its model 100; 50 is right by both. */
const PAGE_SIZE = 50;

/** `MemoryInventory` over the AWS SDK. @public */
export class DefaultMemoryInventory implements MemoryInventory {
  readonly #clients: AwsClients;

  private constructor(clients: AwsClients) {
    this.#clients = clients;
  }

  /** Reads with the credentials of Backstage's `aws:` configuration. */
  static fromConfig(
    config: Config,
    options?: AwsClientOptions,
  ): DefaultMemoryInventory {
    return new DefaultMemoryInventory(
      new AwsClients(DefaultAwsCredentialsManager.fromConfig(config), options),
    );
  }

  async listMemories(
    place: AwsPlace,
    { signal }: CallOptions = {},
  ): Promise<ListedMemory[]> {
    try {
      const { agentCore } = await this.#clients.at(place);
      const summaries = await allPages(async token => {
        const page = await agentCore.send(
          new ListMemoriesCommand({ maxResults: PAGE_SIZE, nextToken: token }),
          { abortSignal: signal },
        );
        return { items: page.memories, next: page.nextToken };
      });
      const listed = summaries.map(summary => toListedMemory(summary, place));
      // A memory that moves from one page to the next while they are read is listed twice.
      return [...new Map(listed.map(memory => [memory.arn, memory])).values()];
    } catch (error) {
      signal?.throwIfAborted();
      throw unreadable('ListMemories', error);
    }
  }

  async readMemory(
    listed: ListedMemory,
    { signal }: CallOptions = {},
  ): Promise<MemoryFacts> {
    const [details, tags] = await Promise.all([
      observe(
        'bedrock-agentcore:GetMemory',
        async () =>
          toMemoryDetails(await this.#getMemory(listed, listed, signal)),
        signal,
      ),
      observe(
        'bedrock-agentcore:ListTagsForResource',
        async () => {
          const { agentCore } = await this.#clients.at(listed);
          const answer = await agentCore.send(
            new ListTagsForResourceCommand({ resourceArn: listed.arn }),
            { abortSignal: signal },
          );
          return { ...answer.tags };
        },
        signal,
      ),
    ]);
    return { ...listed, details, tags };
  }

  async findMemory(
    arn: string,
    { signal }: CallOptions = {},
  ): Promise<MemoryFacts | undefined> {
    const place = parseMemoryArn(arn);
    if (!place) throw new TypeError(`"${arn}" is not a memory's ARN`);
    let listed: ListedMemory;
    try {
      listed = toListedMemory(
        await this.#getMemory(place, place, signal),
        place,
      );
    } catch (error) {
      signal?.throwIfAborted();
      if (awsErrorKind(error) === 'missing') return undefined;
      throw unreadable('GetMemory', error);
    }
    return this.readMemory(listed, { signal });
  }

  createKeyReader(options: KeyReaderOptions = {}): KeyReader {
    return new DefaultKeyReader(this.#clients, options);
  }

  async #getMemory(
    place: AwsPlace,
    { memoryId }: { memoryId: string },
    signal?: AbortSignal,
  ) {
    const { agentCore } = await this.#clients.at(place);
    const { memory } = await agentCore.send(
      // Nothing encrypted is asked for, so no key is used and a disabled one does not matter.
      new GetMemoryCommand({ memoryId, view: 'without_decryption' }),
      { abortSignal: signal },
    );
    if (!memory) throw new UnexpectedAnswerError('AWS answered without memory');
    return memory;
  }
}

function unreadable(operation: string, error: unknown): UnreadablePlaceError {
  // Our own messages are fit to be shown; AWS's hold request ids and session names.
  let message = awsErrorReason(`bedrock-agentcore:${operation}`, error);
  if (error instanceof UnexpectedAnswerError) message = error.message;
  if (isCredentialsError(error)) message = 'No AWS credentials for the account';
  return new UnreadablePlaceError(message, { cause: error });
}

/** Of the SDK's providers and of Backstage's credentials manager, which has no error of its own. */
function isCredentialsError(error: unknown): boolean {
  return (
    isError(error) &&
    (error.name === 'CredentialsProviderError' ||
      /no AWS integration that matches/.test(error.message))
  );
}
