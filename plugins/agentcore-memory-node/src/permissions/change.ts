import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_AGENTCORE_MEMORY_CHANGE } from 'backstage-plugin-agentcore-memory-common';
import { z } from 'zod';
import { AwsPlace } from '../aws/AwsPlace';

/** What is to be changed in AWS. @public */
export interface MemoryChange extends AwsPlace {
  /** Full entity ref of the owner of what is changed. */
  owner: string;
}

/** What the permissions for changing things in AWS are decided on. @public */
export const memoryChangeResourceRef = createPermissionResourceRef<
  MemoryChange,
  // Decided one by one: there is no list of changes to be filtered.
  never
>().with({
  pluginId: 'agentcore-memory',
  resourceType: RESOURCE_TYPE_AGENTCORE_MEMORY_CHANGE,
});

function notAQuery(): never {
  throw new TypeError('Changes are decided one by one, not filtered');
}

const hasOwner = createPermissionRule({
  name: 'HAS_OWNER',
  description: 'Allow changing what one of these groups or users owns',
  resourceRef: memoryChangeResourceRef,
  paramsSchema: z.object({
    owners: z
      .array(z.string())
      .describe('Entity refs of groups and users, in any case'),
  }),
  apply: ({ owner }, { owners }) =>
    owners.some(ref => ref.toLocaleLowerCase('en-US') === owner),
  toQuery: notAQuery,
});

const inAccount = createPermissionRule({
  name: 'IN_ACCOUNT',
  description: 'Allow changing what is in one of these AWS accounts',
  resourceRef: memoryChangeResourceRef,
  paramsSchema: z.object({
    accountIds: z.array(z.string()).describe('Twelve-digit AWS account ids'),
  }),
  apply: ({ accountId }, { accountIds }) => accountIds.includes(accountId),
  toQuery: notAQuery,
});

const hasAnyOwner = createPermissionRule({
  name: 'HAS_ANY_OWNER',
  description: 'Allow changing what anybody owns',
  resourceRef: memoryChangeResourceRef,
  apply: () => true,
  toQuery: notAQuery,
});

/** The rules by which a policy can decide who may change what in AWS. @public */
export const memoryChangeRules = { hasOwner, inAccount, hasAnyOwner };

/**
 * `conditions` and `createConditionalDecision` for a policy, as the documentation of permissions shows.
 *
 * @see https://backstage.io/docs/permissions/writing-a-policy#conditional-decisions
 * @public
 */
export const memoryChangePolicy = createConditionExports({
  resourceRef: memoryChangeResourceRef,
  rules: memoryChangeRules,
});
