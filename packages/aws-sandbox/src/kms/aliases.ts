import { AwsError } from '../http/awsError';
import { Operation } from '../http/operation';
import { pageScope, paginate } from '../http/paging';
import { aliasArn } from '../state/arn';
import { kmsError, readInput } from './errors';
import {
  findKey,
  requireCustomerKey,
  requireNotPendingDeletion,
} from './findKey';
import { toSeconds } from './toKeyMetadata';

const ALIAS_PATTERN = /^alias\/[a-zA-Z0-9/_-]+$/;

/** CreateAlias for a key of the caller's account and region. */
export const createAlias: Operation = context => {
  const { state, place, input } = context;
  const name = readInput(input).requiredString('AliasName', {
    min: 1,
    max: 256,
    pattern: ALIAS_PATTERN,
  });
  if (name.startsWith('alias/aws/')) {
    throw kmsError(
      'NotAuthorizedException',
      'Aliases that begin with alias/aws/ are kept for AWS',
    );
  }
  const key = findKey(
    { ...context, input: { KeyId: input.TargetKeyId } },
    { action: 'kms:CreateAlias' },
  );
  requireCustomerKey(key, 'kms:CreateAlias');
  requireNotPendingDeletion(key);
  if (state.store(place).aliases.has(name)) {
    throw new AwsError(
      'AlreadyExistsException',
      400,
      `An alias with the name ${aliasArn(place, name)} already exists`,
    );
  }
  state.createAlias(key.arn, name);
  return {};
};

/** ListAliases of the account in the region, or of one key. */
export const listAliases: Operation = context => {
  const { state, place, input } = context;
  const reader = readInput(input);
  const key =
    reader.string('KeyId') === undefined
      ? undefined
      : findKey(context, { action: 'kms:ListAliases' });
  const { items, nextToken } = paginate({
    items: [...state.store(place).aliases.values()].filter(
      alias => !key || alias.targetKeyId === key.keyId,
    ),
    sortKey: ({ name }) => name,
    limit: reader.integer('Limit', 1, 100) ?? 50,
    scope: pageScope(`ListAliases/${key?.keyId ?? ''}`, place),
    token: reader.string('Marker'),
    invalidToken: () => kmsError('InvalidMarkerException', 'Invalid marker'),
  });
  return {
    body: {
      Aliases: items.map(alias => ({
        AliasName: alias.name,
        AliasArn: aliasArn(place, alias.name),
        TargetKeyId: alias.targetKeyId,
        CreationDate: toSeconds(alias.createdAt),
        LastUpdatedDate: toSeconds(alias.createdAt),
      })),
      Truncated: nextToken !== undefined,
      NextMarker: nextToken,
    },
  };
};
