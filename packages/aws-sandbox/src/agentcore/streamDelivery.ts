import { Input } from '../http/InputReader';
import { StreamDeliveryResources } from './types';
import { readInput } from './validation';

/** Reads the stream delivery resources: at most one Kinesis stream, with at least one content configuration. */
export function readStreamDelivery(
  input: Input | undefined,
): StreamDeliveryResources | undefined {
  const resources = input && readInput(input).records('resources', 0, 1);
  for (const resource of resources ?? []) {
    const stream = readInput(readInput(resource).record('kinesis') ?? {});
    stream.requiredString('dataStreamArn', { pattern: /^arn:.+:kinesis:.+/ });
    for (const content of stream.records('contentConfigurations', 1, 1) ?? []) {
      readInput(content).choice('type', ['MEMORY_RECORDS']);
      readInput(content).choice('level', ['METADATA_ONLY', 'FULL_CONTENT']);
    }
  }
  return resources && { resources };
}
