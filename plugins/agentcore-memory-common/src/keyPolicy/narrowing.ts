import { Comparison, audienceOfValue, WhoKind } from './audienceOfValue';
import { ConditionOperator, PolicyCondition, PrincipalEntry } from './types';

/** What a condition does to "any principal". */
export type Narrowing =
  /** Nothing, as far as *who* is concerned. */
  | { kind: 'none' }
  | { kind: 'undecided' }
  /** Leaves the principals of one organisation. */
  | { kind: 'organization' }
  /**
   * Leaves whole accounts, or, where the list is empty, single principals at most. By source: services
   * that act for those accounts, rather than callers.
   */
  | { kind: 'accounts'; accountIds: string[]; bySource: boolean };

/** The keys that tell who asks, or for whom a service asks. */
const WHO: ReadonlyMap<string, { kind: WhoKind; bySource: boolean }> = new Map([
  ['aws:principalaccount', { kind: 'account', bySource: false }],
  ['kms:calleraccount', { kind: 'account', bySource: false }],
  ['aws:sourceaccount', { kind: 'account', bySource: true }],
  ['aws:principalarn', { kind: 'arn', bySource: false }],
  ['aws:sourcearn', { kind: 'arn', bySource: true }],
  ['aws:principalorgid', { kind: 'organization', bySource: false }],
  ['aws:principalorgpaths', { kind: 'organization', bySource: false }],
  ['aws:sourceorgid', { kind: 'organization', bySource: true }],
  ['aws:sourceorgpaths', { kind: 'organization', bySource: true }],
  ['aws:principalservicename', { kind: 'service', bySource: true }],
]);

/**
 * Keys that say how, when or for what a key is used, or that every account sets for its own principals:
 * they do not narrow which accounts get in. Network origin (IP address, VPC) is not among them: an address may
 * well be one company's own.
 */
const HOW =
  /^(kms:(viaservice|encryptioncontext(:.*|keys)|grantisforawsresource|grantoperations|grantconstrainttype|encryptionalgorithm|requestalias|resourcealiases|reencryptonsamekey|keyorigin|keyspec|keyusage|multiregion|multiregionkeytype|bypasspolicylockoutsafetycheck)|aws:(securetransport|multifactorauthpresent|multifactorauthage|currenttime|epochtime|tokenissuetime|viaawsservice|calledvia(first|last)?|requestedregion|referer|useragent|principaltype|tagkeys|(principal|request|resource)tag\/.*|resourceaccount|resourceorgid))$/;

/** How an operator compares texts; `none`: it excludes principals, or only tests that the key is present. */
const COMPARISON: Partial<Record<ConditionOperator, Comparison | 'none'>> = {
  StringEquals: 'literal',
  StringEqualsIgnoreCase: 'literal',
  StringLike: 'text',
  ArnEquals: 'arn',
  ArnLike: 'arn',
  StringNotEquals: 'none',
  StringNotEqualsIgnoreCase: 'none',
  StringNotLike: 'none',
  ArnNotEquals: 'none',
  ArnNotLike: 'none',
  Null: 'none',
};

function byValues(
  { kind, bySource }: { kind: WhoKind; bySource: boolean },
  comparison: Comparison,
  values: readonly string[],
): Narrowing {
  const left = values.map(value => audienceOfValue(kind, comparison, value));
  if (left.includes('anyone')) return { kind: 'none' };
  if (left.includes('undecided')) return { kind: 'undecided' };
  if (kind === 'organization') return { kind };
  const accountIds = left.flatMap(who =>
    typeof who === 'object' ? [who.accountId] : [],
  );
  return { kind: 'accounts', accountIds, bySource };
}

/**
 * What a condition of an Allow leaves of "any principal". An operator with `IfExists` or `ForAllValues`
 * lets those pass who don't carry the key, a negated one all but a few.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 */
export function narrowingOf(
  condition: PolicyCondition,
  variables: boolean,
): Narrowing {
  const { operator, key, values } = condition;
  if (!operator || (variables && values.some(v => v.includes('${')))) {
    return { kind: 'undecided' };
  }
  const who = WHO.get(key);
  if (!who) return { kind: HOW.test(key) ? 'none' : 'undecided' };
  const comparison = COMPARISON[operator];
  if (!comparison) return { kind: 'undecided' };
  if (
    comparison === 'none' ||
    condition.ifExists ||
    condition.set === 'ForAllValues'
  ) {
    return { kind: 'none' };
  }
  // Principals have several paths, and what AWS makes of them without a set operator is not documented.
  if (key.endsWith('orgpaths') && condition.set !== 'ForAnyValue') {
    return { kind: 'undecided' };
  }
  return byValues(who, comparison, values);
}

const OPPOSITE: Partial<Record<ConditionOperator, ConditionOperator>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
};

/**
 * What a Deny leaves that holds for every principal *unless* this one condition names it. Without the key a
 * negated operator holds, with `IfExists` as well, so that no caller without the key escapes it.
 */
export function narrowingByDeny(
  condition: PolicyCondition,
  variables: boolean,
): Narrowing {
  const operator = condition.operator && OPPOSITE[condition.operator];
  return operator && !condition.set
    ? narrowingOf({ ...condition, operator, ifExists: false }, variables)
    : { kind: 'none' };
}

/** What a Deny leaves that holds for every principal but those of a `NotPrincipal` list. */
export function narrowingByNotPrincipal(
  entries: readonly PrincipalEntry[],
): Narrowing {
  const listable: PrincipalEntry['kind'][] = [
    'account',
    'named',
    'service',
    'deleted',
  ];
  if (!entries.every(({ kind }) => listable.includes(kind))) {
    return { kind: 'none' };
  }
  const accountIds = entries.flatMap(entry =>
    entry.kind === 'account' ? [entry.accountId] : [],
  );
  return { kind: 'accounts', accountIds, bySource: false };
}
