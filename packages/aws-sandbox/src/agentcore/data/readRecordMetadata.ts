import { Input } from '../../http/InputReader';
import { StrategyRecord } from '../types';
import { readInput, validationException } from '../validation';
import {
  METADATA_KEY,
  RECORD_METADATA_ITEM,
  RECORD_METADATA_VALUE,
} from './patterns';
import { RecordMetadata, RecordMetadataValue } from './types';

const MAX_ENTRIES = 20;
/** Begins the metadata keys that only the service sets. */
export const SYSTEM_PREFIX = 'x-amz-agentcore-memory-';

/** Reads one value of a record's metadata. */
export function readMetadataValue(value: Input): RecordMetadataValue {
  const reader = readInput(value);
  const numberOf = (member: string) => {
    const number = value[member];
    if (typeof number !== 'number') {
      throw validationException(`${member} must be a number`);
    }
    return number;
  };
  switch (Object.keys(value).join()) {
    case 'stringValue':
      return {
        stringValue: reader.requiredString(
          'stringValue',
          RECORD_METADATA_VALUE,
        ),
      };
    case 'stringListValue': {
      const stringListValue = reader.strings('stringListValue', 1, 5) ?? [];
      for (const item of stringListValue) {
        readInput({ item }).string('item', RECORD_METADATA_ITEM);
      }
      return { stringListValue };
    }
    case 'numberValue':
      return { numberValue: numberOf('numberValue') };
    case 'dateTimeValue':
      return { dateTimeValue: numberOf('dateTimeValue') };
    default:
      throw validationException(
        'A metadata value must be one of stringValue, stringListValue, numberValue and dateTimeValue',
      );
  }
}

/** Reads the metadata of a new record. */
export function readRecordMetadata(record: Input): RecordMetadata | undefined {
  const metadata = readInput(record).record('metadata');
  if (!metadata) return undefined;
  const names = Object.keys(metadata);
  if (names.length < 1 || names.length > MAX_ENTRIES) {
    throw validationException(
      `The metadata of a record must have 1 to ${MAX_ENTRIES} entries`,
    );
  }
  return Object.fromEntries(
    names.map(name => {
      readInput({ metadataKey: name }).string('metadataKey', METADATA_KEY);
      if (name.startsWith(SYSTEM_PREFIX)) {
        throw validationException(`The metadata key ${name} is reserved`);
      }
      const value = readInput(metadata).record(name) ?? {};
      return [name, readMetadataValue(value)];
    }),
  );
}

/** The metadata that a strategy lets its records have: AWS drops all other keys without a word. */
export function keepSchemaKeys(
  metadata: RecordMetadata | undefined,
  { memoryRecordSchema }: Pick<StrategyRecord, 'memoryRecordSchema'>,
): RecordMetadata | undefined {
  const keys = new Set(
    memoryRecordSchema?.metadataSchema?.map(({ key }) => key),
  );
  const kept = Object.entries(metadata ?? {}).filter(([key]) => keys.has(key));
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}
