import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_AGENTCORE_MEMORY_WAIVER,
  RULE_IDS,
  RuleId,
} from 'backstage-plugin-agentcore-memory-common';
import { z } from 'zod';

/** A waiver, as far as permissions are decided on it. @public */
export interface WaiverResource {
  /** Full entity ref of whose memories are waived. */
  owner: string;
  /** The rule that is waived. */
  rule: RuleId;
}

/** What the permissions for changing waivers are decided on. @public */
export const waiverResourceRef = createPermissionResourceRef<
  WaiverResource,
  // Decided one by one: there is no list of changes to be filtered.
  never
>().with({
  pluginId: 'agentcore-memory',
  resourceType: RESOURCE_TYPE_AGENTCORE_MEMORY_WAIVER,
});

function notAQuery(): never {
  throw new TypeError('Waivers are decided one by one, not filtered');
}

const hasOwner = createPermissionRule({
  name: 'HAS_OWNER',
  description: 'Allow waivers for what one of these groups or users owns',
  resourceRef: waiverResourceRef,
  paramsSchema: z.object({
    owners: z
      .array(z.string())
      .describe('Entity refs of groups and users, in any case'),
  }),
  apply: ({ owner }, { owners }) =>
    owners.some(ref => ref.toLocaleLowerCase('en-US') === owner),
  toQuery: notAQuery,
});

const hasRule = createPermissionRule({
  name: 'HAS_RULE',
  description: 'Allow waivers of one of these rules',
  resourceRef: waiverResourceRef,
  paramsSchema: z.object({
    rules: z.array(z.enum(RULE_IDS as [RuleId, ...RuleId[]])),
  }),
  apply: ({ rule }, { rules }) => rules.includes(rule),
  toQuery: notAQuery,
});

const hasAnyOwner = createPermissionRule({
  name: 'HAS_ANY_OWNER',
  description: 'Allow waivers for what anybody owns',
  resourceRef: waiverResourceRef,
  apply: () => true,
  toQuery: notAQuery,
});

/** The rules by which a policy can decide who may ask for, decide and take back which waivers. @public */
export const waiverRules = { hasOwner, hasRule, hasAnyOwner };

/**
 * `conditions` and `createConditionalDecision` for a policy, as the documentation of permissions shows.
 *
 * @see https://backstage.io/docs/permissions/writing-a-policy#conditional-decisions
 * @public
 */
export const waiverPolicy = createConditionExports({
  resourceRef: waiverResourceRef,
  rules: waiverRules,
});
