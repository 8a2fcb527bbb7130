import {
  GetMemoryCommand,
  ListMemoriesCommand,
} from '@aws-sdk/client-bedrock-agentcore-control';
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import {
  MemoryFacts,
  parseMemoryArn,
} from 'backstage-plugin-agentcore-memory-common';
import { AwsClients } from '../aws/AwsClients';
import { AwsPlace } from '../aws/AwsPlace';
import { awsErrorKind, observe } from '../aws/observe';
import { allPages } from '../aws/pages';
import {
  ForeignMemoryError,
  ListedMemory,
  toListedMemory,
  toMemoryDetails,
  UnexpectedAnswerError,
} from '../aws/toFacts';
import { ConfiguredPlaces } from '../places/ConfiguredPlaces';
import { DefaultKeyReader } from './DefaultKeyReader';
import {
  AccountListing,
  AccountsQuestion,
  CallOptions,
  KeyReader,
  KeyReaderOptions,
  MemoryInventory,
  MemoryListing,
  OrganizationConfig,
  TagQuestion,
} from './MemoryInventory';
import { listAccounts } from './listAccounts';
import { TagReader } from './TagReader';
import { unreadable } from './unreadable';

/** The SDK's documentation says at most 50, its model 100; 50 is right by both. */
const PAGE_SIZE = 50;

/** `MemoryInventory` over the AWS SDK. */
export class DefaultMemoryInventory implements MemoryInventory {
  readonly #clients: AwsClients;
  readonly #places: ConfiguredPlaces;
  readonly #tags: TagReader;

  constructor(clients: AwsClients, places: ConfiguredPlaces) {
    this.#clients = clients;
    this.#places = places;
    this.#tags = new TagReader(clients);
  }

  async listMemories(
    place: AwsPlace,
    { signal }: CallOptions = {},
  ): Promise<MemoryListing> {
    try {
      const agentCore = await this.#clients.agentCore(place, signal);
      const { items: summaries, leftOut } = await allPages(async token => {
        const page = await agentCore.send(
          new ListMemoriesCommand({ maxResults: PAGE_SIZE, nextToken: token }),
          { abortSignal: signal },
        );
        return { items: page.memories, next: page.nextToken };
      });
      // A memory that moves from one page to the next while they are read is listed twice.
      const memories = new Map<string, ListedMemory>();
      const notUnderstood: string[] = [];
      for (const summary of summaries) {
        try {
          const memory = toListedMemory(summary, place);
          memories.set(memory.arn, memory);
        } catch (error) {
          if (
            !(error instanceof UnexpectedAnswerError) ||
            error instanceof ForeignMemoryError
          ) {
            throw error;
          }
          notUnderstood.push(error.message);
        }
      }
      return {
        memories: [...memories.values()],
        notUnderstood,
        listLeftOut: leftOut,
      };
    } catch (error) {
      signal?.throwIfAborted();
      throw unreadable('bedrock-agentcore:ListMemories', error);
    }
  }

  readDetails(
    listed: ListedMemory,
    { signal }: CallOptions = {},
  ): Promise<MemoryFacts['details']> {
    return observe(
      'bedrock-agentcore:GetMemory',
      async () =>
        toMemoryDetails(await this.#getMemory(listed, listed, signal)),
      signal,
    );
  }

  readTags(
    place: AwsPlace,
    questions: readonly TagQuestion[],
    options?: CallOptions,
  ): Promise<Map<string, MemoryFacts['tags']>> {
    return this.#tags.read(place, questions, options);
  }

  async readMemory(
    listed: ListedMemory,
    options: CallOptions = {},
  ): Promise<MemoryFacts> {
    const [details, tags] = await Promise.all([
      this.readDetails(listed, options),
      this.#tags.readOne(listed, listed.arn, options),
    ]);
    return { ...listed, details, tags };
  }

  async findMemory(
    arn: string,
    { signal }: CallOptions = {},
  ): Promise<MemoryFacts | undefined> {
    const place = parseMemoryArn(arn);
    if (!place) throw new TypeError(`"${arn}" is not a memory's ARN`);
    try {
      const memory = await this.#getMemory(place, place, signal);
      const listed = toListedMemory(memory, place);
      // AWS is asked by the id alone: with another partition or account it is another memory.
      if (listed.arn !== arn) return undefined;
      return {
        ...listed,
        details: await observe('bedrock-agentcore:GetMemory', async () =>
          toMemoryDetails(memory),
        ),
        tags: await this.#tags.readOne(place, arn, { signal }),
      };
    } catch (error) {
      signal?.throwIfAborted();
      if (awsErrorKind(error) === 'missing') return undefined;
      throw unreadable('bedrock-agentcore:GetMemory', error);
    }
  }

  async listAccounts(
    organization: OrganizationConfig,
    { remembered = [], signal }: AccountsQuestion = {},
  ): Promise<AccountListing> {
    this.#places.learn(organization, undefined, remembered);
    const listing = await listAccounts(this.#clients, organization, { signal });
    this.#places.learn(organization, listing.accountIds, remembered);
    return listing;
  }

  async findKeysByTag(
    place: AwsPlace,
    { key, value }: { key: string; value: string },
    { signal }: CallOptions = {},
  ): Promise<string[]> {
    try {
      const tagging = await this.#clients.tagging(place, [], signal);
      const { items } = await allPages(async token => {
        const page = await tagging.send(
          new GetResourcesCommand({
            ResourceTypeFilters: ['kms:key'],
            TagFilters: [{ Key: key, Values: [value] }],
            PaginationToken: token,
          }),
          { abortSignal: signal },
        );
        return {
          items: page.ResourceTagMappingList,
          next: page.PaginationToken,
        };
      });
      return items.flatMap(({ ResourceARN }) => ResourceARN ?? []);
    } catch (error) {
      signal?.throwIfAborted();
      throw unreadable('tag:GetResources', error);
    }
  }

  createKeyReader(options: KeyReaderOptions = {}): KeyReader {
    return new DefaultKeyReader(this.#clients, this.#places, options);
  }

  async #getMemory(
    place: AwsPlace,
    { memoryId }: { memoryId: string },
    signal?: AbortSignal,
  ) {
    const agentCore = await this.#clients.agentCore(place, signal);
    const { memory } = await agentCore.send(
      // Nothing encrypted is asked for, so no key is used and a disabled one does not matter.
      new GetMemoryCommand({ memoryId, view: 'without_decryption' }),
      { abortSignal: signal },
    );
    if (!memory) throw new UnexpectedAnswerError('AWS answered without memory');
    return memory;
  }
}
