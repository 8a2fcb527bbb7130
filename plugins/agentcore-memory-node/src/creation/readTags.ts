import { InputOf } from './readFields';
import { FieldProblems } from './FieldProblems';
import { memoryFields } from './creationFields';
import { findTagFault } from '../writer/tags';

/** AWS compares keys of tags without case. */
export function fold(text: string): string {
  return text.toLocaleLowerCase('en-US');
}

/** All tags but those of the owner and system: a form's list, and those that are configured, which a form can't change. */
export function readTags(
  list: InputOf<typeof memoryFields>['tags'] = [],
  defaultTags: Readonly<Record<string, string>>,
  problems: FieldProblems,
): Record<string, string> {
  const configured = Object.keys(defaultTags).map(fold);
  // Without a prototype, any key is a key.
  const own: Record<string, string> = Object.create(null);
  for (const [index, { key, value = '' }] of list.entries()) {
    if (Object.hasOwn(own, key)) {
      problems.add(`tags.${index}.key`, `"${key}" is there twice`);
    }
    if (configured.includes(fold(key))) {
      problems.add(`tags.${index}.key`, `"${key}" is configured for all`);
    }
    own[key] = value;
  }
  const tags = { ...defaultTags, ...own };
  const fault = findTagFault(tags);
  if (fault) problems.add('tags', fault);
  return tags;
}
