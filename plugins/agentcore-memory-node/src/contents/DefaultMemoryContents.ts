import {
  BatchCreateMemoryRecordsCommand,
  BedrockAgentCoreClient,
  CreateEventCommand,
  GetEventCommand,
  ListActorsCommand,
  ListEventsCommand,
  ListMemoryRecordsCommand,
  ListSessionsCommand,
  MemoryRecordOutput,
} from '@aws-sdk/client-bedrock-agentcore';
import { AwsClients } from '../aws/AwsClients';
import { AwsPlace } from '../aws/AwsPlace';
import { currentPurpose, metered } from '../aws/CallMeter';
import { UnexpectedAnswerError } from '../aws/toFacts';
import { CallOptions } from '../inventory/MemoryInventory';
import { ContentsError, refusalReason, toContentsError } from './ContentsError';
import { listPages } from './listPages';
import {
  CreatedEvent,
  MemoryContents,
  NewEvent,
  NewRecord,
  RecordOutcome,
  SessionName,
  StoredEvent,
  StoredRecord,
} from './MemoryContents';
import { toCreateEventInput, toRecordInput } from './toInputs';
import { toStoredEvent, toStoredRecord } from './toStored';

/** The most that AWS gives in a page. */
const PAGE_SIZE = 100;
/** An event may weigh 10 MB: pages of heavy ones are kept to about this. */
const PAGE_BYTES = 4 * 1024 * 1024;
/** Their questions have no content and no id of a person in them, and so have AWS's answers to them. */
const NAMES_NOBODY = new Set(['ListActors', 'ListMemoryRecords']);
const TOKEN_OF_ANOTHER = 'IdempotentParameterMismatchException';

function nextPageSize(events: readonly StoredEvent[], size: number): number {
  if (events.length === 0) return size;
  const bytes = events.reduce((sum, event) => sum + event.bytes, 1);
  const fitting = Math.floor(PAGE_BYTES / (bytes / events.length));
  return Math.max(1, Math.min(PAGE_SIZE, fitting));
}

/** The ids of what a page lists. Throws where one has none. */
function idsOf(ids: readonly (string | undefined)[]): string[] {
  return ids.map(id => {
    if (!id) throw new UnexpectedAnswerError('AWS listed something without id');
    return id;
  });
}

/** `MemoryContents` over the AWS SDK. */
export class DefaultMemoryContents implements MemoryContents {
  readonly #clients: AwsClients;

  constructor(clients: AwsClients) {
    this.#clients = clients;
  }

  async *actors(place: AwsPlace, memoryId: string, options: CallOptions = {}) {
    yield* listPages(nextToken =>
      this.#ask('ListActors', place, options, async (client, http) => {
        const answer = await client.send(
          new ListActorsCommand({ memoryId, maxResults: PAGE_SIZE, nextToken }),
          http,
        );
        const items = answer.actorSummaries;
        return {
          items: items && idsOf(items.map(({ actorId }) => actorId)),
          next: answer.nextToken,
        };
      }),
    );
  }

  async *sessions(
    place: AwsPlace,
    memoryId: string,
    actorId: string,
    options: CallOptions = {},
  ) {
    yield* listPages(nextToken =>
      this.#ask('ListSessions', place, options, async (client, http) => {
        const answer = await client.send(
          new ListSessionsCommand({
            memoryId,
            actorId,
            filter: { eventFilter: 'HAS_EVENTS' },
            maxResults: PAGE_SIZE,
            nextToken,
          }),
          http,
        );
        const items = answer.sessionSummaries;
        return {
          items: items && idsOf(items.map(({ sessionId }) => sessionId)),
          next: answer.nextToken,
        };
      }),
    );
  }

  async *events(
    place: AwsPlace,
    memoryId: string,
    { actorId, sessionId }: SessionName,
    options: CallOptions = {},
  ) {
    let maxResults = PAGE_SIZE;
    yield* listPages(nextToken =>
      this.#ask('ListEvents', place, options, async (client, http) => {
        const answer = await client.send(
          new ListEventsCommand({
            memoryId,
            actorId,
            sessionId,
            includePayloads: true,
            maxResults,
            nextToken,
          }),
          http,
        );
        const items = answer.events?.map(toStoredEvent);
        if (items) maxResults = nextPageSize(items, maxResults);
        return { items, next: answer.nextToken };
      }),
    );
  }

  async event(
    place: AwsPlace,
    memoryId: string,
    { actorId, sessionId }: SessionName,
    eventId: string,
    options: CallOptions = {},
  ): Promise<StoredEvent | undefined> {
    try {
      return await this.#ask(
        'GetEvent',
        place,
        options,
        async (client, http) => {
          const { event } = await client.send(
            new GetEventCommand({ memoryId, actorId, sessionId, eventId }),
            http,
          );
          if (!event) throw new UnexpectedAnswerError('AWS answered no event');
          return toStoredEvent(event);
        },
      );
    } catch (error) {
      // Where the memory itself is gone, the next listing says so.
      if (error instanceof ContentsError && error.kind === 'missing') {
        return undefined;
      }
      throw error;
    }
  }

  async *records(place: AwsPlace, memoryId: string, options: CallOptions = {}) {
    const seen = new Set<string>();
    const pages = listPages(nextToken =>
      this.#ask('ListMemoryRecords', place, options, async (client, http) => {
        const answer = await client.send(
          new ListMemoryRecordsCommand({
            memoryId,
            namespacePath: '/',
            maxResults: PAGE_SIZE,
            nextToken,
          }),
          http,
        );
        return {
          items: answer.memoryRecordSummaries?.map(toStoredRecord),
          next: answer.nextToken,
        };
      }),
    );
    for await (const page of pages) {
      const fresh: StoredRecord[] = [];
      for (const record of page) {
        if (!seen.has(record.recordId)) {
          seen.add(record.recordId);
          fresh.push(record);
        }
      }
      yield fresh;
    }
  }

  async createEvent(
    place: AwsPlace,
    memoryId: string,
    event: NewEvent,
    clientToken: string,
    options: CallOptions = {},
  ): Promise<CreatedEvent> {
    return this.#ask('CreateEvent', place, options, async (client, http) => {
      try {
        const answer = await client.send(
          new CreateEventCommand(
            toCreateEventInput(memoryId, event, clientToken),
          ),
          http,
        );
        const [eventId] = idsOf([answer.event?.eventId]);
        return { eventId };
      } catch (error) {
        if (refusalReason(error) === TOKEN_OF_ANOTHER) return {};
        throw error;
      }
    });
  }

  async createRecords(
    place: AwsPlace,
    memoryId: string,
    records: readonly NewRecord[],
    clientToken: string,
    options: CallOptions = {},
  ): Promise<RecordOutcome[]> {
    return this.#ask(
      'BatchCreateMemoryRecords',
      place,
      options,
      async (client, http) => {
        const answer = await client.send(
          new BatchCreateMemoryRecordsCommand({
            memoryId,
            records: records.map(toRecordInput),
            clientToken,
          }),
          http,
        );
        return toOutcomes(
          records,
          answer.successfulRecords,
          answer.failedRecords,
        );
      },
    );
  }

  /** Asks AWS; the signal also ends the wait for credentials and for a place in the budget. */
  async #ask<T>(
    operation: string,
    place: AwsPlace,
    { signal = currentPurpose().signal }: CallOptions,
    ask: (
      client: BedrockAgentCoreClient,
      http: { abortSignal?: AbortSignal },
    ) => Promise<T>,
  ): Promise<T> {
    signal?.throwIfAborted();
    try {
      return await metered({ ...currentPurpose(), signal }, async () => {
        const client = await this.#clients.contents(place, signal);
        return ask(client, { abortSignal: signal });
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw toContentsError(operation, error, NAMES_NOBODY.has(operation));
    }
  }
}

/** What became of each record. Throws where AWS does not say it of all: they may be there or not. */
function toOutcomes(
  records: readonly NewRecord[],
  created: MemoryRecordOutput[] | undefined,
  failed: MemoryRecordOutput[] | undefined,
): RecordOutcome[] {
  const done = new Set(created?.map(one => one.requestIdentifier));
  const failures = new Map(
    failed?.map(one => [one.requestIdentifier, one.errorCode]),
  );
  return records.map(({ name }) => {
    if (done.has(name)) return { name };
    if (failures.has(name)) {
      return { name, failure: failures.get(name) ?? 'unknown' };
    }
    throw new UnexpectedAnswerError('AWS did not say what became of a record');
  });
}
