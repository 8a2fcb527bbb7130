/**
 * One entry of a `Principal` or `NotPrincipal` element.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export type PrincipalEntry =
  /** `*`: every principal, AWS services included. */
  | { kind: 'anyone' }
  /** An account id or root ARN: the account leaves the rest to its IAM policies. */
  | { kind: 'account'; accountId: string; partition?: string }
  /** One role, user or session. */
  | { kind: 'named'; arn: string; accountId: string; partition: string }
  /** The id that is left where a role or user was deleted; it matches no principal. */
  | { kind: 'deleted'; id: string }
  | { kind: 'service'; service: string }
  | { kind: 'federated'; provider: string }
  | { kind: 'canonical-user'; id: string }
  /** Anything else that stands in such a list. */
  | { kind: 'unclear'; text: string };

/** The operators of `Condition` without prefix and suffix. */
export type ConditionOperator =
  | 'StringEquals'
  | 'StringNotEquals'
  | 'StringEqualsIgnoreCase'
  | 'StringNotEqualsIgnoreCase'
  | 'StringLike'
  | 'StringNotLike'
  | 'ArnEquals'
  | 'ArnNotEquals'
  | 'ArnLike'
  | 'ArnNotLike'
  | 'Bool'
  | 'Null'
  | 'NumericEquals'
  | 'NumericNotEquals'
  | 'NumericLessThan'
  | 'NumericLessThanEquals'
  | 'NumericGreaterThan'
  | 'NumericGreaterThanEquals'
  | 'DateEquals'
  | 'DateNotEquals'
  | 'DateLessThan'
  | 'DateLessThanEquals'
  | 'DateGreaterThan'
  | 'DateGreaterThanEquals'
  | 'BinaryEquals'
  | 'IpAddress'
  | 'NotIpAddress';

/** One operator on one key. All conditions of a statement must hold. */
export interface PolicyCondition {
  /** As it is written, for people. */
  written: string;
  /** `undefined`: an unknown operator. */
  operator?: ConditionOperator;
  set?: 'ForAnyValue' | 'ForAllValues';
  ifExists: boolean;
  /** As it is written. */
  keyWritten: string;
  /** In the spelling of `contextKey`. */
  key: string;
  values: string[];
}

/** Patterns of an element, and whether it is the `Not…` form. */
export interface PolicyPatterns {
  negated: boolean;
  patterns: string[];
}

/** One statement of a key policy. */
export interface PolicyStatement {
  /** From 0. */
  index: number;
  sid?: string;
  effect: 'Allow' | 'Deny';
  principal: { negated: boolean; entries: PrincipalEntry[] };
  /** `undefined`: KMS accepts such a statement and ignores it; so of `resource`. */
  action?: PolicyPatterns;
  resource?: PolicyPatterns;
  conditions: PolicyCondition[];
  /** Whether `${…}` is a policy variable here: only in policies of version 2012-10-17. */
  variables: boolean;
}

/** A key policy that was understood as a whole. */
export interface KeyPolicy {
  kind: 'policy';
  statements: PolicyStatement[];
}

/** What became of the text of a key policy. */
export type ParsedKeyPolicy =
  | KeyPolicy
  | { kind: 'not-understood'; reason: string };
