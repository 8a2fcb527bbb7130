import { Input } from '../../http/InputReader';
import {
  Operation,
  OperationContext,
  RecordFailure,
} from '../../http/operation';
import { uuidFrom } from '../../state/ids';
import { readInput, validationException } from '../validation';
import { toBatchResult } from './batchResult';
import { storeRecord } from './newRecord';
import { OpenMemory, openMemory } from './openMemory';
import { NAME, NAMESPACE } from './patterns';
import { keepSchemaKeys, readRecordMetadata } from './readRecordMetadata';
import { LongTermRecord } from './types';
import { digestOf, earlierAnswer } from './writeToken';

/** The most records of a batch. */
export const MAX_BATCH = 100;
const MAX_TEXT = 16_000;

type NewRecord = Pick<
  LongTermRecord,
  'text' | 'namespace' | 'memoryStrategyId' | 'createdAt' | 'metadata'
> & { requestIdentifier: string };

function readNewRecord(input: Input): NewRecord {
  const reader = readInput(input);
  const namespaces = reader.strings('namespaces', 0, 1);
  if (!namespaces) throw validationException('namespaces must not be null');
  const [namespace = ''] = namespaces;
  if (namespaces.length > 0) {
    readInput({ namespace }).string('namespace', NAMESPACE);
  }
  return {
    requestIdentifier: reader.requiredString('requestIdentifier', {
      min: 1,
      max: 80,
      pattern: /^[a-zA-Z0-9_-]+$/,
    }),
    namespace,
    text: readInput(reader.record('content') ?? {}).requiredString('text', {
      min: 1,
      max: MAX_TEXT,
    }),
    createdAt: reader.requiredTimestamp('timestamp'),
    memoryStrategyId: reader.string('memoryStrategyId', NAME),
    metadata: readRecordMetadata(input),
  };
}

function create(
  open: OpenMemory,
  { requestIdentifier, ...input }: NewRecord,
  { now, listingDelayMs }: OperationContext,
): LongTermRecord | RecordFailure {
  const { memoryStrategyId } = input;
  const strategy = open.memory.strategies.find(
    ({ strategyId }) => strategyId === memoryStrategyId,
  );
  if (memoryStrategyId !== undefined && !strategy) {
    return {
      errorCode: 400,
      errorMessage: `Strategy ${memoryStrategyId} does not exist`,
    };
  }
  return storeRecord(open, {
    ...input,
    metadata: strategy
      ? keepSchemaKeys(input.metadata, strategy)
      : input.metadata,
    recordType: 'BASE',
    updatedAt: now,
    listedAt: now + listingDelayMs,
  });
}

/**
 * BatchCreateMemoryRecords.
 *
 * @remarks
 * A record that breaks a constraint of the API's model makes the whole call a ValidationException; a record whose strategy
 * does not exist fails alone. A repetition with the same `clientToken` returns the first answer, failures included.
 */
export const batchCreateRecords: Operation = context => {
  const { input, recordFailure } = context;
  const reader = readInput(input);
  const clientToken = reader.string('clientToken');
  const records = reader.records('records', 0, MAX_BATCH)?.map(readNewRecord);
  if (!records) throw validationException('records must not be null');
  const names = records.map(({ requestIdentifier }) => requestIdentifier);
  if (new Set(names).size < names.length) {
    throw validationException('Every requestIdentifier must be unique');
  }
  const open = openMemory(context);
  const { batchTokens } = open.contents;
  const request = digestOf(input);
  const earlier = earlierAnswer(batchTokens, clientToken, request);
  if (earlier) return earlier;
  const outcomes = records.map((record, index) => {
    const { requestIdentifier } = record;
    const made = recordFailure?.(index) ?? create(open, record, context);
    // A failed record has an id as well, since the API requires one, but nothing is stored under it.
    return 'errorCode' in made
      ? {
          memoryRecordId: `mem-${uuidFrom(`${request}/${index}`)}`,
          requestIdentifier,
          failure: made,
        }
      : { memoryRecordId: made.memoryRecordId, requestIdentifier };
  });
  const answer = { status: 201, body: toBatchResult(outcomes) };
  if (clientToken !== undefined) {
    batchTokens.set(clientToken, { request, answer });
  }
  return answer;
};
