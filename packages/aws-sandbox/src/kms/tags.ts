import { Input } from '../http/InputReader';
import { Operation } from '../http/operation';
import { pageScope, paginate } from '../http/paging';
import { kmsError, readInput } from './errors';
import {
  findKey,
  requireCustomerKey,
  requireNotPendingDeletion,
} from './findKey';

const MAX_TAGS = 50;

/** Checks a list of tags as given to CreateKey or TagResource. */
export function readTags(tags: readonly Input[]): Record<string, string> {
  const result: Record<string, string> = {};
  for (const tag of tags) {
    const { TagKey: key, TagValue: value } = tag;
    if (
      typeof key !== 'string' ||
      typeof value !== 'string' ||
      !key ||
      key.length > 128 ||
      value.length > 256 ||
      key.toLowerCase().startsWith('aws:')
    ) {
      throw kmsError('TagException', `Invalid tag: ${JSON.stringify(tag)}`);
    }
    result[key] = value;
  }
  return result;
}

/** ListResourceTags of a key. */
export const listResourceTags: Operation = context => {
  const key = findKey(context, { action: 'kms:ListResourceTags' });
  const reader = readInput(context.input);
  const { items, nextToken } = paginate({
    items: Object.entries(key.tags),
    sortKey: ([name]) => name,
    limit: reader.integer('Limit', 1, 1000) ?? 50,
    scope: pageScope(`ListResourceTags/${key.keyId}`, context.place),
    token: reader.string('Marker'),
    invalidToken: () => kmsError('InvalidMarkerException', 'Invalid marker'),
  });
  return {
    body: {
      Tags: items.map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
      Truncated: nextToken !== undefined,
      NextMarker: nextToken,
    },
  };
};

/** TagResource of a key. */
export const tagResource: Operation = context => {
  const key = findKey(context, { action: 'kms:TagResource' });
  requireCustomerKey(key, 'kms:TagResource');
  requireNotPendingDeletion(key);
  const tags = {
    ...key.tags,
    ...readTags(readInput(context.input).records('Tags', 0, MAX_TAGS) ?? []),
  };
  if (Object.keys(tags).length > MAX_TAGS) {
    throw kmsError('TagException', `A key can have at most ${MAX_TAGS} tags`);
  }
  context.state.setTags(key.arn, tags);
  return {};
};

/** UntagResource of a key; ignores tags that it does not have. */
export const untagResource: Operation = context => {
  const key = findKey(context, { action: 'kms:UntagResource' });
  requireCustomerKey(key, 'kms:UntagResource');
  requireNotPendingDeletion(key);
  const names = readInput(context.input).strings('TagKeys', 0, MAX_TAGS) ?? [];
  context.state.setTags(
    key.arn,
    Object.fromEntries(
      Object.entries(key.tags).filter(([name]) => !names.includes(name)),
    ),
  );
  return {};
};
