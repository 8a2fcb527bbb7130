import { MemoryFacts } from './types';

/** The value of a tag of a memory; `undefined` where there is none, or the tags are not known. @public */
export function tagOf(
  { tags }: Pick<MemoryFacts, 'tags'>,
  key: string,
): string | undefined {
  return tags.state === 'known' && Object.hasOwn(tags.value, key)
    ? tags.value[key]
    : undefined;
}
