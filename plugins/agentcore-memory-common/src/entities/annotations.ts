import type { RuleId } from '../rules';

/** `spec.type` of a memory's entity. @public */
export const MEMORY_TYPE = 'agentcore-memory';

/** `spec.type` of a KMS key's entity. @public */
export const KEY_TYPE = 'kms-key';

/** The ARN of the memory or key; the same key that Backstage's own AWS module writes. @public */
export const ANNOTATION_ARN = 'amazonaws.com/arn';

/** The AWS account of the memory or key; the same key that Backstage's own AWS module writes. @public */
export const ANNOTATION_ACCOUNT_ID = 'amazonaws.com/account-id';

/** The AWS region, such as `eu-central-1`. @public */
export const ANNOTATION_REGION = 'agentcore-memory/region';

/** The scope that found the memory: `<provider id>/<account>/<region>`. On a key: the provider and the key's own account and region. @public */
export const ANNOTATION_SCOPE = 'agentcore-memory/scope';

/** The memory's id, such as `support_notes-a1B2c3D4e5`. @public */
export const ANNOTATION_MEMORY_ID = 'agentcore-memory/memory-id';

/** The memory's status as AWS spells it, such as `ACTIVE`. @public */
export const ANNOTATION_STATUS = 'agentcore-memory/status';

/** The ARN of the memory's KMS key as AWS returned it; absent: a key that AWS owns, or unread. @public */
export const ANNOTATION_KMS_KEY_ARN = 'agentcore-memory/kms-key-arn';

/** Who manages the key: `customer-managed`, `aws-managed`, `aws-owned` or `unknown`. @public */
export const ANNOTATION_ENCRYPTION = 'agentcore-memory/encryption';

/** The verdict: `compliant`, `at-risk`, `non-compliant` or `unknown`. @public */
export const ANNOTATION_VERDICT = 'agentcore-memory/verdict';

/** The findings behind the verdict as compact JSON; read it with `parseFindings`. @public */
export const ANNOTATION_FINDINGS = 'agentcore-memory/findings';

/**
 * With what the memory was assessed: the version of the plugin, a `+`, and a hash of the rules' settings. Where it
 * differs from before, findings may differ although nothing happened to the memory.
 *
 * @public
 */
export const ANNOTATION_ASSESSED_WITH = 'agentcore-memory/assessed-with';

/**
 * The annotation that says how a rule came out on a memory, such as `agentcore-memory/rule-key-usable: fail`.
 * The catalog can filter by it.
 *
 * @public
 */
export function ruleAnnotation(rule: RuleId): string {
  return `agentcore-memory/rule-${rule}`;
}

/**
 * How the owner was found: `tag:<key>`, `manager-tag:<key>`, `account`, `default`, `transformer`; or why not:
 * `invalid-tag:<key>`, `invalid-manager-tag:<key>`, `unread`, `none`.
 *
 * @public
 */
export const ANNOTATION_OWNER_SOURCE = 'agentcore-memory/owner-source';

/** The owner tag's value where it is not a valid owner, or the values that disagree; at most 200 characters. @public */
export const ANNOTATION_OWNER_CLAIM = 'agentcore-memory/owner-claim';

/** Since when (ISO 8601) AWS has not answered about this memory or key; set once, removed by the next answer. @public */
export const ANNOTATION_STALE_SINCE = 'agentcore-memory/stale-since';

/** ARN of the memory that replaces this one, as its tag says. @public */
export const ANNOTATION_REPLACED_BY = 'agentcore-memory/replaced-by';

/** ARN of the memory that this one replaces, as its tag says. */
export const ANNOTATION_REPLACES = 'agentcore-memory/replaces';

/** Id of the scaffolder's task that moved the data of the memory that this one replaces, as its tag says. */
export const ANNOTATION_MIGRATION_TASK = 'agentcore-memory/migration-task';

/** The key's state as AWS spells it, such as `Enabled`, or `unknown`. @public */
export const ANNOTATION_KEY_STATE = 'agentcore-memory/key-state';

/** The key's manager as AWS spells it, `CUSTOMER` or `AWS`, or `unknown`. @public */
export const ANNOTATION_KEY_MANAGER = 'agentcore-memory/key-manager';

/** Automatic rotation of the key: `on`, `off`, `not-applicable` or `unknown`. @public */
export const ANNOTATION_KEY_ROTATION = 'agentcore-memory/key-rotation';

/** Hash of all else that was published of the memory or key, by which the provider tells what the catalog shows. @public */
export const ANNOTATION_CONTENT_HASH = 'agentcore-memory/content-hash';
