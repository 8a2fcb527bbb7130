import { ListTagsForResourceCommand } from '@aws-sdk/client-bedrock-agentcore-control';
import { ListResourceTagsCommand } from '@aws-sdk/client-kms';
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import {
  known,
  Observed,
  parseKeyArn,
  parseMemoryArn,
} from 'backstage-plugin-agentcore-memory-common';
import limiterFactory from 'p-limit';
import { AwsClients } from '../aws/AwsClients';
import { AwsPlace } from '../aws/AwsPlace';
import { observe } from '../aws/observe';
import { allPages, listOf } from '../aws/pages';
import { UnexpectedAnswerError } from '../aws/toFacts';
import { CallOptions, TagQuestion } from './MemoryInventory';

/** Tags of one memory or key. */
export type Tags = Record<string, string>;

/** https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html: ResourceARNList. */
const ARNS_PER_CALL = 100;
const SINGLE_AT_ONCE = 8;
/** Where bulk reading is refused it is tried again after this: people mend their policies. */
const ASK_AGAIN_MS = 60 * 60_000;

/** What the Tagging API knows of differs by the kind of resource, and one that it does not know spoils a whole call. */
type Kind = 'memory or key' | 'other';

function kindOf(arn: string): Kind {
  return parseMemoryArn(arn) || parseKeyArn(arn) ? 'memory or key' : 'other';
}

function idOf({ accountId, region }: AwsPlace, kind: Kind): string {
  return `${accountId}/${region}/${kind}`;
}

function hasTags(fact: Observed<Tags> | undefined): boolean {
  return fact?.state === 'known' && Object.keys(fact.value).length > 0;
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}

/**
 * Reads tags in bulk, and one by one where that proves nothing.
 *
 * The Tagging API is eventually consistent, never lists what never had a tag, and is not documented to know
 * memories. What it does not list is therefore asked for by itself where something could be lost: where
 * there were tags before, where the resource is young, and as long as it has listed no memory of the region.
 */
export class TagReader {
  readonly #clients: AwsClients;
  /** Places and kinds for which bulk reading is refused, and until when that is believed. Milliseconds. */
  readonly #refused = new Map<string, number>();
  /** Regions and kinds of which bulk reading has listed something other than a key. */
  readonly #listed = new Set<string>();

  constructor(clients: AwsClients) {
    this.#clients = clients;
  }

  /** The tags of memories, keys and what manages memories, of one place. Never rejects, but for an abort. */
  async read(
    place: AwsPlace,
    questions: readonly TagQuestion[],
    options: CallOptions = {},
  ): Promise<Map<string, Observed<Tags>>> {
    const answers = new Map<string, Observed<Tags>>();
    if (questions.length === 0) return answers;
    const kinds: readonly Kind[] = ['memory or key', 'other'];
    await Promise.all(
      kinds.map(kind =>
        this.#readInBulk(
          place,
          kind,
          questions.filter(({ arn }) => kindOf(arn) === kind),
          answers,
          options,
        ),
      ),
    );
    const limit = limiterFactory(SINGLE_AT_ONCE);
    await Promise.all(
      questions
        .filter(({ arn }) => !answers.has(arn))
        .map(({ arn }) =>
          limit(async () => {
            answers.set(arn, await this.readOne(place, arn, options));
          }),
        ),
    );
    return answers;
  }

  /** The tags of one memory, key or resource that manages a memory. Never rejects, but for an abort. */
  readOne(
    place: AwsPlace,
    arn: string,
    options: CallOptions = {},
  ): Promise<Observed<Tags>> {
    return parseKeyArn(arn)
      ? this.#ofKey(place, arn, options)
      : this.#ofMemory(place, arn, options);
  }

  async #readInBulk(
    place: AwsPlace,
    kind: Kind,
    questions: readonly TagQuestion[],
    answers: Map<string, Observed<Tags>>,
    options: CallOptions,
  ): Promise<void> {
    const id = idOf(place, kind);
    if ((this.#refused.get(id) ?? 0) > Date.now()) return;
    const pages = await Promise.all(
      chunks(questions, ARNS_PER_CALL).map(async chunk => ({
        chunk,
        listed: await this.#bulk(place, chunk, options),
      })),
    );
    if (pages.some(({ listed }) => listed.state === 'denied')) {
      this.#refused.set(id, Date.now() + ASK_AGAIN_MS);
      return;
    }
    for (const { listed } of pages) {
      if (listed.state !== 'known') continue;
      for (const [arn, tags] of listed.value) {
        if (!parseKeyArn(arn)) this.#listed.add(`${place.region}/${kind}`);
        answers.set(arn, known(tags));
      }
    }
    for (const { chunk, listed } of pages) {
      for (const question of chunk) {
        const { arn } = question;
        if (answers.has(arn)) continue;
        if (listed.state === 'failed') answers.set(arn, listed);
        else if (this.#isUntagged(place, question)) answers.set(arn, known({}));
      }
    }
  }

  #isUntagged(
    { region }: AwsPlace,
    { arn, previous, settled }: TagQuestion,
  ): boolean {
    const wasUntagged = previous ? previous.state === 'known' : settled;
    return (
      wasUntagged === true &&
      !hasTags(previous) &&
      (parseKeyArn(arn) !== undefined ||
        this.#listed.has(`${region}/${kindOf(arn)}`))
    );
  }

  #bulk(
    place: AwsPlace,
    chunk: readonly TagQuestion[],
    { signal }: CallOptions,
  ): Promise<Observed<Map<string, Tags>>> {
    return observe(
      'tag:GetResources',
      async () => {
        const arns = chunk.map(({ arn }) => arn);
        const tagging = await this.#clients.tagging(place, arns, signal);
        const { ResourceTagMappingList } = await tagging.send(
          new GetResourcesCommand({ ResourceARNList: arns }),
          { abortSignal: signal },
        );
        return new Map(
          listOf(ResourceTagMappingList).map(
            ({ ResourceARN, Tags: tags }): [string, Tags] => [
              String(ResourceARN),
              toTags(listOf(tags).map(({ Key, Value }) => [Key, Value])),
            ],
          ),
        );
      },
      signal,
    ).then(refusedIfInvalid);
  }

  #ofMemory(
    place: AwsPlace,
    arn: string,
    { signal }: CallOptions,
  ): Promise<Observed<Tags>> {
    return observe(
      'bedrock-agentcore:ListTagsForResource',
      async () => {
        const agentCore = await this.#clients.agentCore(place, signal);
        const { tags } = await agentCore.send(
          new ListTagsForResourceCommand({ resourceArn: arn }),
          { abortSignal: signal },
        );
        if (tags && (typeof tags !== 'object' || Array.isArray(tags))) {
          throw new UnexpectedAnswerError('AWS answered tags that are none');
        }
        return toTags(Object.entries(tags ?? {}));
      },
      signal,
    );
  }

  #ofKey(
    place: AwsPlace,
    arn: string,
    { signal }: CallOptions,
  ): Promise<Observed<Tags>> {
    return observe(
      'kms:ListResourceTags',
      async () => {
        const kms = await this.#clients.kms(place, signal);
        const { items: tags } = await allPages(async token => {
          const page = await kms.send(
            new ListResourceTagsCommand({ KeyId: arn, Marker: token }),
            { abortSignal: signal },
          );
          return {
            items: page.Tags,
            next: page.Truncated ? page.NextMarker : undefined,
          };
        });
        return toTags(tags.map(({ TagKey, TagValue }) => [TagKey, TagValue]));
      },
      signal,
    );
  }
}

/** By name: an order that AWS changes is no change of the tags. */
function toTags(entries: [unknown, unknown][]): Tags {
  return Object.fromEntries(
    entries
      .map(([key, value]): [string, string] => [
        String(key),
        String(value ?? ''),
      ])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** An answer that the question is not understood says as much as a refusal: not this way. */
function refusedIfInvalid<T>(fact: Observed<T>): Observed<T> {
  return fact.state === 'failed' &&
    /: (InvalidParameter|Validation)/.test(fact.reason)
    ? { state: 'denied', reason: fact.reason }
    : fact;
}
