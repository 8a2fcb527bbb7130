import { Input } from '../../http/InputReader';
import { MemoryRecord } from '../types';
import { readInput, validationException } from '../validation';
import { METADATA_KEY } from './patterns';
import { readMetadataValue, SYSTEM_PREFIX } from './readRecordMetadata';
import { RECORD_TYPE_KEY } from './toApi';
import { LongTermRecord, RecordMetadataValue } from './types';

/** Whether a record passes a filter. */
export type RecordFilter = (record: LongTermRecord) => boolean;

type Comparison = (
  value: RecordMetadataValue,
  other: RecordMetadataValue,
) => boolean;

function byNumber(
  member: 'numberValue' | 'dateTimeValue',
  compare: (value: number, other: number) => boolean,
): Comparison {
  return ({ [member]: value }, { [member]: other }) =>
    value !== undefined && other !== undefined && compare(value, other);
}

const COMPARISONS: Record<string, Comparison> = {
  EQUALS_TO: (value, other) => JSON.stringify(value) === JSON.stringify(other),
  CONTAINS: ({ stringListValue }, { stringValue }) =>
    stringValue !== undefined &&
    stringListValue?.includes(stringValue) === true,
  BEFORE: byNumber('dateTimeValue', (a, b) => a < b),
  AFTER: byNumber('dateTimeValue', (a, b) => a > b),
  GREATER_THAN: byNumber('numberValue', (a, b) => a > b),
  GREATER_THAN_OR_EQUALS: byNumber('numberValue', (a, b) => a >= b),
  LESS_THAN: byNumber('numberValue', (a, b) => a < b),
  LESS_THAN_OR_EQUALS: byNumber('numberValue', (a, b) => a <= b),
};
const OPERATORS = [...Object.keys(COMPARISONS), 'EXISTS', 'NOT_EXISTS'];

function valueOf(
  record: LongTermRecord,
  key: string,
): RecordMetadataValue | undefined {
  switch (key) {
    case RECORD_TYPE_KEY:
      return { stringValue: record.recordType };
    case `${SYSTEM_PREFIX}createdAt`:
      return { dateTimeValue: record.createdAt / 1000 };
    case `${SYSTEM_PREFIX}updatedAt`:
      return { dateTimeValue: record.updatedAt / 1000 };
    default:
      return record.metadata?.[key];
  }
}

/** One filter as it was read: the key, and what its value must be. */
interface Expression {
  key: string;
  passes: (value: RecordMetadataValue | undefined) => boolean;
}

function readExpression(expression: Input): Expression {
  const reader = readInput(expression);
  const key = readInput(reader.record('left') ?? {}).requiredString(
    'metadataKey',
    METADATA_KEY,
  );
  const operator = reader.choice('operator', OPERATORS);
  if (!operator) throw validationException('operator must not be null');
  if (operator === 'EXISTS') return { key, passes: v => v !== undefined };
  if (operator === 'NOT_EXISTS') return { key, passes: v => v === undefined };
  const right = readInput(reader.record('right') ?? {});
  const other = readMetadataValue(right.record('metadataValue') ?? {});
  const compare = COMPARISONS[operator];
  return { key, passes: v => v !== undefined && compare(v, other) };
}

/** Reads the metadata filters of ListMemoryRecords; keys that a memory does not index are refused. */
export function readRecordFilter(
  input: Input,
): (memory: MemoryRecord) => RecordFilter {
  const expressions = (
    readInput(input).records('metadataFilters', 1, 5) ?? []
  ).map(readExpression);
  return ({ indexedKeys = [] }) => {
    const indexed = new Set(indexedKeys.map(({ key }) => key));
    for (const { key } of expressions) {
      if (!indexed.has(key) && !key.startsWith(SYSTEM_PREFIX)) {
        throw validationException(`${key} is not an indexed key`);
      }
    }
    return record =>
      expressions.every(({ key, passes }) => passes(valueOf(record, key)));
  };
}
