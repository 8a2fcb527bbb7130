import { Operation } from '../http/operation';
import { readableOrganizationOf } from './access';
import { organizationsError, readInput } from './errors';
import { pageOf } from './page';

/** ListTagsForResource of an account, a unit or the root. */
export const listTagsForResource: Operation = context => {
  const { accounts, units } = readableOrganizationOf(context);
  const id = readInput(context.input).requiredString('ResourceId', {
    pattern: /^(r-|ou-|\d{12}$)[a-z0-9-]*/,
  });
  const resource = accounts.get(id) ?? units.get(id);
  if (!resource) {
    throw organizationsError(
      'TargetNotFoundException',
      `We can't find a root, OU or account with the ResourceId ${id}.`,
    );
  }
  const { items, NextToken } = pageOf(
    context,
    `ListTagsForResource/${id}`,
    Object.entries(resource.tags).map(([Key, Value], sequence) => ({
      Key,
      Value,
      sequence,
    })),
  );
  return {
    body: {
      Tags: items.map(({ Key, Value }) => ({ Key, Value })),
      NextToken,
    },
  };
};
