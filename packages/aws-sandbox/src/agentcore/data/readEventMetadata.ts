import { Input } from '../../http/InputReader';
import { readInput, validationException } from '../validation';
import { EVENT_METADATA_VALUE, METADATA_KEY } from './patterns';
import { EventMetadata } from './types';

const MAX_ENTRIES = 15;

/** Reads the metadata of a new event. */
export function readEventMetadata(input: Input): EventMetadata | undefined {
  const metadata = readInput(input).record('metadata');
  if (!metadata) return undefined;
  const values = readInput(metadata);
  const names = Object.keys(metadata);
  if (names.length > MAX_ENTRIES) {
    throw validationException(
      `An event can have at most ${MAX_ENTRIES} metadata entries`,
    );
  }
  return Object.fromEntries(
    names.map(name => {
      readInput({ metadataKey: name }).string('metadataKey', METADATA_KEY);
      const value = readInput(values.record(name) ?? {});
      const stringValue = value.requiredString(
        'stringValue',
        EVENT_METADATA_VALUE,
      );
      return [name, { stringValue }];
    }),
  );
}
