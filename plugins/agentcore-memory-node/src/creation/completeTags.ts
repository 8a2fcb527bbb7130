import {
  known,
  OwnerRules,
  resolveOwner,
  SYSTEM_TAG,
} from 'backstage-plugin-agentcore-memory-common';
import { findTagFault } from '../writer/tags';
import { FieldProblemsError } from './FieldProblems';
import { fold } from './readTags';

function refuse(field: string, message: string): never {
  throw new FieldProblemsError([{ field, message }]);
}

/**
 * The tags with those by which the scan will find owner and system: the owner's is the first of those that are
 * configured for the place. Throws `FieldProblemsError` where the scan would find another owner.
 */
export function completeTags(
  tags: Readonly<Record<string, string>>,
  { owner, system }: { owner: string; system?: string },
  owners: OwnerRules,
): Record<string, string> {
  const [ownerTag] = owners.tags;
  if (ownerTag === undefined) {
    refuse(
      'owner',
      'no ownerTags are configured for this place, so nothing new can be given an owner',
    );
  }
  const saidByFields: [string, string][] = [
    [ownerTag, 'owner'],
    [SYSTEM_TAG, 'system'],
  ];
  for (const [tag, field] of saidByFields) {
    const clash = Object.keys(tags).find(key => fold(key) === fold(tag));
    if (clash !== undefined) {
      refuse(
        'tags',
        `"${clash}" says who the ${field} is, which the field ${field} does`,
      );
    }
  }
  const all = {
    ...tags,
    [ownerTag]: owner,
    ...(system && { [SYSTEM_TAG]: system }),
  };
  const fault = findTagFault(all);
  if (fault) refuse('tags', fault);
  if (resolveOwner(known(all), owners).ownerRef !== owner) {
    refuse(
      'owner',
      `the configured ownerMap takes the tag ${ownerTag}=${owner} for another owner`,
    );
  }
  return all;
}

/** Key of the tag by which a step knows the key that it made. KMS has no client tokens. @public */
export const REQUEST_TAG = 'agentcore-memory/request';

/**
 * The tags of a memory that its key gets as well: not those by which we know what became of the memory.
 *
 * @public
 */
export function tagsForKey(
  tags: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tags).filter(
      ([key]) => !key.startsWith('agentcore-memory/'),
    ),
  );
}

/** Throws `FieldProblemsError` where AWS would not take the tags of a key together with the one of its request. */
export function checkKeyTags(tags: Readonly<Record<string, string>>): void {
  const fault = findTagFault({ ...tagsForKey(tags), [REQUEST_TAG]: '' });
  if (fault) refuse('tags', `with the one of a new key, ${fault}`);
}
