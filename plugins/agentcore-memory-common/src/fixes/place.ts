import { KeyFacts, KeyMetadata, MemoryDetails, parseKeyArn } from '../facts';
import { FixInput } from './types';

/** What is known of the memory, or `undefined` if it could not be read. */
export function detailsOf({ memory }: FixInput): MemoryDetails | undefined {
  return memory.details.state === 'known' ? memory.details.value : undefined;
}

/** What is known of the key, or `undefined` if it could not be read. */
export function metadataOf({ key }: FixInput): KeyMetadata | undefined {
  return key?.metadata.state === 'known' ? key.metadata.value : undefined;
}

/** The key as the AWS CLI is told it: region, and the ARN of the key itself. */
export function keyPlace(key: KeyFacts): { region: string; arn: string } {
  const arn = key.metadata.state === 'known' ? key.metadata.value.arn : key.arn;
  return { arn, region: parseKeyArn(arn)?.region ?? '' };
}
