import { memoryArn, Place } from '../state/arn';
import { alphanumericId } from '../state/ids';
import { MemoryRecord } from './types';

/** A memory as a test or seed creates it; not validated, and ACTIVE by default. */
export type MemoryInput = Place & { name: string } & Partial<
    Omit<MemoryRecord, 'arn' | 'sequence' | 'everTagged' | keyof Place>
  >;

/** Completes an input with defaults. The id is `<name>-<10 letters or digits>` and depends on its place and name only. */
export function newMemory(
  input: MemoryInput,
  { now, sequence }: { now: number; sequence: number },
): MemoryRecord {
  const { accountId, region, name } = input;
  const id =
    input.id ??
    `${name}-${alphanumericId(`${accountId}/${region}/${name}`, 10)}`;
  const createdAt = input.createdAt ?? now;
  const tags = { ...input.tags };
  return {
    eventExpiryDuration: 90,
    status: 'ACTIVE',
    updatedAt: createdAt,
    strategies: [],
    ...input,
    id,
    arn: memoryArn(input, id),
    createdAt,
    tags,
    everTagged: Object.keys(tags).length > 0,
    sequence,
  };
}
