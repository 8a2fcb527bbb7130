import { AwsPlace } from '../aws/AwsPlace';
import { NewKey } from '../writer/KeyWriter';
import { NewMemory } from '../writer/MemoryWriter';

/** The languages in which a memory can be written. @public */
export const CODE_LANGUAGES = ['terraform', 'cloudformation'] as const;

/** One of the languages in which a memory can be written. @public */
export type CodeLanguage = (typeof CODE_LANGUAGES)[number];

/** A memory that is to be written as code. @public */
export interface CodeRequest {
  /** Where it will be. */
  place: AwsPlace;
  /** The memory, but for its key. */
  memory: Omit<NewMemory, 'clientToken' | 'encryptionKeyArn'>;
  /** An existing key, or one that is created with the memory. */
  key: { arn: string } | { create: NewKey };
}
